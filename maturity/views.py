from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maturity.definition import Definition, Sector
from maturity.forms import RecogniseForm, SectorForm
from maturity.loading import published_definition
from maturity.matrix import matrix_notes, matrix_rows, read_question, rungs, source_texts


@require_safe
@login_not_required
def matrix(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    sector = chosen_sector_or_404(request, definition)
    return render(
        request,
        "maturity/matrix.html",
        {
            "definition": definition,
            "sector": sector,
            "rows": matrix_rows(definition, sector=sector),
            "notes": matrix_notes(definition, definition.dimensions),
            "sources": source_texts(
                definition,
                *(level.sources for level in definition.levels),
                *(dimension.sources for dimension in definition.dimensions),
            ),
        },
    )


@require_safe
@login_not_required
def dimension(request: HttpRequest, slug: str) -> HttpResponse:
    definition = published_definition(get_language())
    try:
        dimension = definition.dimension(slug)
    except KeyError as error:
        raise Http404 from error
    sector = chosen_sector_or_404(request, definition)
    questions = definition.questionnaire("full").questions_of(slug)
    return render(
        request,
        "maturity/dimension.html",
        {
            "definition": definition,
            "dimension": dimension,
            "sector": sector,
            "rungs": rungs(definition, dimension, sector),
            "questions": [read_question(definition, question, sector) for question in questions],
            "notes": matrix_notes(definition, [dimension]),
            "sources": source_texts(
                definition, dimension.sources, *(question.sources for question in questions)
            ),
        },
    )


@require_safe
@login_not_required
def recognise(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    form = RecogniseForm(request.GET or None, definition=definition)
    level = definition.level(form.level) if form.is_valid() and form.level else None
    return render(
        request,
        "maturity/recognise.html",
        {"definition": definition, "form": form, "level": level},
        status=422 if form.errors else 200,
    )


def chosen_sector_or_404(request: HttpRequest, definition: Definition) -> Sector | None:
    form = SectorForm(request.GET, definition=definition)
    if not form.is_valid():
        raise Http404
    sector: Sector | None = form.cleaned_data["sector"]
    return sector

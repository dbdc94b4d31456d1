"""Filling in: overview, the pages of the seven dimensions, and saving one answer."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.access import AssessmentRequest, with_assessment
from assessments.asking import AskedQuestion, DimensionPage, dimension_page, given
from assessments.models import Answer, Assessment
from assessments.progress import progress_of
from maturity.definition import Definition, Dimension


@require_GET
@with_assessment(editable=True)
def overview(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    definition = assessment.definition(get_language())
    answers = assessment.own_answers()
    questionnaire = definition.questionnaire(assessment.questionnaire)
    context = {
        "assessment": assessment,
        "definition": definition,
        "questionnaire": questionnaire,
        "sector": definition.sector(assessment.sector),
        "is_group": answers is None,
        "progress": progress_of(definition, questionnaire, given(answers or {})),
    }
    return render(request, "assessments/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def dimension(request: AssessmentRequest, slug: str) -> HttpResponse:
    """The questions of a dimension. Sending the form stores the page, for who has no script."""
    assessment = request.assessment
    definition = assessment.definition(get_language())
    dimension = dimension_or_404(definition, slug)
    answers = assessment.own_answers()
    if answers is None:
        return redirect("assessments:overview", assessment.public_id)
    if request.method != "POST":
        page = dimension_page(definition, assessment, dimension, answers)
        return render_dimension(request, page)
    return store_dimension(request, definition, dimension, answers)


def store_dimension(
    request: AssessmentRequest,
    definition: Definition,
    dimension: Dimension,
    answers: dict[str, Answer],
) -> HttpResponse:
    assessment = request.assessment
    refused: dict[AskedQuestion, HTTPStatus] = {}
    for question in definition.questionnaire(assessment.questionnaire).questions_of(dimension.slug):
        asked = AskedQuestion(
            assessment,
            question,
            answers.get(question.code),
            language=definition.language,
            data=request.POST,
        )
        if asked.is_untouched:
            continue
        status = asked.store()
        if status is not HTTPStatus.OK:
            refused[asked] = status
        elif asked.answer:
            answers[question.code] = asked.answer
    page = dimension_page(definition, assessment, dimension, answers, refused)
    if refused:
        return render_dimension(request, page, status=max(refused.values()))
    if page.next:
        return redirect("assessments:dimension", assessment.public_id, page.next.slug)
    return redirect("assessments:review", assessment.public_id)


@require_POST
@with_assessment(editable=True)
def save_answer(request: AssessmentRequest, code: str) -> HttpResponse:
    """Store one answer, as the page's script asks for at every choice."""
    assessment = request.assessment
    definition = assessment.definition(get_language())
    question = definition.questionnaire(assessment.questionnaire).question(code)
    if question is None:
        raise Http404
    asked = AskedQuestion(
        assessment, question, None, language=definition.language, data=request.POST
    )
    status = asked.store()
    answers = assessment.own_answers() or {}
    if asked.form.is_valid() and asked.form.keeps_theirs:
        asked = AskedQuestion(assessment, question, answers.get(code), language=definition.language)
    dimension = definition.dimension(question.dimension)
    page = dimension_page(definition, assessment, dimension, answers, [asked])
    if not request.htmx and status is HTTPStatus.OK:
        return redirect_to_question(assessment, page, code)
    if not request.htmx:
        return render_dimension(request, page, status=status)
    return render_saved(request, page, asked, status=status)


def render_saved(
    request: AssessmentRequest, page: DimensionPage, asked: AskedQuestion, *, status: HTTPStatus
) -> HttpResponse:
    """The state of one question; the question itself when its answer became another's."""
    replaced = not asked.form.is_bound
    template = "assessments/dimension.html#" + ("question" if replaced else "saved")
    context = page_context(request.assessment, page) | {
        "asked": asked,
        "is_partial": not replaced,  # its pieces then find their own places in the page
    }
    saved = render(request, template, context, status=status)
    if replaced:
        saved["HX-Retarget"] = f"#{asked.question.code}"
    return saved


def render_dimension(
    request: AssessmentRequest, page: DimensionPage, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    wrong = [asked.form for asked in (*page.wrong, *page.conflicts)]
    context = page_context(request.assessment, page)
    context["form"] = wrong[0] if wrong else None  # base.html puts "Error:" before the title
    return render(request, "assessments/dimension.html", context, status=status)


def page_context(assessment: Assessment, page: DimensionPage) -> dict[str, Any]:
    definition = assessment.definition(get_language())
    return {
        "assessment": assessment,
        "page": page,
        "steps": page.steps(assessment),
        # One question a page: what counts is how many pages there are still to come.
        "counted": page.here if len(page.asked) > 1 else page.progress,
        "wording": definition.wording,
    }


def redirect_to_question(assessment: Assessment, page: DimensionPage, code: str) -> HttpResponse:
    to_page = redirect("assessments:dimension", assessment.public_id, page.dimension.slug)
    to_page["Location"] += f"#{code}"
    return to_page


def dimension_or_404(definition: Definition, slug: str) -> Dimension:
    try:
        return definition.dimension(slug)
    except KeyError as unknown:
        raise Http404 from unknown

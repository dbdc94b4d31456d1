"""Filling in: overview, the pages of the seven dimensions, and saving one answer."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.access import Access, AssessmentRequest, with_assessment
from assessments.answer_form import AnswerForm
from assessments.gathering import codes_answered, own_answers
from assessments.pieces import print_piece
from assessments.progress import progress_of
from assessments.question_page import (
    AskedQuestion,
    Asker,
    DimensionPage,
    dimension_page,
    is_untouched,
    page_of,
    says_no_choice,
    with_unsaid,
)
from assessments.said import RoundBefore
from assessments.stored_answer import StoredAnswer
from maturity.definition import Definition, Dimension


@require_GET
@with_assessment(editable=True)
def overview(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    definition = assessment.definition(get_language())
    answered = codes_answered(request.access)
    questionnaire = definition.questionnaire(assessment.questionnaire)
    context = {
        "assessment": assessment,
        "definition": definition,
        "questionnaire": questionnaire,
        "sector": definition.sector(assessment.sector),
        "is_group": assessment.is_group,
        "progress": progress_of(definition, questionnaire, assessment.sector, answered),
    }
    return render(request, "assessments/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def dimension(request: AssessmentRequest, slug: str) -> HttpResponse:
    """The questions of a dimension. Sending the form stores the page, where there is no script."""
    answers = own_answers(request.access)
    if answers is None:
        return redirect("assessments:overview", request.assessment.public_id)
    return ask_dimension(request, asker_for(request.access), slug, answers)


def asker_for(access: Access) -> Asker:
    definition = access.assessment.definition(get_language())
    return Asker(
        access.assessment,
        definition,
        answers=lambda: own_answers(access) or {},
        answered=partial(codes_answered, access),
        round_before=RoundBefore(access.assessment, definition),
        needs_link=not access.is_of_member,
    )


def ask_dimension(
    request: HttpRequest, asker: Asker, slug: str, answers: Mapping[str, StoredAnswer]
) -> HttpResponse:
    """The page of a dimension, whoever answers; of a form that was sent what was touched is stored
    first."""
    dimension = dimension_or_404(asker.definition, slug)
    if request.method != "POST":
        return render_dimension(request, asker, dimension_page(asker, dimension, answers))
    stored = store_touched(asker, dimension, request.POST, answers)
    now = {**answers, **{each.question.code: each.answer for each in stored if each.answer}}
    page = dimension_page(asker, dimension, now, [each for each in stored if each.is_refused])
    if page.refused:
        status = max(each.status for each in page.refused)
        return render_dimension(request, asker, page, status=status)
    if page.next:
        return redirect(asker.places.dimension, asker.assessment.public_id, page.next.slug)
    return redirect(asker.places.review, asker.assessment.public_id)


def store_touched(
    asker: Asker, dimension: Dimension, sent: QueryDict, answers: Mapping[str, StoredAnswer]
) -> list[AskedQuestion]:
    """The answers that somebody changed on the page; all others stay as they are."""
    questionnaire = asker.definition.questionnaire(asker.assessment.questionnaire)
    forms = [
        asker.form(question, with_unsaid(sent, answers.get(question.code), is_page=True))
        for question in questionnaire.questions_of(dimension.slug)
    ]
    return [asker.store(form) for form in forms if not leaves_as_is(form)]


def leaves_as_is(form: AnswerForm) -> bool:
    return is_untouched(form) or (form.is_valid() and form.keeps_theirs)


@require_POST
@with_assessment(editable=True)
def save_answer(request: AssessmentRequest, code: str) -> HttpResponse:
    """Store one answer, as the page's script asks for at every choice."""
    return store_one(request, asker_for(request.access), code)


def store_one(request: AssessmentRequest, asker: Asker, code: str) -> HttpResponse:
    """The state of one question after storing it, whoever answers."""
    question = asker.question(code)
    if question is None:
        raise Http404
    sent: QueryDict = request.POST
    if says_no_choice(sent, code):
        sent = with_unsaid(sent, asker.answers().get(code))
    form = asker.form(question, sent)
    keeps_theirs = form.is_valid() and form.keeps_theirs
    stored = None if keeps_theirs else asker.store(form)
    dimension = asker.definition.dimension(question.dimension)
    if request.htmx and stored:  # the page's script asks for the state of this question alone
        answered = asker.answered() if stored.answered is None else stored.answered
        page = page_of(asker, dimension, (stored,), answered)
    else:
        page = dimension_page(asker, dimension, asker.answers(), [stored] if stored else ())
    return render_saved(request, asker, page, code, is_replaced=keeps_theirs)


def render_saved(
    request: AssessmentRequest, asker: Asker, page: DimensionPage, code: str, *, is_replaced: bool
) -> HttpResponse:
    """The state of one question; the question itself when its answer became another's."""
    asked = page.question(code)
    if not request.htmx and asked.is_refused:
        return render_dimension(request, asker, page, status=asked.status)
    if not request.htmx:
        return redirect_to_question(asker, page, code)
    context = page_context(asker, page) | {
        "asked": asked,
        "is_partial": not is_replaced,  # its pieces then find their own places in the page
    }
    piece = print_piece("question" if is_replaced else "saved", context)
    saved = HttpResponse(piece, status=asked.status)
    if is_replaced:
        saved["HX-Retarget"] = f"#{code}"
    return saved


def render_dimension(
    request: HttpRequest,
    asker: Asker,
    page: DimensionPage,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    wrong = [asked.form for asked in (*page.wrong, *page.conflicts)]
    context = page_context(asker, page)
    context["form"] = wrong[0] if wrong else None  # base.html puts "Error:" before the title
    return render(request, "assessments/dimension.html", context, status=status)


def page_context(asker: Asker, page: DimensionPage) -> dict[str, Any]:
    return {
        "assessment": asker.assessment,
        "places": asker.places,
        "reminds": asker.needs_link and not asker.assessment.link_kept_at,
        "page": page,
        "steps": page.steps(asker),
        # One question a page: what counts is how many pages there are still to come.
        "counted": page.progress if page.is_alone else page.here,
        "wording": asker.definition.wording,
    }


def redirect_to_question(asker: Asker, page: DimensionPage, code: str) -> HttpResponse:
    to_page = redirect(asker.places.dimension, asker.assessment.public_id, page.dimension.slug)
    to_page["Location"] += f"#{code}"
    return to_page


def dimension_or_404(definition: Definition, slug: str) -> Dimension:
    try:
        return definition.dimension(slug)
    except KeyError as unknown:
        raise Http404 from unknown

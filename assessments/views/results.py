"""The result on screen, and what can be taken along of it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.access import Access, AssessmentRequest, with_assessment
from assessments.exchange import document_of, result_document, to_json, write
from assessments.filenames import file_name
from assessments.gathering import gather, notes_of
from assessments.notes import are_many, notes_by_question
from assessments.reporting import about, report_of
from assessments.told_results import told_once
from maturity.definition import Question
from rendering.queue import prepare
from rendering.tasks import expect_reports
from reports.content import chapters
from reports.content.coverage import missing
from reports.content.route import has_route
from reports.edition import Part
from reports.presenting import slides

JSON = "application/json"
NOTES_A_PAGE = 50
# What is read at once. The other chapters are long, and folded; a phone folds all of them.
OPEN = {"insight", "figures"}


@require_safe
@with_assessment()
def result(request: AssessmentRequest) -> HttpResponse:
    access, assessment, language = request.access, request.assessment, get_language()
    expect(access, language)
    told = told_once(
        assessment,
        language,
        may_write=access.may_write,
        sees_people=access.sees_people,
        tell=lambda: tell(access, language),
    )
    definition = assessment.definition(language)
    context = {"assessment": assessment, "definition": definition, "told": told}
    return render(request, "assessments/result.html", context)


def tell(access: Access, language: str) -> SafeString:
    """What the page says to whoever has this right, without anything of their browser."""
    report = report_of(access, language)
    summary, *others = chapters(report)
    context = {
        "assessment": access.assessment,
        "access": access,
        "can_edit": access.may_write,
        "report": report,
        "summary": summary,
        "chapters": [(chapter, chapter.slug in OPEN) for chapter in others],
        "missing": missing(report),
        "noted": notes_apart(access),
        "has_route": has_route(report) and report.edition.has(Part.ROUTE),
    }
    return render_to_string("assessments/result/_told.html", context)


@require_safe
@with_assessment()
def present(request: AssessmentRequest) -> HttpResponse:
    """The result for a room, a slide at a time."""
    report = report_of(request.access, get_language())
    if not report.has_answers:
        return redirect("assessments:result", request.assessment.public_id)
    context = {"assessment": request.assessment, "slides": slides(report)}
    return render(request, "assessments/present.html", context)


def notes_apart(access: Access) -> list[tuple[Question, int]]:
    """The questions at which a group noted more than the page of the result prints."""
    assessment = access.assessment
    if not (assessment.is_group and access.sees_people and are_many(assessment)):
        return []
    counts = notes_by_question(assessment)
    questions = assessment.questionnaire_in(get_language()).questions
    return [(question, counts[question.code]) for question in questions if question.code in counts]


@require_safe
@with_assessment(editable=True)
def notes(request: AssessmentRequest, code: str) -> HttpResponse:
    """Everything that a group noted at one question."""
    definition = request.assessment.definition(get_language())
    question = definition.questionnaire(request.assessment.questionnaire).question(code)
    if question is None or not request.assessment.is_group:
        raise Http404
    noted = notes_of(request.access).filter(code=code)
    context = {
        "assessment": request.assessment,
        "question": question,
        "dimension": definition.dimension(question.dimension),
        "noted": Paginator(noted, NOTES_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/notes.html", context)


@require_safe
@with_assessment()
def export(request: AssessmentRequest) -> HttpResponse:
    """The exchange document. The answers of a group are only for those who see its people; of a
    workshop others get figures, and of an anonymous one everybody does."""
    if request.access.is_left_figures:
        figures = result_document(report_of(request.access, get_language()))
        name = file_name(about(request.assessment), "result.json", get_language(), "json")
        return download(to_json(figures).encode(), name, JSON)
    if not request.access.sees_people:
        raise Http404
    document = document_of(request.assessment, gather(request.assessment, request.access))
    name = file_name(about(request.assessment), "json", get_language(), "json")
    return download(to_json(write(document)).encode(), name, JSON)


def expect(access: Access, language: str) -> None:
    """Who looks at a result will soon ask for its report: a final one is made beforehand."""
    expect_reports()
    if access.assessment.is_finished:
        prepare(
            access.assessment.public_id,
            language,
            lambda: report_of(access, language, for_file=True),
            since=access.assessment.touched_at,
        )


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition}
    )

"""Assessments for tests, made by the services that users call."""

from assessments.access import Access, Ground
from assessments.links import Purpose, private_link, read_only_link
from assessments.models import Assessment, Kind
from assessments.reporting import report_of as report_by
from assessments.services import create_assessment, finish, keep_edition, record_answer, set_targets
from assessments.sharing import share


def make_assessment(
    *,
    questionnaire="full",
    sector="retail",
    language="nl",
    organisation="De Boer Wonen",
    title="Nulmeting",
    answers=None,
    reasons=None,
    notes=None,
    finished=False,
    client=None,
):
    """`answers`, `reasons` and `notes` by question code; an answer as in the exchange format."""
    assessment = create_assessment(
        questionnaire=questionnaire,
        sector=sector,
        language=language,
        organisation=organisation,
        title=title,
        client=client,
    )
    answers, reasons, notes = answers or {}, reasons or {}, notes or {}
    for code in {**answers, **notes}:
        record_answer(
            assessment,
            question=question_of(assessment, code),
            choice=str(answers.get(code, "")),
            reason=reasons.get(code, ""),
            note=notes.get(code, ""),
            replaces=0,
        )
    if finished:
        finish(assessment)
    return Assessment.objects.get(pk=assessment.pk)


def make_group(*, responses=3, answers=None, **kwargs):
    """An imported group: several responses, here all with the same answers."""
    assessment = make_assessment(answers=answers, **kwargs)
    Assessment.objects.filter(pk=assessment.pk).update(kind=Kind.GROUP)
    first = assessment.responses.get()
    rows = list(first.answers.all())
    for number in range(2, responses + 1):
        response = assessment.responses.create(number=number)
        for row in rows:
            response.answers.create(code=row.code, choice=row.choice, reason=row.reason)
    return Assessment.objects.get(pk=assessment.pk)


def report_of(assessment, language, **kwargs):
    """As the holder of the private link sees it."""
    return report_by(access_to(assessment), language, **kwargs)


def give_edition(assessment, value):
    """The form on the page of the report, sent."""
    version = Assessment.objects.get(pk=assessment.pk).edition_version
    keep_edition(assessment, value, replaces=version)


def give_targets(assessment, value):
    version = Assessment.objects.get(pk=assessment.pk).targets_version
    set_targets(assessment, value, replaces=version)


def access_to(assessment, ground=Ground.PRIVATE_LINK, role=""):
    return Access(assessment, ground, role)


def question_of(assessment, code):
    question = assessment.questionnaire_in("nl").question(code)
    assert question is not None, f"{code} is no question of {assessment.questionnaire}"
    return question


def all_answers(assessment_or_kind, value=2):
    """An answer to every question: of a questionnaire by its name, or of an assessment."""
    from maturity.loading import published_definition  # noqa: PLC0415 -- needs the database

    kind = getattr(assessment_or_kind, "questionnaire", assessment_or_kind)
    return {q.code: value for q in published_definition("nl").questionnaire(kind).questions}


def record(assessment, *, code="KE1", choice="2", replaces=0, **words):
    """Answer one question."""
    question = question_of(assessment, code)
    return record_answer(assessment, question=question, choice=choice, replaces=replaces, **words)


def link_to(assessment, purpose, *, holder="De directie"):
    """With its secret; a read-only one is given to somebody."""
    if Purpose(purpose) is Purpose.EDIT:
        return private_link(assessment).text
    return read_only_link(share(assessment, holder=holder, by=None)).text


def open_in(client, assessment, purpose=Purpose.EDIT):
    """Give the client what the link gives a browser."""
    client.get(f"/open/{link_to(assessment, Purpose(purpose))}/")
    return client

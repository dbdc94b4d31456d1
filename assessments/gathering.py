"""The only way to answers: what a visitor may not see is left out where they are read.

A test holds the list of modules that ask the database for answers.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, QuerySet

from assessments.access import Access
from assessments.answer_rows import OwnAnswer, answers_of, codes_of
from assessments.models import AgreedLevel, Answer, Assessment, value_of
from assessments.models import Response as ResponseRow
from maturity.responses import Kind, Response, Responses, Value


def gather(assessment: Assessment, access: Access) -> Responses:
    """What was answered, as far as the visitor may see it; three queries, however many people.

    A right to one assessment says nothing of another: of an earlier round there are figures.
    """
    if access.sees_people and access.assessment == assessment:
        return _responses(assessment, _people(assessment), assessment.agreed_levels.all())
    return figures_of(assessment)


def figures_of(assessment: Assessment) -> Responses:
    """What scores rest on and nobody's own words: no names, notes or reasons, and no department
    that is smaller than the minimum group. Three queries."""
    return figures_of_all([assessment])[assessment.pk]


def figures_of_all(assessments: Collection[Assessment]) -> dict[int, Responses]:
    """The same of many, by primary key; three queries for all of them."""
    agreed: dict[int, list[AgreedLevel]] = defaultdict(list)
    for level in AgreedLevel.objects.filter(assessment__in=assessments):
        agreed[level.assessment_id].append(level)
    people = _figures(assessments)
    return {each.pk: _responses(each, people[each.pk], agreed[each.pk]) for each in assessments}


def without_answers(assessment: Assessment) -> Responses:
    """What a group agreed, and no one's answers. One query."""
    return _responses(assessment, (), assessment.agreed_levels.all())


def own_answers(access: Access) -> dict[str, OwnAnswer] | None:
    """The answers to fill in, by question code, in one query; None for a group: nobody does."""
    return answers_of(access.assessment) if _is_filled_in(access) else None


def codes_answered(access: Access) -> set[str]:
    """Of the questions that have a choice, of the same answers; one query."""
    return codes_of(access.assessment) if _is_filled_in(access) else set()


def _is_filled_in(access: Access) -> bool:
    return access.sees_people and not access.assessment.is_group


def choices_before(assessment: Assessment) -> dict[str, tuple[str, dt.date]]:
    """By question code what was chosen, and when, in the round that it is compared with: no words,
    and of a group nothing. One query, none without such a round."""
    if assessment.previous_id is None:
        return {}
    rows = Answer.objects.filter(
        response__assessment=assessment.previous_id, response__assessment__kind=Kind.OWN
    )
    given = rows.exclude(choice="").values_list("code", "choice", "response__assessment__date")
    return {code: (choice, date) for code, choice, date in given}


def notes_of(access: Access) -> "QuerySet[Answer]":
    """What people noted, each with whose it is, in the order in which they came."""
    if not access.sees_people:
        return Answer.objects.none()
    return _noted(access.assessment).select_related("response").order_by("response__number")


def notes_counted(assessment: Assessment) -> dict[str, int]:
    """How many noted something, by question code. One query."""
    return dict(_noted(assessment).values_list("code").annotate(Count("pk")))


def _noted(assessment: Assessment) -> "QuerySet[Answer]":
    return Answer.objects.filter(response__assessment=assessment).exclude(note="")


def answers_counted(assessments: Collection[Assessment]) -> dict[int, int]:
    """How many questions have a choice, by primary key, of what people fill in themselves. One
    query."""
    given = Answer.objects.filter(response__assessment__in=assessments).exclude(choice="")
    counted = given.values_list("response__assessment").annotate(Count("pk"))
    return {each.pk: 0 for each in assessments} | dict(counted)


def _responses(
    assessment: Assessment, responses: tuple[Response, ...], agreed: Iterable[AgreedLevel]
) -> Responses:
    agreed = list(agreed)
    return Responses(
        questionnaire=assessment.questionnaire,
        responses=responses,
        agreed={each.code: each.level for each in agreed},
        agreed_reasons={each.code: each.reason for each in agreed if each.reason},
        minimum_group=assessment.minimum_group,
        kind=Kind(assessment.kind),
        is_anonymous=assessment.is_anonymous,
    )


def _people(assessment: Assessment) -> tuple[Response, ...]:
    rows = assessment.responses.prefetch_related("answers")
    return tuple(
        Response(
            answers={each.code: each.value for each in row.answers.all() if each.value is not None},
            reasons={each.code: each.reason for each in row.answers.all() if each.reason},
            notes={each.code: each.note for each in row.answers.all() if each.note},
            participant=row.participant,
            department=row.department,
        )
        for row in rows
    )


def _figures(assessments: Collection[Assessment]) -> dict[int, tuple[Response, ...]]:
    """Without rows: a group of 300 has ten thousand answers, of which a number each is needed."""
    departments: dict[int, dict[int, str]] = {each.pk: {} for each in assessments}
    rows = ResponseRow.objects.filter(assessment__in=assessments).order_by("number")
    for assessment, pk, department in rows.values_list("assessment_id", "pk", "department"):
        departments[assessment][pk] = department
    answers: dict[int, dict[str, Value]] = defaultdict(dict)
    given = Answer.objects.filter(response__assessment__in=assessments).exclude(choice="")
    for response, code, choice in given.values_list("response_id", "code", "choice"):
        value = value_of(choice)
        if value is not None:
            answers[response][code] = value
    return {
        each.pk: tuple(
            Response(answers=answers[pk], department=department)
            for pk, department in _large_enough(departments[each.pk], each.minimum_group).items()
        )
        for each in assessments
    }


def _large_enough(departments: Mapping[int, str], minimum_group: int) -> dict[int, str]:
    """A small one counts as none, as rule 14 folds it; names are one by casefold."""
    keys = {pk: name.strip().casefold() for pk, name in departments.items()}
    sizes = Counter(keys.values())
    return {
        pk: name if sizes[keys[pk]] >= minimum_group else "" for pk, name in departments.items()
    }

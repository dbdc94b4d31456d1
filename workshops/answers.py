"""What people chose, as values: read only to count a round that is shown, and to seal."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from assessments.models import Assessment, value_of
from maturity.groups import department_minimum
from maturity.responses import Kind as GroupOrOwn
from maturity.responses import Response, Responses, Value
from workshops.agenda import Format
from workshops.models import Dot, Kind, ParticipantName, Settlement, Tally, Vote, Workshop
from workshops.steps import Phase


def answered(workshop: Workshop) -> int:
    """How many people answered anything."""
    given = Vote.objects.given().filter(participant__workshop=workshop)
    return given.values("participant").distinct().count()


def responses_of(workshop: Workshop) -> list[Response]:
    """Of everybody who answered something that counts, handed in or not: nothing given is lost.

    In a room that is the last round of each topic that was shown, and only votes of that round
    (rule 10a). Three queries, and one for names where there are any.
    """
    names = names_in(workshop)
    counts = _counting_rounds(workshop)
    people = dict(workshop.participants.values_list("pk", "department__name"))
    given = Vote.objects.given().filter(participant__workshop=workshop)
    answers: dict[str, dict[str, Value]] = defaultdict(dict)
    for person, code, round, choice in given.values_list(
        "participant_id", "code", "round", "choice"
    ):
        value = value_of(choice)
        if value is not None and (not workshop.is_room or counts.get(code) == round):
            answers[person][code] = value
    return [
        Response(answers[pk], participant=names.get(pk, ""), department=people[pk] or "")
        for pk in people
        if answers[pk]
    ]


def names_in(workshop: Workshop) -> Mapping[str, str]:
    """By key of the participant; of an anonymous workshop there are none, and no query."""
    if workshop.is_anonymous:
        return {}
    rows = ParticipantName.objects.filter(participant__workshop=workshop)
    return {each.participant_id: each.shown for each in rows}


def least_of_department(workshop: Workshop, questions: int) -> int:
    """How many people a department needs to be shown, where a dimension is so many questions."""
    minimum = workshop.assessment.minimum_group
    return department_minimum(minimum, questions) if workshop.is_anonymous else minimum


def responses_now(workshop: Workshop, agreed: Mapping[str, int] | None = None) -> Responses:
    """What the room would be scored on if it ended now; `agreed` adds levels to those that are
    settled. Five queries."""
    assessment = workshop.assessment
    settled = Settlement.objects.filter(topic__workshop=workshop, kind=Kind.LEVEL)
    levels = {each.topic.code: each.level or 0 for each in settled.select_related("topic")}
    return Responses(
        questionnaire=assessment.questionnaire,
        responses=tuple(responses_of(workshop)),
        agreed={**levels, **(agreed or {})},
        minimum_group=assessment.minimum_group,
        kind=GroupOrOwn.GROUP,
        is_anonymous=workshop.is_anonymous,
    )


def answering(workshop: Workshop) -> int:
    """How many people have answered what is asked now; a number, never what. Of a workshop
    `with_numbers`."""
    if workshop.phase == Phase.DOTS:
        placed = Dot.objects.filter(participant__workshop=workshop)
        return placed.values("participant").distinct().count()
    is_apart = workshop.is_before and Format(workshop.format).is_alone_first
    return answered(workshop) if is_apart else workshop.answers


def answered_by_department(workshop: Workshop) -> list[tuple[str, int, int]]:
    """To the topic in focus, in its round: name, how many, of how many; those with fewer people
    than the minimum together, and not even that when they are too few. Two queries."""
    people = dict(workshop.participants.values_list("pk", "department__name"))
    given = Vote.objects.given().filter(participant__workshop=workshop, code=workshop.focus)
    voted = given.filter(round=workshop.topics.get(code=workshop.focus).round)
    those = set(voted.values_list("participant_id", flat=True))
    minimum = workshop.assessment.minimum_group
    sizes = Counter(name or "" for name in people.values())
    large = {name for name, size in sizes.items() if name and size >= minimum}
    names = {key: name if name in large else "" for key, name in people.items()}
    all_of, in_of = Counter(names.values()), Counter(names[key] for key in those if key in names)
    shown = [*sorted(large), ""] if large else []
    return [(name, in_of[name], all_of[name]) for name in shown if all_of[name] >= minimum]


def _counting_rounds(workshop: Workshop) -> dict[str, int]:
    rows = Tally.objects.filter(topic__workshop=workshop).order_by("round")
    return dict(rows.values_list("topic__code", "round"))  # a later round takes the place


def codes_by_dimension(assessment: Assessment) -> list[list[str]]:
    definition = assessment.definition(assessment.language)
    questionnaire = definition.questionnaire(assessment.questionnaire)
    return [
        [question.code for question in questionnaire.questions_of(dimension.slug)]
        for dimension in definition.dimensions
    ]

"""Who takes part, and who chose what, for who leads: only where everybody was told so before
joining, and choices only of what was shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Choice
from maturity.typed import name_key
from workshops.answers import names_in
from workshops.models import ParticipantName, Vote, Workshop
from workshops.own import SIGNS, letter_of
from workshops.shown import Shown


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    department: str
    said: tuple[str, ...]  # in each round that was shown


@dataclass(frozen=True, slots=True)
class Present:
    name: str
    department: str


def present_by_name(workshop: Workshop) -> Sequence[Present]:
    """Who takes part, whether they answered or not. One query; none of an anonymous workshop."""
    if workshop.is_anonymous:
        return ()
    rows = ParticipantName.objects.filter(participant__workshop=workshop)
    found = [
        Present(each.shown, getattr(each.participant.department, "name", ""))
        for each in rows.select_related("participant__department")
    ]
    return sorted(found, key=lambda each: name_key(each.name))


def chosen_by_name(workshop: Workshop, topic: Shown) -> Sequence[Named]:
    """Of a round that was not shown nobody's choice is read. Three queries; none of an anonymous
    workshop."""
    rounds = range(1, len(topic.tallies) + 1)
    names = names_in(workshop) if rounds else {}
    if not names:
        return ()
    given = Vote.objects.given().filter(
        participant__workshop=workshop, code=topic.question.code, round__in=rounds
    )
    chosen = {
        (person, round): choice
        for person, round, choice in given.values_list("participant_id", "round", "choice")
    }
    people = workshop.participants.values_list("pk", "department__name")
    found = [
        Named(
            names[pk],
            department or "",
            tuple(_words(chosen.get((pk, round), Choice.NONE)) for round in rounds),
        )
        for pk, department in people
        if pk in names
    ]
    return sorted(found, key=lambda each: name_key(each.name))


def _words(choice: str) -> str:
    if choice == Choice.NONE:
        return "–"
    return str(Choice(choice).label) if choice in SIGNS else letter_of(choice)

"""What a round was, counted once: when it is shown. All that is shown or kept of single votes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.db.models import QuerySet

from assessments.models import Choice, value_of
from maturity.display import machine_number
from maturity.groups import Partition, decide, departments, topic_departments
from maturity.result import LEVELS
from workshops.answers import least_of_department
from workshops.models import Tally, Topic, Vote, Workshop

People = Mapping[str, str | None]  # the department of everybody who joined, by key


def count_rounds(workshop: Workshop, topics: Iterable[Topic]) -> None:
    """The round that each is in now. Two queries for each, and one."""
    people: People = dict(workshop.participants.values_list("pk", "department__name"))
    decided = _decided(workshop, people)
    for topic in topics:
        _count(topic, workshop, people, decided)


def _count(topic: Topic, workshop: Workshop, people: People, decided: Partition) -> None:
    """Of fewer levels than are shown none is kept."""
    least = workshop.least_shown
    rows = Vote.objects.given().filter(participant__workshop=workshop)
    cast = rows.filter(code=topic.code, round=topic.round)
    chosen = dict(cast.values_list("participant_id", "choice"))
    times = Counter(chosen.values())
    levels = [times[str(level)] for level in LEVELS]
    is_enough = sum(levels) >= least
    Tally.objects.create(
        topic=topic,
        round=topic.round,
        answers=times.total(),
        unknown=times[Choice.UNKNOWN],
        not_applicable=times[Choice.NOT_APPLICABLE],
        levels=levels if is_enough else None,
        departments=_departments(workshop, people, chosen, decided) if is_enough else {},
        changed=_changed(rows, topic, chosen, least) if is_enough else None,
    )


def _changed(
    rows: QuerySet[Vote], topic: Topic, chosen: Mapping[str, str], minimum: int
) -> int | None:
    if topic.round == 1:
        return None
    cast = rows.filter(code=topic.code, round=topic.round - 1)
    return changed_between(dict(cast.values_list("participant_id", "choice")), chosen, minimum)


def changed_between(before: Mapping[str, str], now: Mapping[str, str], minimum: int) -> int | None:
    """How many chose otherwise, where that tells of nobody: as many as the minimum, and nobody
    chose in one of the rounds alone, or as many did."""
    alone = len(before.keys() ^ now.keys())
    changed = sum(now[key] != before[key] for key in before.keys() & now.keys())
    return changed if changed >= minimum and (alone == 0 or alone >= minimum) else None


def _departments(
    workshop: Workshop, people: People, chosen: Mapping[str, str], decided: Partition
) -> dict[str, float | None]:
    """With names rule 14 holds as for any group; without, all that 14a to 14c add."""
    names = [name or "" for name in people.values()]
    levels = [_level(chosen.get(key)) for key in people]
    minimum = workshop.assessment.minimum_group
    if workshop.is_anonymous:
        means = topic_departments(names, levels, minimum, decided)
    else:
        means = departments(names, levels, minimum)
    return {name: machine_number(mean) for name, mean in means.items()}


def _level(choice: str | None) -> Fraction | None:
    level = value_of(choice) if choice else None
    return Fraction(level) if isinstance(level, int) else None


def _decided(workshop: Workshop, people: People) -> Partition:
    """Which departments are shown is decided once, when the first round is (rule 14a)."""
    if workshop.partition is None:
        minimum = least_of_department(workshop, questions=1)
        found = decide([name or "" for name in people.values()], minimum)
        workshop.partition = {"shown": sorted(found.shown), "other": found.shows_other}
    kept = workshop.partition
    return Partition(frozenset(kept["shown"]), shows_other=kept["other"])

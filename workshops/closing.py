"""The end of a workshop: what the room wants done first, and what comes of all of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from accounts.models import Event, User
from assessments.belonging import note_for_team
from assessments.sharing import share, withdraw
from maturity.advice import advise
from maturity.groups import partition
from maturity.responses import Targets
from maturity.result import Result
from maturity.scoring import score
from maturity.typed import name_key
from reports.outcome import ChosenAction as Chosen
from reports.outcome import Counts, TopicOutcome, WorkshopOutcome, departments_of
from workshops import pulse
from workshops.answers import codes_by_dimension, least_of_department, responses_now
from workshops.models import ChosenAction, Dot, Tally, Topic, Workshop
from workshops.promise import promise_of

MOST_CHOSEN = 5


def advised_now(workshop: Workshop) -> list[str]:
    """Slugs of what the rules advise on what was shown, in the order of the route."""
    result = _result_now(workshop)
    return [action.slug for action in advise(result.definition, result).route.actions]


def has_level_now(workshop: Workshop) -> bool:
    """Whether what was shown gives the whole a level (rule 5)."""
    return _result_now(workshop).level is not None


def without_score_now(workshop: Workshop, language: str) -> list[str]:
    """Names of the dimensions of which too little was shown to give a score."""
    rows = _result_now(workshop, language).dimensions
    return [row.dimension.name for row in rows if not row.is_scored]


def _result_now(workshop: Workshop, language: str = "") -> Result:
    """Its names in that language, or in the one that the assessment was made in."""
    assessment = workshop.assessment
    definition = assessment.definition(language or assessment.language)
    return score(definition, responses_now(workshop), Targets())


def count_dots(workshop: Workshop) -> None:
    """What most want, once, when it is shown; in the order of the route where too few said so."""
    rows = Dot.objects.filter(participant__workshop=workshop, action__in=workshop.advised)
    dots = Counter(rows.values_list("action", flat=True))
    people = rows.values("participant").distinct().count()
    is_told = people >= workshop.least_shown
    place = {slug: number for number, slug in enumerate(workshop.advised)}
    order = sorted(place, key=lambda slug: (-dots[slug] if is_told else 0, place[slug]))
    ChosenAction.objects.bulk_create(
        ChosenAction(
            workshop=workshop,
            action=slug,
            position=position,
            dots=dots[slug] if is_told else None,
        )
        for position, slug in enumerate(order[:MOST_CHOSEN])
    )


def outcome_of(workshop: Workshop) -> WorkshopOutcome:
    """All of it, before the participants go."""
    actions = [each for each in workshop.actions.all() if each.is_agreed]
    topics = workshop.topics.select_related("settlement").prefetch_related("tallies")
    return WorkshopOutcome(
        participants=workshop.participants.count(),
        minimum_group=workshop.assessment.minimum_group,
        departments=_shown_departments(workshop),
        topics=tuple(map(_topic, topics)),
        actions=tuple(Chosen(each.action, each.who, each.due, each.dots) for each in actions),
        anonymous=workshop.is_anonymous,
        promise=promise_of(workshop),
        rehearsal=workshop.is_rehearsal,
        departments_asked=workshop.departments.exists(),
    )


def _topic(topic: Topic) -> TopicOutcome:
    settlement = getattr(topic, "settlement", None)
    rounds = tuple(map(_counts, topic.tallies.all()))
    if settlement is None:
        return TopicOutcome(topic.code, rounds, "", notes=topic.note)
    if rounds:  # who was where is told of what was settled, in the round that counts
        last = topic.tallies.all()[len(rounds) - 1]
        rounds = (*rounds[:-1], replace(rounds[-1], departments=departments_of(last.departments)))
    return TopicOutcome(
        topic.code,
        rounds,
        settlement.kind,
        settlement.level,
        settlement.reason,
        settlement.other_reason,
        topic.note,
    )


def _counts(tally: Tally) -> Counts:
    levels = tuple(tally.levels) if tally.levels else None
    return Counts(levels, tally.unknown, tally.not_applicable)


def _shown_departments(workshop: Workshop) -> Mapping[str, int]:
    """By the rules of a result (14a and 14c), on who joined."""
    names: Sequence[str | None] = list(
        workshop.participants.values_list("department__name", flat=True)
    )
    counted = Counter(name for name in names if name)
    keys = Counter(name_key(name or "") for name in names)
    shown = partition(keys, minimum_of_departments(workshop)).shown
    return {name: count for name, count in sorted(counted.items()) if name_key(name) in shown}


def minimum_of_departments(workshop: Workshop) -> int:
    """How many people one needs to be shown in the result (rule 14c)."""
    questions = min(map(len, codes_by_dimension(workshop.assessment)))
    return least_of_department(workshop, questions)


@transaction.atomic
def set_release(workshop: Workshop, *, is_released: bool, by: User | None) -> None:
    """Give those who took part a read-only link, or take it back. Twice is once."""
    if is_released == workshop.is_released:
        return
    said = "released" if is_released else "released no longer"
    note_for_team(Event.WORKSHOP, workshop.assessment, by=by, detail=said)
    if is_released:
        workshop.released = share(workshop.assessment, by=by)
        workshop.save(update_fields=["released"])
    elif workshop.released:
        withdraw(workshop.released, by=by)
    pulse.forget(workshop.assessment.public_id)

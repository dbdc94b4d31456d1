"""People who do not exist, for practising and for showing: they join and answer as a room might.
Whoever rehearses may take part beside them, with a phone of their own.

Each topic has two thoughts that most lean to, and the talk before a second round brings them
closer, where they are far apart only a little. What they do is stored at once, since they are
nobody who must be told that it is.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from random import Random, SystemRandom
from statistics import median_low

from django.db import transaction
from django.db.models import Q

from assessments.models import Choice
from workshops.models import Department, Dot, Participant, Topic, Vote, Workshop
from workshops.services import DOTS_EACH
from workshops.steps import Phase, State

INVENTED = 12
KNOWS = 0.93  # of the answers
LEANINGS = ((1, 2), (2, 3), (1, 3), (2, 2), (1, 4))  # what a room is torn between, by topic
CONVINCED, ENTRENCHED = 0.7, 0.3  # how many move in a talk; where the leanings are far apart


def invite_invented(workshop: Workshop, chance: Random | None = None) -> None:
    """Twelve people, each with one of the departments."""
    chance = chance or SystemRandom()
    departments: list[Department | None] = [*workshop.departments.all()] or [None]
    Participant.objects.bulk_create(
        Participant(workshop=workshop, is_invented=True, department=chance.choice(departments))
        for _ in range(INVENTED)
    )


def may_answer(workshop: Workshop) -> bool:
    """Something is asked of the people of a rehearsal now."""
    return workshop.is_rehearsal and (bool(_asked(workshop)) or workshop.phase == Phase.DOTS)


def must_answer(workshop: Workshop) -> bool:
    """They have not done so yet: whoever rehearses lets them before anything else."""
    if not may_answer(workshop):
        return False
    invented = workshop.participants.filter(is_invented=True)
    if workshop.phase == Phase.DOTS:
        return invented.filter(dots__isnull=True).exists()
    rounds = [Q(code=each.code, round=max(1, each.round)) for each in _asked(workshop)]
    votes = Vote.objects.filter(participant__in=invented).filter(reduce(or_, rounds))
    return votes.count() < invented.count() * len(rounds)


@transaction.atomic
def let_them_answer(workshop: Workshop, chance: Random | None = None) -> None:
    """Everybody who is invented and has not answered yet does so."""
    chance = chance or SystemRandom()
    people = list(workshop.participants.filter(is_invented=True))
    for topic in _asked(workshop):
        _vote(people, topic, max(1, topic.round), chance)
    if workshop.phase == Phase.DOTS:
        _place_dots(people, workshop.advised, chance)


def _asked(workshop: Workshop) -> Sequence[Topic]:
    if workshop.phase == Phase.ALONE:
        return list(workshop.topics.all())
    if workshop.phase != Phase.RUNNING:
        return []
    return list(workshop.topics.filter(code=workshop.focus, state=State.OPEN))


def _vote(people: Sequence[Participant], topic: Topic, round: int, chance: Random) -> None:
    leaning = LEANINGS[topic.position % len(LEANINGS)]
    earlier = _chosen_before(people, topic, round)
    choices = {
        person: _after_talk(earlier[person.pk], earlier.values(), leaning, chance)
        if person.pk in earlier
        else _choice(leaning, chance)
        for person in people
    }
    Vote.objects.bulk_create(
        (
            Vote(participant=person, code=topic.code, round=round, choice=choice)
            for person, choice in choices.items()
        ),
        ignore_conflicts=True,
    )


def _chosen_before(people: Sequence[Participant], topic: Topic, round: int) -> dict[str, str]:
    cast = Vote.objects.filter(participant__in=people, code=topic.code, round=round - 1)
    return dict(cast.values_list("participant_id", "choice"))


def _choice(levels: Sequence[int], chance: Random) -> str:
    if chance.random() > KNOWS:
        return Choice.UNKNOWN
    drift = chance.choice((-1, 0, 0, 0, 1))
    return str(min(4, max(1, chance.choice(levels) + drift)))


def _after_talk(
    choice: str, all_choices: Iterable[str], leaning: Sequence[int], chance: Random
) -> str:
    """The same, or one step towards the middle of the room."""
    levels = [int(each) for each in all_choices if each.isdecimal()]
    is_far_apart = max(leaning) - min(leaning) > 2
    if not levels or chance.random() > (ENTRENCHED if is_far_apart else CONVINCED):
        return choice
    middle = median_low(levels)
    if not choice.isdecimal():
        return str(middle)
    level = int(choice)
    return str(level + (middle > level) - (middle < level))


def _place_dots(people: Iterable[Participant], actions: Sequence[str], chance: Random) -> None:
    """Most on what comes first on the route."""
    liked = [*actions[:3], *actions[:5], *actions]
    Dot.objects.bulk_create(
        (
            Dot(participant=person, action=action)
            for person in people
            for action in set(chance.sample(liked, min(DOTS_EACH, len(liked))))
        ),
        ignore_conflicts=True,
    )

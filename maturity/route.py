"""In what order the advised actions are taken, and when (rule 17 of docs/scoring.md). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity.definition import Action, Pattern
from maturity.patterns import held_back
from maturity.result import Result
from maturity.steps import StepAdvice

HORIZONS = (1, 2, 3)
PLACES = {1: 5, 2: 7}  # horizon 3 holds all the rest
LARGE = {"M", "L"}  # efforts that a pattern makes wait
HELD_UNTIL, FOCUSED_UNTIL = 3, 2  # the first horizon for what a pattern makes later
FIRST_ACTIONS = 3
OF_FIRST_DIMENSION = 2  # at most so many of the first actions are of the dimension of rank 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action that is advised, where it stands in its own dimension."""

    action: Action
    not_before: int
    rank: int  # of its dimension
    place: int  # in the order of rule 15
    depends_on: tuple[str, ...]  # only what is advised too


@dataclass(frozen=True, slots=True)
class Placed:
    """An action with its place on the route."""

    action: Action
    horizon: int
    moved_by: Pattern | None  # the pattern that makes it later


@dataclass(frozen=True, slots=True)
class Route:
    """All advised actions, in order."""

    placed: tuple[Placed, ...]
    first_actions: tuple[Action, ...]

    def horizon(self, number: int) -> tuple[Action, ...]:
        return tuple(each.action for each in self.placed if each.horizon == number)

    @property
    def quick_wins(self) -> tuple[Action, ...]:
        return self.horizon(1)

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(each.action for each in self.placed)

    @property
    def moved(self) -> Mapping[str, Pattern]:
        """By slug of the action."""
        return {each.action.slug: each.moved_by for each in self.placed if each.moved_by}

    def place_of(self, action: Action) -> Placed:
        return next(each for each in self.placed if each.action.slug == action.slug)


def route_of(result: Result, steps: Mapping[str, StepAdvice], patterns: Sequence[Pattern]) -> Route:
    """Every advised action once, each after the advised actions that it depends on."""
    candidates = _candidates(result, steps)
    moved = _moved(result, candidates, patterns)
    order = _places(candidates, earliest(result, candidates, patterns))
    placed = tuple(Placed(each.action, when, moved.get(each.action.slug)) for each, when in order)
    return Route(placed, _first_actions(order))


def earliest(
    result: Result, candidates: Mapping[str, Candidate], patterns: Sequence[Pattern]
) -> dict[str, int]:
    """By slug the first horizon in which an action can come, given what patterns make wait."""
    found: dict[str, int] = {}

    def of(slug: str) -> int:
        if slug not in found:
            each = candidates[slug]
            own = [each.not_before, *_waits(result, each, candidates, patterns)]
            found[slug] = max([*own, *(of(needed) for needed in each.depends_on)])
        return found[slug]

    for slug in candidates:
        of(slug)
    return found


def _candidates(result: Result, steps: Mapping[str, StepAdvice]) -> dict[str, Candidate]:
    """By slug, by rank of the dimension and then in the order of rule 15."""
    chosen = [
        (row.rank, place, each)
        for row in result.by_rank
        if row.dimension.slug in steps
        for place, each in enumerate(steps[row.dimension.slug].actions)
    ]
    known = {each.action.slug for *_, each in chosen}
    return {
        each.action.slug: Candidate(
            action=each.action,
            not_before=max(each.not_before, each.action.horizon),
            rank=rank,
            place=place,
            depends_on=tuple(slug for slug in each.action.depends_on if slug in known),
        )
        for rank, place, each in chosen
    }


def _waits(
    result: Result,
    each: Candidate,
    candidates: Mapping[str, Candidate],
    patterns: Iterable[Pattern],
) -> Iterator[int]:
    """Rule 16: the horizons before which the effects of patterns do not let it come."""
    for pattern in patterns:
        if each.action.effort in LARGE and each.action.dimension in held_back(pattern, result):
            yield HELD_UNTIL
        if pattern.focus and each.rank > pattern.focus:
            first = (other for other in candidates.values() if other.rank <= pattern.focus)
            if each.action.slug not in _needed_by(first, candidates):
                yield FOCUSED_UNTIL


def _needed_by(actions: Iterable[Candidate], candidates: Mapping[str, Candidate]) -> frozenset[str]:
    """Slugs of what the actions depend on, directly or through others."""
    needed: set[str] = set()
    waiting = [slug for each in actions for slug in each.depends_on]
    while waiting:
        slug = waiting.pop()
        if slug not in needed:
            needed.add(slug)
            waiting += candidates[slug].depends_on
    return frozenset(needed)


def _moved(
    result: Result, candidates: Mapping[str, Candidate], patterns: Sequence[Pattern]
) -> dict[str, Pattern]:
    """Rule 16: what is later than without patterns, each with the first that alone makes it so."""
    usual = earliest(result, candidates, ())
    moved: dict[str, Pattern] = {}
    for pattern in patterns:
        alone = earliest(result, candidates, [pattern])
        later = (slug for slug in candidates if alone[slug] > usual[slug])
        moved |= {slug: pattern for slug in later if slug not in moved}
    return moved


def _places(
    candidates: Mapping[str, Candidate], due: Mapping[str, int]
) -> list[tuple[Candidate, int]]:
    """Rule 17: horizon by horizon, what is due by turn until the horizon is full."""
    placed: dict[str, int] = {}
    for horizon in HORIZONS:
        waiting = [
            c for slug, c in candidates.items() if slug not in placed and due[slug] <= horizon
        ]
        turns = _turns(waiting)
        room = PLACES.get(horizon, len(candidates))
        while waiting and room:
            ready = [each for each in waiting if placed.keys() >= set(each.depends_on)]
            first = min(ready, key=lambda each: (turns[each.action.slug], each.rank, each.place))
            waiting.remove(first)
            placed[first.action.slug] = horizon
            room -= 1
    return [(candidates[slug], horizon) for slug, horizon in placed.items()]


def _turns(waiting: Iterable[Candidate]) -> dict[str, int]:
    """Its position among the waiting of its dimension; of the first dimension the second is 1 too.

    `waiting` stands by rank and in the order of rule 15.
    """
    turns: dict[str, int] = {}
    counts: dict[int, int] = {}
    for each in waiting:
        turn = counts[each.rank] = counts.get(each.rank, 0) + 1
        turns[each.action.slug] = 1 if each.rank == 1 and turn == 2 else turn
    return turns


def _first_actions(order: Sequence[tuple[Candidate, int]]) -> tuple[Action, ...]:
    """Rule 17: what the first dimension starts with, and the first others of the route."""
    own = [each for each, _ in order if each.rank == 1]
    first = own[:1]
    for each, _ in order:
        of_first = sum(chosen.rank == 1 for chosen in first)
        is_too_many = each.rank == 1 and of_first == OF_FIRST_DIMENSION
        if len(first) < FIRST_ACTIONS and each not in first and not is_too_many:
            first.append(each)
    return tuple(each.action for each in first)

"""The step of a dimension and the actions that it needs (rule 15 of docs/scoring.md). Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from maturity.definition import Action, Step
from maturity.result import HIGHEST_LEVEL, DimensionResult, QuestionResult, Result

EFFORTS = ("S", "M", "L")
PLACES = (3, 3, 2, 2)  # for the dimensions of rank 1 to 4 among those with a gap; 1 for the others
FILLED_FROM = 2  # the first horizon of what a further step adds


class StepKind(StrEnum):
    NEXT = "next"
    FINISH = "finish"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action that is advised, and the horizon before which it does not come."""

    action: Action
    not_before: int


@dataclass(frozen=True, slots=True)
class StepAdvice:
    kind: StepKind
    step: Step
    outline: tuple[Step, ...]  # the further steps up to the target, in order
    actions: tuple[Chosen, ...]  # in the order in which they were taken

    @property
    def level(self) -> int:
        """To reach, to finish or to hold."""
        return self.step.to_level


@dataclass(frozen=True, slots=True)
class Needs:
    """What the actions of a dimension are needed for, towards a level."""

    row: DimensionResult
    level: int
    is_quick: bool

    def of(self, action: Action, done: Collection[str] = ()) -> Fraction:
        """Over the questions that the action improves, but those in `done`."""
        return sum((self._lack(each) for each in self._improved(action, done)), Fraction())

    def _improved(self, action: Action, done: Collection[str]) -> Iterator[QuestionResult]:
        for each in self.row.questions:
            code = each.question.code
            if (self.is_quick or code in action.improves) and code not in done:
                yield each

    def _lack(self, each: QuestionResult) -> Fraction:
        if each.value is None:
            return Fraction()
        return each.question.weight * max(Fraction(), self.level - each.value)

    def codes(self, action: Action) -> tuple[str, ...]:
        """Of the questions that it improves here."""
        return tuple(each.question.code for each in self._improved(action, ()))


def steps_of(result: Result) -> Mapping[str, StepAdvice]:
    """By slug, for every scored dimension."""
    places = {row.dimension.slug: place for place, row in enumerate(result.with_gap)}
    return {
        row.dimension.slug: _step(result, row, places.get(row.dimension.slug))
        for row in result.by_rank
        if row.is_scored
    }


def _step(result: Result, row: DimensionResult, place: int | None) -> StepAdvice:
    """`place` is that among the dimensions with a gap, from 0; None when it has none."""
    level, target = row.floor or 0, row.target or 0
    if place is None:
        return _hold(result, row, level)
    return StepAdvice(
        kind=StepKind.FINISH if row.level == level + 1 else StepKind.NEXT,
        step=row.dimension.steps[level],
        outline=tuple(row.dimension.steps[further] for further in range(level + 1, target)),
        actions=_actions(
            row,
            level + 1,
            room=PLACES[place] if place < len(PLACES) else 1,
            is_quick=result.is_quick,
        ),
    )


def _hold(result: Result, row: DimensionResult, level: int) -> StepAdvice:
    """What keeps level 4 is only advised when nothing else is asked for."""
    step = row.dimension.holds[level]
    is_advised = level == HIGHEST_LEVEL and not result.with_gap
    actions = sorted(step.actions, key=lambda action: action.number)[:1] if is_advised else []
    return StepAdvice(StepKind.HOLD, step, (), tuple(Chosen(each, 1) for each in actions))


def _actions(row: DimensionResult, level: int, *, room: int, is_quick: bool) -> tuple[Chosen, ...]:
    """Those kept of the step to `level`, and with places left those of the step after it."""
    needs = Needs(row, level, is_quick)
    candidates = _candidates(row.dimension.steps[level - 1].actions, needs)
    taken = _taken(candidates, needs, done=())
    kept = _with_a_start(taken, room)
    chosen = [Chosen(action, 1) for action in kept]
    if len(kept) < room and (row.target or 0) > level:
        further = Needs(row, level + 1, is_quick)
        candidates = _candidates(row.dimension.steps[level].actions, further)
        done = {code for action in kept for code in needs.codes(action)}
        more = _taken(candidates, further, done=done)[: room - len(kept)]
        chosen += [Chosen(action, FILLED_FROM) for action in more]
    return tuple(chosen)


def _candidates(actions: Sequence[Action], needs: Needs) -> list[Action]:
    """What is needed; when nothing is, what improves the lowest-valued question."""
    needed = [action for action in actions if needs.of(action) > 0]
    if needed or not needs.row.valued:
        return needed
    lowest = min(needs.row.valued, key=lambda each: each.value or 0).question.code
    return [action for action in actions if lowest in needs.codes(action)]


def _taken(candidates: Sequence[Action], needs: Needs, *, done: Collection[str]) -> list[Action]:
    """All candidates in the order of taking, each after the candidates that it depends on."""
    waiting = {action.slug: action for action in candidates}
    done, taken = set(done), list[Action]()

    def take(action: Action) -> None:
        del waiting[action.slug]
        for slug in action.depends_on:
            if slug in waiting:
                take(waiting[slug])
        taken.append(action)
        done.update(needs.codes(action))

    while waiting:
        take(min(waiting.values(), key=lambda action: _preference(action, needs, done)))
    return taken


def _preference(
    action: Action, needs: Needs, done: Collection[str]
) -> tuple[Fraction, Fraction, int, int, int]:
    """Open need, need, impact (all high first), effort, number."""
    return (
        -needs.of(action, done),
        -needs.of(action),
        -action.impact,
        EFFORTS.index(action.effort),
        action.number,
    )


def _with_a_start(taken: Sequence[Action], room: int) -> list[Action]:
    """The first so many; the last makes way for one that can start at once, where none can."""
    kept, further = list(taken[:room]), taken[room:]
    if len(kept) < 2 or any(action.horizon == 1 for action in kept):
        return kept
    candidates = {action.slug for action in taken}
    known = {action.slug for action in kept[:-1]}
    for action in further:
        if action.horizon == 1 and candidates.intersection(action.depends_on) <= known:
            return [*kept[:-1], action]
    return kept

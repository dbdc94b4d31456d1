"""Steps, figures, changes and decisions as sentences, in the phrases of the model. Pure."""

import datetime as dt
from collections.abc import Callable

from maturity.change import Change, Outcome, Weakness
from maturity.decisions import MONTHS, Decision, DecisionKind
from maturity.definition import Definition, Pattern
from maturity.display import score_text
from maturity.narrative import joined, names_in_sentence
from maturity.result import DimensionResult, Range, RankRange, Result
from maturity.steps import StepAdvice, StepKind

SayDay = Callable[[dt.date], str]  # a date as people read it: "12 maart 2027"

STEP_PHRASES = {
    StepKind.NEXT: "step_next",
    StepKind.FINISH: "step_finishing",
    StepKind.HOLD: "step_hold",
}


def step_title(definition: Definition, advice: StepAdvice) -> str:
    """ "To level 3", "Complete level 3" or "Stay at level 3" (rule 15)."""
    return definition.wording.phrase(STEP_PHRASES[advice.kind], level=advice.level)


def moved_words(definition: Definition, pattern: Pattern) -> str:
    """Beside an action that a pattern makes later (rule 16)."""
    return definition.wording.phrase("moved", pattern=pattern.headline)


def range_words(definition: Definition, ends: Range | None) -> str:
    """What a score could be once the missing answers are known; empty where that shows nothing."""
    if ends is None:
        return ""
    low, high = (score_text(end, definition.language) for end in ends)
    return "" if low == high else definition.wording.phrase("range", low=low, high=high)


def rank_text(result: Result, row: DimensionResult) -> str:
    """ "2", or "1–3" where the tolerances allow more (rules 9 and 23).

    Empty without a score, and where every target is reached: then nothing comes first.
    """
    if row.rank_range is None or not result.with_gap:
        return ""
    return str(row.rank) if result.is_quick else _range_text(row.rank_range)


def _range_text(ends: RankRange) -> str:
    first, last = ends
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def rank_note(result: Result) -> str:
    """The one line that says what the ranges mean; that of a quick scan says that it is indicative.

    Empty where no rank has a range.
    """
    wording = result.definition.wording
    if result.is_quick:
        return wording.phrase("indicative")
    if not result.with_gap:
        return ""
    ranges = [row.rank_range for row in result.scored if row.rank_range]
    if all(ends.first == ends.last for ends in ranges):
        return ""
    has_others = result.is_group and result.response_count > 1
    return wording.phrase("rank_range_group" if has_others else "rank_range")


def change_sentence(
    definition: Definition, change: Change, *, earlier: dt.date | None, say_day: SayDay
) -> str:
    """What changed since an earlier round, after the sentence of the result (rule 21)."""
    wording = definition.wording
    dated = wording.phrase("round_dated", date=say_day(earlier)) if earlier else ""
    slots = {"round": dated or wording.phrase("round_before")}
    slots["most_risen"] = names_in_sentence(definition, change.most_risen)
    slots["most_fallen"] = names_in_sentence(definition, change.most_fallen)
    if change.overall is None:
        return wording.phrase(f"dimensions_{_clauses(change)}", **slots)
    slots["before"] = score_text(change.overall.before, definition.language)
    slots["now"] = score_text(change.overall.now, definition.language)
    if slots["before"] == slots["now"]:
        return wording.phrase(f"equal_{_clauses(change)}", **slots)
    has_dimension = change.most_risen or change.most_fallen
    if has_dimension or change.outcome == Outcome.SAME:
        return wording.phrase(f"change_{_clauses(change)}", **slots)
    return wording.phrase(f"whole_{change.outcome}", **slots)


def weakness_words(definition: Definition, change: Change) -> tuple[str, ...]:
    """What makes the comparison weak (rule 21). Overall scores are named only where both are."""
    told = [str(each) for each in change.weaknesses]
    if change.overall is None:
        told = ["other_scored" if each == Weakness.OTHER_DIMENSIONS else each for each in told]
    return tuple(definition.wording.phrase(each) for each in told)


def _clauses(change: Change) -> Outcome:
    """Which dimensions the sentence names: a clause without one is left out."""
    match bool(change.most_risen), bool(change.most_fallen):
        case True, True:
            return Outcome.MIXED
        case True, False:
            return Outcome.RISEN
        case False, True:
            return Outcome.FALLEN
        case _:
            return Outcome.SAME


def decision_sentence(
    definition: Definition, decision: Decision, *, is_quick: bool, say_day: SayDay
) -> str:
    """What the board is asked, with who answers for it and by when (rule 22)."""
    wording = definition.wording
    slots = {
        "date": say_day(decision.date)
        if decision.date
        else wording.phrase("end_of_horizon", month=MONTHS[decision.horizon - 1])
    }
    if decision.dimension:
        slots |= {"decision": decision.dimension.decision, "owner": decision.dimension.sponsor}
    if decision.pattern:
        names = names_in_sentence(definition, decision.pattern_dimensions)
        slots |= {"what": decision.pattern.wait.format(dimensions=names)}
    if decision.excepted:
        numbered = [wording.phrase("action_number", number=each) for each in decision.excepted]
        return wording.phrase("decision_wait_but", **slots, actions=joined(definition, numbered))
    is_full_next = is_quick and decision.kind == DecisionKind.REMEASURE
    return wording.phrase(f"decision_{decision.kind}{'_quick' if is_full_next else ''}", **slots)

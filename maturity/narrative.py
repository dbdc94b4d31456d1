"""Sentences that rules put together from the words of the model (its narrative fixture). Pure."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity.definition import Definition, Dimension, LevelWords
from maturity.display import score_text
from maturity.scoring import HIGHEST_LEVEL, DimensionResult, Result

EVEN_BELOW = Fraction(1, 2)  # spread
MANY_OVER = Fraction(1, 5)  # a share, as in the pattern many-unknown-answers


def result_sentence(result: Result, *, organisation: str) -> str:
    """What a result comes down to, in two or three sentences.

    A blank `organisation` gives the sentence that says "your organisation". A name stands in it
    as given, but for its white space.
    """
    name = " ".join(organisation.split())
    template = result.definition.wording.sentences[_case(result)]
    sentence = template.named if name else template.unnamed
    return sentence.format(organisation=name, **_slots(result))


def state_texts(result: Result) -> tuple[str, ...]:
    """What to know about the state of the measurement, in reading order.

    With nothing answered (nor agreed) that is all there is to say. Otherwise: partly answered with
    any question open, or in a group more than one in five, because there some always skip some;
    too few answers without an overall score; many unknown over one in five; and on how many people
    the outcome rests, as soon as a dimension is scored.
    """
    return tuple(result.definition.wording.states[state] for state in _states(result))


def board_decision(result: Result) -> str:
    """The sentence that asks the board a decision; empty when nothing is scored.

    It asks one on the first dimension by rank with a gap to its target and a level above its own.
    When there is none, there is nothing to reach: it asks to hold what is there.
    """
    if not result.scored:
        return ""
    wording = result.definition.wording
    ahead = (row.dimension.decision for row in result.by_rank if _can_rise(row))
    return f"{wording.decision_opening} {next(ahead, wording.decision_hold)}"


def level_words(row: DimensionResult) -> LevelWords | None:
    """What the narrative says of a dimension at the level it has; None when it is not scored.

    The position always; a strength at levels 3 and 4, a brake at 1 and 2, what is next below 4.
    """
    return None if row.level is None else row.dimension.words[row.level]


def names_in_sentence(definition: Definition, dimensions: Sequence[Dimension]) -> str:
    """Dimensions in the middle of a sentence: "a, b and c"; empty for none."""
    *others, last = [dimension.in_sentence for dimension in dimensions] or [""]
    return f"{', '.join(others)} {definition.wording.list_and} {last}" if others else last


def _can_rise(row: DimensionResult) -> bool:
    return bool(row.gap) and row.level != HIGHEST_LEVEL


def _case(result: Result) -> str:
    """The first that holds. A capped result is never even: its spread is more than one level."""
    if result.level is None:
        return "not_scored"
    if result.capped_by:
        return "capped"
    if all(row.level == HIGHEST_LEVEL for row in result.scored):
        return "highest"
    if result.spread is not None and result.spread < EVEN_BELOW:
        return "even"
    return "scored"


def _slots(result: Result) -> dict[str, str]:
    """The slots that a sentence may have; without an overall level its template has none."""
    if result.level is None:
        return {}
    definition = result.definition
    scored = [(row.score, row.dimension) for row in result.dimensions if row.score is not None]
    highest, lowest = max(score for score, _ in scored), min(score for score, _ in scored)
    return {
        "level": definition.level(result.level).in_sentence,
        "score": score_text(result.score, definition.language),
        "strongest": names_in_sentence(definition, [d for score, d in scored if score == highest]),
        "weakest": names_in_sentence(definition, [d for score, d in scored if score == lowest]),
        "brakes": names_in_sentence(definition, result.capped_by),
    }


def _states(result: Result) -> Iterator[str]:
    is_group = result.response_count > 1
    if result.counts.unanswered == result.counts.questions and not result.scored:
        yield "nothing_answered"
        return
    if result.counts.unanswered > (result.counts.questions * MANY_OVER if is_group else 0):
        yield "partly_answered"
    if result.score is None:
        yield "too_few_answers"
    share = result.counts.unknown_share
    if share is not None and share > MANY_OVER:
        yield "many_unknown"
    if result.scored:
        yield "group_response" if is_group else "single_response"

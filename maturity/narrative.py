"""Sentences that rules put together from the words of the model (its narrative fixture). Pure."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity.definition import Definition, Dimension
from maturity.display import count_text, score_text
from maturity.result import HIGHEST_LEVEL, MANY_UNKNOWN, Result

EVEN_BELOW = Fraction(1, 2)  # spread
PARTLY_ANSWERED = "partly_answered"  # a state
GROUP_RESPONSE = "group_response"
MOST_NAMES = 3  # in one place of a sentence


def result_sentence(result: Result, *, organisation: str) -> str:
    """The opening sentence: what a result comes down to, in two or three sentences.

    A blank `organisation` gives the sentence that says "your organisation". A name stands in it
    as given, but for its white space.
    """
    name = " ".join(organisation.split())
    template = result.definition.wording.sentences[opening_case(result)]
    sentence = template.named if name else template.unnamed
    return sentence.format(organisation=name, **_slots(result))


def opening_case(result: Result) -> str:
    """Which opening sentence: the first that holds."""
    if result.level is None:
        return "not_scored"
    if result.capped_by:
        return _capped_case(result)
    if not result.with_gap:
        return _reached_case(result)
    if result.spread is not None and result.spread < EVEN_BELOW:
        return _even_case(result)
    return _scored_case(result)


def _reached_case(result: Result) -> str:
    if all(row.level == HIGHEST_LEVEL for row in result.scored):
        return "highest"
    return "reached" if result.spread else "reached_equal"


def _capped_case(result: Result) -> str:
    if not result.with_gap:
        return "capped_reached"
    return "capped" if result.with_gap[0].dimension in result.capped_by else "capped_other"


def _even_case(result: Result) -> str:
    """Where targets or importance put one first, it is not as good to begin with any other."""
    is_chosen = _scored_case(result) == "scored_other"
    if not result.spread:
        return "equal_other" if is_chosen else "equal"
    return "scored_other" if is_chosen else "even"


def _scored_case(result: Result) -> str:
    """Why to begin with the first by rank.

    Only where it alone has the lowest score, and alone is furthest from its target, is there most
    to gain there. Where several are and are as important, all are named or counted, and one is as
    good to begin with as another. Else a choice of targets or importance puts it first.
    """
    first = result.with_gap[0]
    lowest = [row for row in result.scored if row.score == min(scores_of(result))]
    furthest = [row for row in result.scored if row.gap == max(r.gap or 0 for r in result.scored)]
    if first not in lowest or lowest != furthest:
        return "scored_other"
    if len(lowest) == 1:
        return "scored"
    return "scored_shared" if len({row.priority for row in lowest}) == 1 else "scored_other"


def state_texts(result: Result) -> tuple[str, ...]:
    """What to know about the state of the measurement, in reading order.

    With nothing answered (nor agreed) that is all there is to say. Otherwise: partly answered with
    any question open, or in a group more than one in five, because there some always skip some;
    too few answers without an overall score; many unknown over one in five; and on how many people
    the outcome rests, as soon as a dimension is scored.
    """
    return tuple(result.definition.wording.states[state] for state in _states(result))


def names_in_sentence(definition: Definition, dimensions: Sequence[Dimension]) -> str:
    """Dimensions in the middle of a sentence: "a, b and c", or "four dimensions"."""
    if len(dimensions) > MOST_NAMES:
        count, wording = count_text(len(dimensions), definition.language), definition.wording
        is_every = len(dimensions) == len(definition.dimensions)
        return (wording.list_all if is_every else wording.list_many).format(count=count, of=count)
    return joined(definition, [dimension.in_sentence for dimension in dimensions])


def joined(definition: Definition, names: Sequence[str]) -> str:
    """ "a, b and c"; told apart where a name holds that word itself."""
    *others, last = names or [""]
    if not others:
        return last
    wording, before = definition.wording, ", ".join(others)
    if any(f" {wording.list_and} " in name for name in names):
        return wording.list_apart.format(others=before, last=last)
    return f"{before} {wording.list_and} {last}"


def _slots(result: Result) -> dict[str, str]:
    """The slots that a sentence may have; without an overall level its template has none."""
    if result.level is None:
        return {}
    definition = result.definition
    scores = scores_of(result)
    highest = [row.dimension for row in result.scored if row.score == max(scores)]
    lowest = [row.dimension for row in result.scored if row.score == min(scores)]
    return {
        "level": definition.level(result.level).in_sentence,
        "score": score_text(result.score, definition.language),
        "strongest": names_in_sentence(definition, highest),
        "weakest": names_in_sentence(definition, lowest),
        "first": names_in_sentence(definition, [row.dimension for row in result.with_gap[:1]]),
        "brakes": names_in_sentence(definition, result.capped_by),
    }


def scores_of(result: Result) -> list[Fraction]:
    return [row.score for row in result.scored if row.score is not None]


def is_partly_answered(result: Result) -> bool:
    """So that the outcome may shift; in a group there are always some who skip one."""
    few = result.counts.questions * MANY_UNKNOWN if result.is_group else 0
    return result.counts.unanswered > few


def _states(result: Result) -> Iterator[str]:
    if result.counts.unanswered == result.counts.questions and not result.scored:
        yield "nothing_answered"
        return
    if is_partly_answered(result):
        yield PARTLY_ANSWERED
    if result.score is None:
        yield "too_few_answers"
    if result.counts.has_many_unknown:
        yield "many_unknown"
    if result.scored:
        yield GROUP_RESPONSE if result.is_group else "single_response"

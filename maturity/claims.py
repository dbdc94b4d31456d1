"""What is said of an organisation, each with the answers that it rests on (rule 18). Pure."""

from dataclasses import dataclass

from maturity.advice import DimensionAdvice
from maturity.definition import Definition
from maturity.display import count_text
from maturity.result import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    DimensionResult,
    QuestionResult,
    Result,
)
from maturity.standing import Highlight, Standing


@dataclass(frozen=True, slots=True)
class Ground:
    """An answer that a claim rests on: this level, or this level and up."""

    code: str
    level: int
    is_exact: bool

    def bears(self, result: Result) -> bool:
        """Whether the answer is what the claim says that it is."""
        question = result.question(self.code)
        level = question.answer_level if question else None
        if level is None:
            return False
        return level == self.level if self.is_exact else level >= self.level


def ground_of(found: QuestionResult) -> Ground:
    """The answer of a question with a value, as it counts."""
    return Ground(found.question.code, found.answer_level or LOWEST_LEVEL, is_exact=True)


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class StandingWords:
    """A dimension at its level: how much of it is there, and the words of that level.

    The words are a claim where the level is whole; else they describe it, under `heading`.
    """

    told: Claim | None  # None where it goes without saying: at level 1, of one question
    heading: str  # empty where the words are a claim
    words: Claim


@dataclass(frozen=True, slots=True)
class HighlightWords:
    """A strength or a brake in the words of the answer, with why its facet matters."""

    heading: str
    answer: Claim
    why: str  # may be empty in a quick scan


def standing_words(definition: Definition, advice: DimensionAdvice) -> StandingWords | None:
    """None when the dimension is not scored."""
    standing = advice.standing
    if standing is None:
        return None
    position = advice.row.dimension.words[standing.level].position
    reached = _reached(standing)
    if standing.is_whole and not _is_above(advice.row, standing):
        is_news = standing.level > LOWEST_LEVEL and len(standing.valued) > 1
        told = Claim(_wholly(definition, advice, standing), reached) if is_news else None
        return StandingWords(told, "", Claim(position, reached))
    heading = definition.wording.phrase("level_looks", level=standing.level)
    told = None if standing.is_whole else Claim(_partly(definition, advice, standing), reached)
    return StandingWords(told, heading, Claim(position, ()))


def _is_above(row: DimensionResult, standing: Standing) -> bool:
    """Held at level 1 and nearer to level 2: its words, of one channel, then only describe it."""
    return standing.level == LOWEST_LEVEL and row.level != LOWEST_LEVEL


def highlight_words(
    definition: Definition, sector: str, highlight: Highlight, *, is_group: bool
) -> HighlightWords:
    """The option at the answer level, as it reads in the sector."""
    found = highlight.question
    ground = ground_of(found)
    option = found.question.options[sector][ground.level - 1]
    return HighlightWords(
        heading=definition.wording.phrase(
            _introduction(found, is_group=is_group), facet=found.question.facet
        ),
        answer=Claim(option.text, (ground,)),
        why=found.question.why,
    )


def _introduction(found: QuestionResult, *, is_group: bool) -> str:
    if found.agreed is not None:
        return "agreed_answer"
    return "average_answer" if is_group else "your_answer"


def _reached(standing: Standing) -> tuple[Ground, ...]:
    """What stands at the level or higher."""
    below = {each.question.code for each in standing.below}
    codes = (each.question.code for each in standing.valued)
    return tuple(
        Ground(code, standing.level, is_exact=False) for code in codes if code not in below
    )


def _wholly(definition: Definition, advice: DimensionAdvice, standing: Standing) -> str:
    is_exact = all(each.value == standing.level for each in standing.valued)
    valued, at = len(standing.valued), _at(definition, standing.level, is_exact=is_exact)
    if valued == len(advice.row.questions):
        return definition.wording.phrase("standing_whole", at=at)
    words = count_text(valued, definition.language)
    return definition.wording.phrase("standing_whole_known", valued=words, at=at)


def _at(definition: Definition, level: int, *, is_exact: bool = False) -> str:
    """ "level 3 or higher"; "level 3" where none is higher, and "level 4"."""
    slug = "level_at" if is_exact or level == HIGHEST_LEVEL else "level_from"
    return definition.wording.phrase(slug, level=level)


def _partly(definition: Definition, advice: DimensionAdvice, standing: Standing) -> str:
    wording = definition.wording
    if not standing.below or len(standing.valued) == 1:
        lower = advice.row.floor or 0
        return wording.phrase("standing_between", lower=lower, upper=lower + 1)
    facets = [wording.phrase("facet_quoted", facet=q.question.facet) for q in standing.below]
    *others, last = facets
    below = f"{', '.join(others)} {wording.list_and} {last}" if others else last
    return wording.phrase(
        "standing_underway_one" if standing.at_level == 1 else "standing_underway",
        at=_at(definition, standing.level),
        at_level=standing.at_level,
        valued=len(standing.valued),
        below=below,
    )

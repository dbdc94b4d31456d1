"""What it would do to the result if the room agreed on a level: told while it talks."""

from dataclasses import dataclass, replace

from maturity.display import score_text
from maturity.responses import Targets
from maturity.result import LEVELS, Result
from maturity.scoring import score
from workshops.answers import responses_now
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Effect:
    """Scores in words; the rank says with which dimension to begin."""

    level: int | None  # that would be agreed; None: the votes stand
    dimension: str
    dimension_level: int | None
    overall: str
    overall_level: int | None
    rank: int | None


def effects_of(workshop: Workshop, code: str, language: str) -> list[Effect]:
    """First what the votes make of it, then each level. Of what was shown alone."""
    definition = workshop.assessment.definition(language)
    question = definition.questionnaire(workshop.assessment.questionnaire).question(code)
    if question is None:
        return []
    responses = responses_now(workshop)
    unsettled = {key: level for key, level in responses.agreed.items() if key != code}
    found = []
    for level in (None, *LEVELS):
        agreed = unsettled if level is None else {**unsettled, code: level}
        result = score(definition, replace(responses, agreed=agreed), Targets())
        found.append(_effect(result, question.dimension, level, language))
    return found


def _effect(result: Result, dimension: str, level: int | None, language: str) -> Effect:
    row = next(each for each in result.dimensions if each.dimension.slug == dimension)
    return Effect(
        level=level,
        dimension=score_text(row.score, language),
        dimension_level=row.level,
        overall=score_text(result.score, language),
        overall_level=result.level,
        rank=row.shown_rank,
    )

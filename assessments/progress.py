"""How far an assessment has been filled in. Plain values: no query, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from maturity.definition import Definition, Dimension, Question, Questionnaire
from maturity.reading_time import minutes_in


class Stage(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DimensionProgress:
    dimension: Dimension
    answered: int
    open_questions: tuple[Question, ...]

    @property
    def questions(self) -> int:
        return self.answered + len(self.open_questions)

    @property
    def stage(self) -> Stage:
        if not self.open_questions:
            return Stage.DONE
        return Stage.PARTLY if self.answered else Stage.OPEN

    @property
    def is_done(self) -> bool:
        return self.stage is Stage.DONE

    @property
    def summary(self) -> str:
        if self.stage is Stage.OPEN:
            return gettext("not started yet")
        if self.questions == 1:
            return gettext("answered")
        return gettext("%(answered)s of %(questions)s answered") % {
            "answered": self.answered,
            "questions": self.questions,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    dimensions: tuple[DimensionProgress, ...]
    minutes_left: int

    @property
    def questions(self) -> int:
        return sum(each.questions for each in self.dimensions)

    @property
    def answered(self) -> int:
        return sum(each.answered for each in self.dimensions)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        return tuple(question for each in self.dimensions for question in each.open_questions)

    @property
    def next_question(self) -> Question | None:
        return next(iter(self.open_questions), None)

    @property
    def is_started(self) -> bool:
        return self.answered > 0

    @property
    def is_complete(self) -> bool:
        return not self.open_questions

    def of(self, dimension: str) -> DimensionProgress:
        return next(each for each in self.dimensions if each.dimension.slug == dimension)


def progress_of(
    definition: Definition, questionnaire: Questionnaire, sector: str, answered: Collection[str]
) -> Progress:
    """`answered` holds the codes that have a choice, "don't know" and "not applicable" included."""
    dimensions = []
    for dimension in definition.dimensions:
        questions = questionnaire.questions_of(dimension.slug)
        open_questions = tuple(each for each in questions if each.code not in answered)
        dimensions.append(
            DimensionProgress(dimension, len(questions) - len(open_questions), open_questions)
        )
    still_open = [question for each in dimensions for question in each.open_questions]
    return Progress(tuple(dimensions), minutes_in(still_open, sector))

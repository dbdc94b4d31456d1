"""Answers in words: what a page shows of one, given now or in an earlier round."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assessments.answer_form import answer_choices
from assessments.gathering import choices_before
from assessments.models import Assessment, QuestionnaireKind
from maturity.definition import Definition, Option, Question


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words."""

    letter: str  # of an option; else empty
    lines: tuple[str, ...]
    reason: str = ""
    note: str = ""


def said(label: object, reason: str = "", note: str = "") -> Said:
    """`label` as `answer_choices` has it: an Option, or words."""
    if isinstance(label, Option):
        return Said(label.letter, label.lines, reason, note)
    return Said("", (str(label),), reason, note)


@dataclass(frozen=True, slots=True)
class SaidBefore:
    said: Said
    date: dt.date  # of the earlier round
    is_of_dimension: bool  # in a quick scan, which asks one question of a dimension


@dataclass(frozen=True)
class RoundBefore:
    """Of the round that an assessment is compared with. It is read when it is first asked for, so
    that a page which shows nothing of it costs nothing."""

    assessment: Assessment
    definition: Definition

    @cached_property
    def _choices(self) -> Mapping[str, tuple[str, dt.date]]:
        return choices_before(self.assessment)

    def said_to(self, question: Question) -> SaidBefore | None:
        """What a quick scan said of its whole dimension, where the question itself is new."""
        return self._said(question, self.assessment.questionnaire) or self._said_in_scan(question)

    def _said_in_scan(self, question: Question) -> SaidBefore | None:
        scan = QuestionnaireKind.QUICK
        asked = self.definition.questionnaire(scan).question(question.dimension)
        return self._said(asked, scan) if asked else None

    def _said(self, question: Question, kind: str) -> SaidBefore | None:
        choice, date = self._choices.get(question.code, ("", None))
        if date is None:
            return None
        questionnaire = self.definition.questionnaire(kind)
        labels = dict(answer_choices(question, questionnaire, self.assessment.sector))
        is_of_dimension = kind != self.assessment.questionnaire
        return SaidBefore(said(labels[choice]), date, is_of_dimension)

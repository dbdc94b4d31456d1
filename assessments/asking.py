"""The questions of a dimension as a page asks them: what is stored, the form, what went wrong."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.answer_form import AnswerForm, answer_choices
from assessments.models import Answer, Assessment, Choice
from assessments.progress import DimensionProgress, Progress, progress_of
from assessments.services import AnswersFrozen, StaleAnswer, record_answer
from maturity.definition import Definition, Dimension, Option, Question
from maturity.matrix import Hint


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words."""

    letter: str  # of an option; else empty
    lines: tuple[str, ...]
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class State:
    """Where an answer stands."""

    kind: str  # of components/_state.html
    text: str


class AskedQuestion:
    """One question on a page. Bound to what was sent when there is `data`."""

    def __init__(
        self,
        assessment: Assessment,
        question: Question,
        answer: Answer | None,
        *,
        language: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.assessment = assessment
        self.question = question
        self.answer = answer
        self.is_frozen = assessment.is_finished
        self.conflict: Answer | None = None
        self.version = answer.version if answer else 0  # that the next save replaces
        self.seen = mark_of_answer(answer)  # what it says
        definition = assessment.definition(language)
        self._questionnaire = definition.questionnaire(assessment.questionnaire)
        self._sector = definition.sector(assessment.sector)
        self._data = data

    @cached_property
    def form(self) -> AnswerForm:
        return AnswerForm(
            self._data,
            question=self.question,
            questionnaire=self._questionnaire,
            sector=self.assessment.sector,
            answer=self.answer,
        )

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer.is_given

    @property
    def is_refused(self) -> bool:
        """Something was sent, and it is not stored."""
        return self._data is not None and (
            self.is_frozen or self.conflict is not None or bool(self.form.errors)
        )

    @property
    def is_wrong(self) -> bool:
        return self._data is not None and bool(self.form.errors) and self.conflict is None

    @property
    def is_untouched(self) -> bool:
        """Sent as the page showed it: there is nothing to store, whatever happened elsewhere."""
        if not self.form.is_valid() or self.form.cleaned_data["keep"]:
            return False
        data, seen = self.form.answer_data, str(self.form.cleaned_data["seen"])
        return seen == mark_of(data["choice"], data["reason"], data["note"])

    @property
    def hint(self) -> Hint | None:
        """What the question means in the sector of the assessment."""
        text = self.question.hints.get(self.assessment.sector)
        return Hint(self._sector, text) if text else None

    @property
    def state(self) -> State:
        if self.is_refused:
            return State("failed", gettext("Not saved"))
        if self.answer is not None and self.answer.is_given:
            return State("saved", saved_words(self.answer.saved_at))
        if self.answer is not None and self.answer.note:
            return State("open", gettext("Note saved, not answered yet"))
        return State("open", gettext("Not answered yet"))

    def store(self) -> HTTPStatus:
        """Store what was sent, or remember what stood in the way."""
        self.version, self.seen = self.form["version"].value(), self.form["seen"].value() or ""
        if not self.form.is_valid():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        if self.form.keeps_theirs:
            return HTTPStatus.OK
        try:
            self.answer = record_answer(
                self.assessment, question=self.question, **self.form.answer_data
            )
        except StaleAnswer as stale:
            self.conflict = stale.current
            self.form.add_error(None, gettext("This answer was changed elsewhere."))
            return HTTPStatus.CONFLICT
        except AnswersFrozen:
            self.is_frozen = True
            return HTTPStatus.CONFLICT
        self.version, self.seen = self.answer.version, mark_of_answer(self.answer)
        return HTTPStatus.OK

    @property
    def stored(self) -> Said:
        answer = self.conflict or self.answer
        if answer is None:
            return self._said(Choice.NONE, "", "")
        return self._said(answer.choice, answer.reason, answer.note)

    @property
    def sent(self) -> Said:
        cleaned = self.form.cleaned_data
        return self._said(cleaned["choice"], cleaned["reason"], cleaned["note"])

    def _said(self, choice: str, reason: str, note: str) -> Said:
        labels = dict(answer_choices(self.question, self._questionnaire, self.assessment.sector))
        label = labels[choice] if choice else Choice.NONE.label
        if isinstance(label, Option):
            return Said(label.letter, label.lines, reason, note)
        return Said("", (str(label),), reason, note)


@dataclass(frozen=True, slots=True)
class Step:
    """One dimension in the list of steps beside the page."""

    address: str
    name: str
    summary: str
    css_class: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DimensionPage:
    dimension: Dimension
    progress: Progress
    asked: tuple[AskedQuestion, ...]
    previous: Dimension | None
    next: Dimension | None

    @property
    def here(self) -> DimensionProgress:
        return self.progress.of(self.dimension.slug)

    def steps(self, assessment: Assessment) -> list[Step]:
        return [
            Step(
                address=reverse(
                    "assessments:dimension", args=[assessment.public_id, each.dimension.slug]
                ),
                name=each.dimension.name,
                summary=each.summary,
                css_class=f"is-{each.stage}",
                is_current=each.dimension == self.dimension,
            )
            for each in self.progress.dimensions
        ]

    @property
    def wrong(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if asked.is_wrong)

    @property
    def conflicts(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if asked.conflict)


def dimension_page(
    definition: Definition,
    assessment: Assessment,
    dimension: Dimension,
    answers: Mapping[str, Answer],
    asked: Iterable[AskedQuestion] = (),
) -> DimensionPage:
    """Every question of the dimension, with those of `asked` as they are."""
    questionnaire = definition.questionnaire(assessment.questionnaire)
    as_they_are = {each.question.code: each for each in asked}
    others = definition.dimensions
    return DimensionPage(
        dimension=dimension,
        progress=progress_of(definition, questionnaire, given(answers)),
        asked=tuple(
            as_they_are.get(question.code)
            or AskedQuestion(
                assessment, question, answers.get(question.code), language=definition.language
            )
            for question in questionnaire.questions_of(dimension.slug)
        ),
        previous=others[dimension.number - 2] if dimension.number > 1 else None,
        next=others[dimension.number] if dimension.number < len(others) else None,
    )


def mark_of(choice: str, reason: str, note: str) -> str:
    """By which a page that comes back shows whether an answer was touched."""
    return hashlib.sha256("\0".join((choice, reason, note)).encode()).hexdigest()[:12]


def mark_of_answer(answer: Answer | None) -> str:
    return mark_of(answer.choice, answer.reason, answer.note) if answer else mark_of("", "", "")


def saved_words(moment: dt.datetime) -> str:
    """The time of today, else the day."""
    there = timezone.localtime(moment)
    if there.date() == timezone.localdate():
        return gettext("Saved at %(time)s") % {"time": date_format(there, "H:i")}
    return gettext("Saved on %(day)s") % {"day": date_format(there, "j F Y")}


def given(answers: Mapping[str, Answer]) -> set[str]:
    """Codes of the questions that have a choice; a cleared answer has none."""
    return {code for code, answer in answers.items() if answer.is_given}

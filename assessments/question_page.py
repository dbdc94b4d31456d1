"""The questions of a dimension as a page asks them: what is stored, the form, what went wrong."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.answer_form import (
    TYPED,
    AnswerForm,
    Entered,
    answer_choices,
    answer_form,
    fields_of,
)
from assessments.models import Assessment, Choice
from assessments.progress import DimensionProgress, Progress, Stage, progress_of
from assessments.said import RoundBefore, Said, SaidBefore, said
from assessments.services import AnswersFrozen, StaleAnswer, record_answer
from assessments.stored_answer import Recorded, StoredAnswer
from maturity.definition import (
    Definition,
    Dimension,
    Question,
    Questionnaire,
    Sector,
)
from maturity.matrix import Hint


@dataclass(frozen=True, slots=True)
class AnswerState:
    """Where an answer stands."""

    kind: str  # of components/_state.html
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question on a page, and how storing it went when something was sent."""

    asker: "Asker"
    question: Question
    answer: StoredAnswer | None  # that is stored, as far as it is known
    form: AnswerForm | None = None  # of what was sent
    is_closed: bool = False  # to answers, as storing this one showed
    conflict: StoredAnswer | None = None  # that came from elsewhere
    status: HTTPStatus = HTTPStatus.OK
    is_front: bool = False  # the one to be shown first, where one is shown at a time
    answered: Collection[str] | None = None  # which questions are, as storing this one showed

    @property
    def fields(self) -> tuple[str, ...]:
        return self.asker.fields

    @property
    def names(self) -> str:
        """Of its fields, as htmx wants to hear which to send."""
        return ",".join(f"{self.question.code}-{name}" for name in self.fields)

    @property
    def hint(self) -> Hint | None:
        """What the question means in the sector of the assessment."""
        text = self.question.hints.get(self.asker.assessment.sector)
        return Hint(self.asker.sector, text) if text else None

    @property
    def is_frozen(self) -> bool:
        return self.is_closed or self.asker.assessment.is_finished

    @property
    def entered(self) -> Entered:
        if self.form and self.is_refused:
            return self.form.entered
        answer = self.answer
        return Entered(answer.choice, answer.reason, answer.note) if answer else Entered()

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer.is_given

    @property
    def is_refused(self) -> bool:
        """Something was sent, and it is not stored."""
        return self.status is not HTTPStatus.OK

    @property
    def is_wrong(self) -> bool:
        return self.status is HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def version(self) -> int | str:
        """That the next save replaces."""
        if self.form and self.is_refused:
            return self.form["version"].value() or 0
        return self.answer.version if self.answer else 0

    @property
    def seen(self) -> str:
        """What the answer says, as a mark."""
        if self.form and self.is_refused:
            return self.form["seen"].value() or ""
        return mark_of_answer(self.answer)

    @property
    def state(self) -> AnswerState:
        if self.is_refused:
            return AnswerState("failed", gettext("Not saved"))
        if self.answer is not None and self.answer.is_given:
            return AnswerState("saved", saved_words(self.answer.saved_at))
        if self.answer is not None and self.answer.note:
            return AnswerState("open", gettext("Note saved, not answered yet"))
        return AnswerState("open", gettext("Not answered yet"))

    @property
    def stored(self) -> Said:
        answer = self.conflict or self.answer
        if answer is None:
            return self._said(Choice.NONE, "", "")
        return self._said(answer.choice, answer.reason, answer.note)

    @property
    def sent(self) -> Said:
        cleaned = self.form.cleaned_data if self.form else {}
        return self._said(*(cleaned.get(name, "") for name in TYPED))

    def _said(self, choice: str, reason: str, note: str) -> Said:
        labels = dict(self.asker.choices(self.question))
        label = labels[choice] if choice else Choice.NONE.label
        return said(label, reason, note)

    @property
    def before(self) -> SaidBefore | None:
        before = self.asker.round_before
        return before.said_to(self.question) if before else None


@dataclass(frozen=True, slots=True)
class Places:
    """The names of the addresses between which somebody goes who answers."""

    overview: str = "assessments:overview"
    dimension: str = "assessments:dimension"
    save_answer: str = "assessments:save_answer"
    review: str = "assessments:review"
    is_invited: bool = False  # somebody without the private link answers
    follows: str = ""  # an address that is asked whether to go on somewhere else


@lru_cache(10_000)  # of whoever fills in now: each save shows seven of the same
def address_of(place: str, public_id: str, *rest: str) -> str:
    return reverse(place, args=[public_id, *rest])


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the questions of one assessment in one language; `record` is who stores what is said,
    `answers` reads it, and `answered` which questions have a choice."""

    assessment: Assessment
    definition: Definition
    answers: Callable[[], Mapping[str, StoredAnswer]]
    answered: Callable[[], Collection[str]]
    record: Callable[..., Recorded] = record_answer
    places: Places = Places()
    takes_words: bool = True  # notes and reasons beside the choice
    round_before: RoundBefore | None = None  # whose answers are shown on request
    needs_link: bool = False  # to come back by

    @property
    def questionnaire(self) -> Questionnaire:
        return self.definition.questionnaire(self.assessment.questionnaire)

    @property
    def fields(self) -> tuple[str, ...]:
        return fields_of(self.questionnaire, takes_words=self.takes_words)

    def question(self, code: str) -> Question | None:
        return self.questionnaire.question(code)

    @property
    def sector(self) -> Sector:
        return self.definition.sector(self.assessment.sector)

    def choices(self, question: Question) -> list[tuple[str, Any]]:
        return answer_choices(question, self.questionnaire, self.assessment.sector)

    def form(self, question: Question, sent: QueryDict) -> AnswerForm:
        choices = self.choices(question)
        return answer_form(sent, question=question, choices=choices, fields=self.fields)

    def store(self, form: AnswerForm) -> AskedQuestion:
        """Store what was sent, or say what stood in the way."""
        refused = partial(AskedQuestion, self, form.question, None, form)
        if not form.is_valid():
            return refused(status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            now = self.record(self.assessment, question=form.question, **form.answer_data)
        except StaleAnswer as stale:
            form.add_error(None, gettext("This answer was changed elsewhere."))
            return refused(conflict=stale.current, status=HTTPStatus.CONFLICT)
        except AnswersFrozen:
            return refused(is_closed=True, status=HTTPStatus.CONFLICT)
        return AskedQuestion(self, form.question, now.answer, answered=now.answered)


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
    question_before: str  # the last one of `previous`
    way_on: str  # address of the next open question on a later page, or of the review
    sector: Sector

    @property
    def is_alone(self) -> bool:
        """One question a page: its dimension needs no words of its own."""
        return self.here.questions == 1

    @property
    def now(self) -> dict[str, object]:
        """Where somebody is, for the line above the steps; the question itself says it is open."""
        words = [self.dimension.name]
        if self.here.stage is not Stage.OPEN:
            words.append(self.here.summary)
        return {"number": self.dimension.number, "where": ", ".join(words)}

    @property
    def here(self) -> DimensionProgress:
        return self.progress.of(self.dimension.slug)

    def steps(self, asker: Asker) -> list[Step]:
        return [
            Step(
                address=address_of(
                    asker.places.dimension, asker.assessment.public_id, each.dimension.slug
                ),
                name=each.dimension.name,
                summary=each.summary,
                css_class=f"is-{each.stage}",
                is_current=each.dimension == self.dimension,
            )
            for each in self.progress.dimensions
        ]

    def question(self, code: str) -> AskedQuestion:
        return next(each for each in self.asked if each.question.code == code)

    @property
    def refused(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if asked.is_refused)

    @property
    def wrong(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if asked.is_wrong)

    @property
    def conflicts(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for asked in self.asked if asked.conflict)


def dimension_page(
    asker: Asker,
    dimension: Dimension,
    answers: Mapping[str, StoredAnswer],
    asked: Iterable[AskedQuestion] = (),
) -> DimensionPage:
    """Every question of the dimension, with those of `asked` as they are."""
    as_they_are = {each.question.code: each for each in asked}
    questions = with_front(
        as_they_are.get(question.code) or AskedQuestion(asker, question, answers.get(question.code))
        for question in asker.questionnaire.questions_of(dimension.slug)
    )
    return page_of(asker, dimension, questions, given(answers))


def page_of(
    asker: Asker,
    dimension: Dimension,
    asked: tuple[AskedQuestion, ...],
    answered: Collection[str],
) -> DimensionPage:
    definition, questionnaire = asker.definition, asker.questionnaire
    others = definition.dimensions
    progress = progress_of(definition, questionnaire, asker.assessment.sector, answered)
    previous = others[dimension.number - 2] if dimension.number > 1 else None
    return DimensionPage(
        dimension=dimension,
        progress=progress,
        asked=asked,
        previous=previous,
        next=others[dimension.number] if dimension.number < len(others) else None,
        question_before=questionnaire.questions_of(previous.slug)[-1].code if previous else "",
        way_on=way_on(asker, progress, dimension),
        sector=asker.sector,
    )


def with_front(asked: Iterable[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """The first that was refused is to be shown first, else the first open one."""
    questions = tuple(asked)
    wanted = [each for each in questions if each.is_refused]
    wanted += [each for each in questions if not each.is_answered]
    front = next(iter((*wanted, *questions)))
    return tuple(replace(each, is_front=True) if each is front else each for each in questions)


def way_on(asker: Asker, progress: Progress, dimension: Dimension) -> str:
    public_id, places = asker.assessment.public_id, asker.places
    for question in progress.open_questions:
        where = progress.of(question.dimension).dimension
        if where.number > dimension.number:
            return f"{address_of(places.dimension, public_id, where.slug)}#{question.code}"
    return address_of(places.review, public_id)


def is_untouched(form: AnswerForm) -> bool:
    """Sent as the page showed it: there is nothing to store, whatever happened elsewhere."""
    if not form.is_valid() or form.is_settled:
        return False
    said = form.answer_data
    return bool(form.cleaned_data["seen"] == mark_of(said["choice"], said["reason"], said["note"]))


def says_no_choice(sent: QueryDict, code: str) -> bool:
    """Taking an answer back is a choice too: it is sent as an empty one."""
    return f"{code}-choice" not in sent


def with_unsaid(
    sent: QueryDict, stored: StoredAnswer | None, *, is_page: bool = False
) -> QueryDict:
    """With the stored answer where no choice was sent: nothing is cleared by saying nothing.

    Some browsers show a page again without its choices. Of a whole page its notes may be lost too.
    """
    if stored is None or not says_no_choice(sent, stored.code):
        return sent
    whole = sent.copy()
    whole[f"{stored.code}-choice"] = stored.choice
    if not whole.get(f"{stored.code}-reason"):
        whole[f"{stored.code}-reason"] = stored.reason
    if is_page and not whole.get(f"{stored.code}-note"):
        whole[f"{stored.code}-note"] = stored.note
    return whole


def mark_of(choice: str, reason: str, note: str) -> str:
    """By which a page that comes back shows whether an answer was touched."""
    return hashlib.sha256("\0".join((choice, reason, note)).encode()).hexdigest()[:12]


def mark_of_answer(answer: StoredAnswer | None) -> str:
    return mark_of(answer.choice, answer.reason, answer.note) if answer else mark_of("", "", "")


def saved_words(moment: dt.datetime | None) -> str:
    """The time of today, else the day; of whom no times are kept neither."""
    if moment is None:
        return gettext("Saved")
    there = timezone.localtime(moment)
    if there.date() == timezone.localdate():
        return gettext("Saved at %(time)s") % {"time": f"{there:%H:%M}"}
    return gettext("Saved on %(day)s") % {"day": date_format(there, "j F Y")}


def given(answers: Mapping[str, StoredAnswer]) -> set[str]:
    """Codes of the questions that have a choice; a cleared answer has none."""
    return {code for code, answer in answers.items() if answer.is_given}

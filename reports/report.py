"""A result with everything that screen, paper and files say about it: one value for all of them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from maturity.advice import Advice, advise
from maturity.change import Change, are_comparable
from maturity.decisions import DecisionKind
from maturity.definition import Definition, Sector
from maturity.narrative import GROUP_RESPONSE, result_sentence, state_texts
from maturity.responses import Responses, Targets
from maturity.scoring import Result, score
from maturity.telling import change_sentence, decision_sentence
from reports.edition import NEUTRAL, Edition
from reports.outcome import WorkshopOutcome


@dataclass(frozen=True, slots=True)
class About:
    """What the assessment says of itself."""

    organisation: str  # may be empty
    sector: str  # slug
    title: str  # may be empty
    date: dt.date  # of the measurement
    is_finished: bool
    plan_start: dt.date | None = None  # the first day of the plan; None: no dates (rule 22)
    is_awaited: bool = False  # people are answering: what they said comes all at once, at the end


@dataclass(frozen=True, slots=True)
class Report:
    definition: Definition
    about: About
    sector: Sector
    responses: Responses
    result: Result
    advice: Advice
    sentence: str  # the one sentence that opens the result: the rules', or the one written instead
    states: tuple[str, ...]  # what to know about the state of the measurement, in reading order
    previous: Result | None  # of an earlier round
    previous_date: dt.date | None = None
    edition: Edition = NEUTRAL
    # Of a group, by question code and without names; of a single person they are in `responses`.
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    workshop: WorkshopOutcome | None = None  # where its answers come from a room

    @property
    def is_provisional(self) -> bool:
        """More answers can come."""
        return not self.about.is_finished

    @property
    def has_answers(self) -> bool:
        counts = self.result.counts
        return counts.unanswered < counts.questions or bool(self.responses.agreed)

    @property
    def is_quick(self) -> bool:
        """Its outcome is indicative (rule 23)."""
        return self.result.is_quick

    @property
    def caution(self) -> str:
        """Stands wherever the outcome of a quick scan does; empty of a full measurement."""
        has_one = self.is_quick and self.result.scored and not self.about.is_awaited
        return self.definition.wording.phrase("indicative") if has_one else ""

    @property
    def of_rehearsal(self) -> str:
        """That it comes from one, in words; empty where it does not."""
        return _rehearsal(self.workshop, self.language)

    @property
    def change(self) -> Change | None:
        return self.advice.change

    @property
    def beside(self) -> Result | None:
        """The earlier round, where its scores may stand beside these (rule 21)."""
        return (
            self.previous if self.previous and are_comparable(self.previous, self.result) else None
        )

    @property
    def change_sentence(self) -> str:
        """What changed since the earlier round; empty without one to compare with."""
        if self.change is None:
            return ""
        return change_sentence(
            self.definition, self.change, earlier=self.previous_date, say_day=self.say_day
        )

    @property
    def proposed_decisions(self) -> Mapping[str, str]:
        """What the rules would ask the board, a sentence each, by key; nothing before there is an
        outcome."""
        if self.about.is_awaited:
            return {}
        return {
            each.key: decision_sentence(
                self.definition, each, is_quick=self.result.is_quick, say_day=self.say_day
            )
            for each in self.advice.decisions
            if self.result.scored or each.kind != DecisionKind.REMEASURE  # nothing to repeat
        }

    @property
    def decisions(self) -> tuple[str, ...]:
        """What the board is asked, a sentence each: in own words where there are some."""
        own = self.edition.plan.decisions
        return tuple(own.get(key, words) for key, words in self.proposed_decisions.items())

    def say_day(self, day: dt.date) -> str:
        """A date as people read it: "12 maart 2027"."""
        with translation.override(self.language):
            return date_format(day, "j F Y")

    @property
    def language(self) -> str:
        return self.definition.language


def build_report(
    definition: Definition,
    about: About,
    responses: Responses,
    targets: Targets = Targets(),
    previous: Result | None = None,
    previous_date: dt.date | None = None,
    edition: Edition = NEUTRAL,
    result: Result | None = None,
    notes: Mapping[str, tuple[str, ...]] | None = None,
    workshop: WorkshopOutcome | None = None,
) -> Report:
    """Score, advise and word one assessment; `result` where the scores are known. No query."""
    result = result or score(definition, responses, targets)
    return Report(
        definition=definition,
        about=about,
        sector=definition.sector(about.sector),
        responses=responses,
        result=result,
        advice=advise(definition, result, start=about.plan_start, earlier=previous),
        sentence=_sentence(result, about, edition),
        states=_states(result, about, workshop),
        previous=previous,
        previous_date=previous_date,
        edition=edition,
        notes=notes or {},
        workshop=workshop,
    )


def _states(result: Result, about: About, workshop: WorkshopOutcome | None) -> tuple[str, ...]:
    language = result.definition.language
    told = _awaited_state(language) if about.is_awaited else state_texts(result)
    if workshop and workshop.has_talked:
        told = (_after_talk(result, each) for each in told)
    return (*filter(None, [_rehearsal(workshop, language)]), *told)


def _after_talk(result: Result, state: str) -> str:
    """Not to talk first of where people differ: they did."""
    if state != result.definition.wording.states[GROUP_RESPONSE]:
        return state
    with translation.override(result.definition.language):
        return gettext(
            "Note: an average can hide differences. The chapter on the workshop says how the room"
            " chose."
        )


def _awaited_state(language: str) -> Iterator[str]:
    with translation.override(language):
        yield gettext(
            "Result and report come all at once, when the workshop is finished or the invitation is"
            " closed."
        )


def _rehearsal(workshop: WorkshopOutcome | None, language: str) -> str:
    """Said before all else about the measurement, which is none."""
    if not (workshop and workshop.rehearsal):
        return ""
    with translation.override(language):
        return gettext(
            "This comes from a rehearsal: the people and their answers are invented, except those"
            " of whoever took part to practise."
        )


def with_edition(report: Report, edition: Edition) -> Report:
    """As it goes out in another edition, which changes no figure."""
    return replace(
        report, edition=edition, sentence=_sentence(report.result, report.about, edition)
    )


def _sentence(result: Result, about: About, edition: Edition) -> str:
    return edition.own_words.sentence or sentence_of_the_rules(result, about)


def sentence_of_the_rules(result: Result, about: About) -> str:
    if about.is_awaited:
        with translation.override(result.definition.language):
            return gettext("There is no outcome yet: people are still answering.")
    return result_sentence(result, organisation=about.organisation)

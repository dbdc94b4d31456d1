"""What pages of a room show: made of what was shown once, and of nobody's votes but one's own."""

from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from maturity.definition import Action as MaturityAction
from maturity.definition import Definition
from workshops.agenda import Meter, meter_of, seconds_for
from workshops.facilitating import facts_of
from workshops.models import ChosenAction, Settlement, Workshop
from workshops.shown import Shown, counted_rounds, shown_comments
from workshops.steps import (
    Action,
    Facts,
    Phase,
    Refused,
    Room,
    State,
    is_possible,
    is_undoable,
    next_step,
    next_topic,
    refusal,
)

MOST_ON_THE_WALL = 7


@dataclass(frozen=True, slots=True)
class Chosen:
    action: MaturityAction
    row: ChosenAction


@dataclass(frozen=True)
class Board:
    workshop: Workshop
    room: Room
    facts: Facts
    definition: Definition
    topics: tuple[Shown, ...]

    @cached_property
    def topic(self) -> Shown | None:
        """In focus."""
        return next((each for each in self.topics if each.question.code == self.room.focus), None)

    def counting(self, people: int, answers: int) -> "Board":
        """As it stands, with other numbers."""
        workshop = copy(self.workshop)
        workshop.people = people
        return replace(self, workshop=workshop, facts=replace(self.facts, answers=answers))

    @property
    def people(self) -> int:
        return self.workshop.people

    @property
    def is_order_of_advice(self) -> bool:
        """Too few placed dots: what comes first is not what the room wants."""
        return self.is_chosen and all(each.row.dots is None for each in self.chosen)

    @property
    def step(self) -> int:
        return self.workshop.step

    @property
    def missing(self) -> int:
        """Answers that the topic in focus lacks before it may be shown."""
        return max(0, self.facts.minimum - self.facts.answers)

    @property
    def are_all_in(self) -> bool:
        return 0 < self.people <= self.facts.answers

    @property
    def is_prepared(self) -> bool:
        return self.room.phase is Phase.PREPARED

    @property
    def is_lobby(self) -> bool:
        return self.room.phase is Phase.LOBBY

    @property
    def is_alone(self) -> bool:
        return self.room.phase is Phase.ALONE

    @property
    def is_running(self) -> bool:
        return self.room.phase is Phase.RUNNING

    @property
    def are_dots_placed(self) -> bool:
        """Just now, by everybody."""
        return self.room.phase is Phase.DOTS

    @property
    def is_chosen(self) -> bool:
        return self.room.phase is Phase.CHOSEN

    @property
    def counts_votes(self) -> bool:
        """On the topic in focus, whose votes were not shown."""
        return self.is_running and self.room.has(State.OPEN, State.CLOSED, State.TALKING)

    @property
    def is_counting(self) -> bool:
        """The wall shows a number that changes from second to second."""
        is_coming_in = self.is_lobby or self.is_alone
        is_open = self.is_running and self.room.has(State.OPEN)
        return not self.is_blank and (is_coming_in or is_open or self.are_dots_placed)

    @property
    def is_ending(self) -> bool:
        return self.are_dots_placed or self.is_chosen

    @property
    def advised(self) -> list[MaturityAction]:
        """What the room may choose from, in the order of the route."""
        return [self.definition.action(slug) for slug in self.workshop.advised]

    @cached_property
    def chosen(self) -> list[Chosen]:
        """What the room wants done first. One query."""
        rows = self.workshop.actions.all()
        return [Chosen(self.definition.action(each.action), each) for each in rows]

    @property
    def leaves_out(self) -> bool:
        """More could be chosen than are shown."""
        return self.is_chosen and len(self.workshop.advised) > len(self.chosen)

    @property
    def agreed(self) -> list[Chosen]:
        """What the room does first; the order of the advice while that is all there is."""
        if self.is_order_of_advice:
            return self.chosen
        return [each for each in self.chosen if each.row.is_agreed]

    @property
    def is_over(self) -> bool:
        return not self.workshop.is_open

    @property
    def is_finished(self) -> bool:
        """It took place."""
        return self.is_over and not self.workshop.is_cancelled

    @property
    def is_told_all(self) -> bool:
        """The wall has nothing new to come: of what is sealed only whether its result is shared."""
        workshop = self.workshop
        return workshop.is_cancelled or (workshop.is_sealed and workshop.is_released)

    @property
    def is_blank(self) -> bool:
        return self.room.is_blank

    @property
    def is_alone_first(self) -> bool:
        return self.facts.is_alone_first

    @property
    def told(self) -> list[Shown]:
        """What the wall ends with: what was settled, or else what was talked about; as many as it
        has room for, and what was skipped where that leaves any."""
        settled = [each for each in self.topics if each.settlement]
        if not settled:
            return self.agenda[:MOST_ON_THE_WALL]
        room_left = max(0, MOST_ON_THE_WALL - len(settled))
        told = settled[:MOST_ON_THE_WALL] + self.skipped[:room_left]
        return sorted(told, key=lambda each: each.number)

    @property
    def skipped(self) -> list[Shown]:
        """Of the topics to talk about."""
        return [each for each in self.agenda if each.is_skipped]

    @property
    def may_talk(self) -> bool:
        """What to talk about is known."""
        return not self.is_alone_first or self.facts.shown > 0

    @property
    def may_focus(self) -> bool:
        """On any topic: no vote is open."""
        return self.may(Action.FOCUS, next(iter(self.room.topics), ""))

    @property
    def next_step(self) -> Action:
        return next_step(self.room, self.facts, talks_first=self.workshop.talks_first)

    @property
    def next_topic(self) -> str:
        return next_topic(self.room, self.facts.agenda)

    @property
    def agenda(self) -> list[Shown]:
        """The topics to talk about, in order; all where nothing else was chosen."""
        by_code = {each.question.code: each for each in self.topics}
        return [by_code[code] for code in self.facts.agenda] or list(self.topics)

    @property
    def beside_agenda(self) -> list[Shown]:
        """Topics that were shown with all others, and about which there need be no talk."""
        talked_about = self.agenda
        return [each for each in self.topics if each not in talked_about]

    @cached_property
    def meter(self) -> Meter | None:
        began_at = self.workshop.began_at
        if not self.is_running or began_at is None:
            return None
        agenda = [each.question.code for each in self.agenda]
        plan, minutes = self.workshop.plan, self.workshop.minutes
        return meter_of(
            self.room, agenda, plan, minutes=minutes, began_at=began_at, now=timezone.now()
        )

    @property
    def to_leave_out(self) -> list[Shown]:
        left_out = self.meter.skip if self.meter else ()
        return [each for each in self.topics if each.question.code in left_out]

    @property
    def seconds_left(self) -> int | None:
        """Of what is on now, as the plan has it; below 0 when it takes longer."""
        standing, stage_at = self.room.standing, self.workshop.stage_at
        whole = seconds_for(standing, self.workshop.plan) if standing and self.is_running else None
        if whole is None or stage_at is None:
            return None
        return whole - int((timezone.now() - stage_at).total_seconds())

    @property
    def time_left(self) -> str:
        """In minutes and seconds, as a clock; equally long whenever it is asked."""
        left = self.seconds_left or 0
        return f"{'+' if left < 0 else ' '}{abs(left) // 60:2}:{abs(left) % 60:02}"

    @property
    def counts_on_from(self) -> str:
        """The same, for a script."""
        return f"{self.seconds_left or 0:+05}"

    def may(self, action: Action, topic: str = "") -> bool:
        return is_possible(self.room, action, self.facts, topic)

    def refusal(self, action: Action, topic: str = "") -> Refused | None:
        return refusal(self.room, action, self.facts, topic)

    def may_undo(self, last: Action) -> bool:
        return is_undoable(last, self.facts)

    @property
    def unshown(self) -> list[Shown]:
        """Topics of which nothing was shown, so that nothing counts."""
        return [each for each in self.topics if not each.tallies]


def board_of(workshop: Workshop, language: str) -> Board:
    """Of a workshop `with_numbers`. Five queries, the topics first: who leads may go on meanwhile,
    and what is said to be shown or settled must have come with its numbers and reasons."""
    assessment = workshop.assessment
    definition = assessment.definition(language)
    questionnaire = definition.questionnaire(assessment.questionnaire)
    rows = list(workshop.topics.all())
    tallies = counted_rounds(workshop)
    comments = shown_comments(workshop)
    settled = {
        each.topic.code: each
        for each in Settlement.objects.filter(topic__workshop=workshop).select_related("topic")
    }
    topics = tuple(
        Shown(
            question=question,
            options=question.options[assessment.sector],
            number=number,
            standing=row.standing,
            note=row.note,
            tallies=tuple(tallies.get(row.code, ())),
            settlement=settled.get(row.code),
            hint=question.hints.get(assessment.sector, ""),
            comments=tuple(comments.get(row.code, ())),
            is_anonymous=assessment.is_anonymous,
        )
        for number, row in enumerate(rows, start=1)
        if (question := questionnaire.question(row.code))
    )
    return Board(
        workshop=workshop,
        room=workshop.room_with(rows),
        facts=facts_of(workshop),
        definition=definition,
        topics=topics,
    )

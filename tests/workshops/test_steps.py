"""The state machine of a room: whatever is pressed in whatever order, and what never happens."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assessments.models import Assessment
from tests.factories import make_assessment
from tests.workshops.factories import prepare_room, room, running, step
from workshops.facilitating import Outcome, StaleStep, act
from workshops.models import Kind, Participant, ParticipantName, Tally, Topic, Vote
from workshops.services import DoorLocked, RoundOver, WorkshopClosed, cast_in_room, join
from workshops.shown import counted_rounds
from workshops.steps import (
    LAST_ROUND,
    TABLE,
    Action,
    Facts,
    Phase,
    Refused,
    Room,
    Standing,
    State,
    Why,
    after,
    from_plain,
    is_possible,
    next_step,
    to_plain,
    undone,
)

ENOUGH = Facts(answers=5, minimum=5, shown=1)
OUTCOMES = [
    Outcome(Kind.VOTES),
    Outcome(Kind.LEVEL, level=3, reason="Daarom"),
    Outcome(Kind.DISAGREE, reason="Enerzijds", other_reason="Anderzijds"),
]


def at(state, round=1, **kwargs):
    topics = {"a": Standing(state, round), "b": Standing()}
    return Room(Phase.RUNNING, focus="a", topics=topics, **kwargs)


# --- the table ---


@pytest.mark.parametrize(
    ("state", "action", "then"),
    [
        (State.WAITING, Action.OPEN, State.OPEN),
        (State.SKIPPED, Action.OPEN, State.OPEN),
        (State.OPEN, Action.CLOSE, State.CLOSED),
        (State.CLOSED, Action.REOPEN, State.OPEN),
        (State.TALKING, Action.REOPEN, State.OPEN),
        (State.CLOSED, Action.TALK, State.TALKING),
        (State.CLOSED, Action.REVEAL, State.REVEALED),
        (State.TALKING, Action.REVEAL, State.REVEALED),
        (State.REVEALED, Action.OPEN_AGAIN, State.OPEN),
        (State.REVEALED, Action.SETTLE, State.SETTLED),
        (State.SETTLED, Action.UNSETTLE, State.REVEALED),
        (State.CLOSED, Action.SKIP, State.SKIPPED),
    ],
)
def test_a_topic_moves_as_the_table_says(state, action, then):
    assert after(at(state), action, ENOUGH).topics["a"].state is then


def test_everything_else_is_refused():
    allowed = {
        (state, action)
        for action, row in TABLE.items()
        for state in row.states
        if Phase.RUNNING in row.phases
    }
    of_topics = {action for action, row in TABLE.items() if row.states}

    for state in State:
        for action in of_topics:
            assert is_possible(at(state), action, ENOUGH) is ((state, action) in allowed)
            for phase in set(Phase) - {Phase.RUNNING}:
                assert not is_possible(Room(phase, topics={}), action, ENOUGH)


@pytest.mark.parametrize(
    ("room", "action", "facts", "why"),
    [
        (at(State.CLOSED), Action.REVEAL, Facts(4, 5), Why.TOO_FEW),
        (at(State.REVEALED, 2), Action.OPEN_AGAIN, ENOUGH, Why.NOT_NOW),
        (at(State.OPEN), Action.FOCUS, ENOUGH, Why.STILL_OPEN),
        (at(State.OPEN), Action.FINISH, ENOUGH, Why.STILL_OPEN),
        (at(State.WAITING, 0), Action.FINISH, Facts(0, 5, 0), Why.NOTHING_SHOWN),
        (Room(Phase.HOMEWORK), Action.SEAL, Facts(4, 5), Why.TOO_FEW),
        (Room(Phase.ALONE), Action.CANCEL, ENOUGH, Why.NOT_NOW),
        (at(State.WAITING, 0), Action.CANCEL, ENOUGH, Why.NOT_NOW),
        (Room(Phase.FINISHED), Action.RESUME, ENOUGH, Why.FINAL),
        (Room(Phase.SEALED), Action.RESUME, Facts(5, 5, 1, resumes_at=Phase.DOTS), Why.NOT_NOW),
        (Room(Phase.SEALED), Action.LOCK, ENOUGH, Why.NOT_NOW),
    ],
)
def test_a_refusal_says_why(room, action, facts, why):
    with pytest.raises(Refused) as refused:
        after(room, action, facts, "b")

    assert refused.value.why is why


def test_people_who_answer_alone_are_a_case_of_it():
    sealed = after(Room(Phase.HOMEWORK), Action.SEAL, ENOUGH)

    assert sealed == Room(Phase.SEALED)


@pytest.mark.parametrize("phase", [Phase.RUNNING, Phase.DOTS, Phase.CHOSEN])
def test_what_was_finished_goes_on_where_it_was(phase):
    before = Room(phase, focus="a", topics={"a": Standing(State.REVEALED, 1)})
    finished = after(before, Action.FINISH, ENOUGH)

    assert finished == replace(before, phase=Phase.FINISHED)
    assert after(finished, Action.RESUME, replace(ENOUGH, resumes_at=phase)) == before


def test_what_was_seen_cannot_be_taken_back():
    for action in (Action.REVEAL, Action.FINISH, Action.UNDO, None):
        with pytest.raises(Refused):
            undone(action, at(State.CLOSED), ENOUGH)
    with pytest.raises(Refused):
        undone(Action.OPEN, at(State.WAITING, 0), Facts(1, 5))
    assert undone(Action.OPEN, at(State.WAITING, 0), Facts(0, 5)) == at(State.WAITING, 0)


@pytest.mark.django_db
def test_who_leads_gives_what_is_on_a_minute_more_or_less_and_takes_that_back(own):
    workshop, _people = running(own)
    began = step(workshop, Action.OPEN).stage_at
    minutes = [
        (step(workshop, action).stage_at - began).total_seconds() / 60
        for action in (Action.LONGER, Action.LONGER, Action.UNDO, Action.SHORTER, Action.SHORTER)
    ]

    assert minutes == [1, 2, 1, 0, -1]
    with pytest.raises(Refused):  # nothing is on
        step(workshop, Action.CLOSE, Action.LONGER)


def test_a_room_is_kept_and_read_again():
    kept = at(State.OPEN, is_locked=True, is_blank=True)

    assert from_plain(to_plain(kept)) == kept


@pytest.mark.parametrize(
    ("room", "facts", "step"),
    [
        (Room(Phase.PREPARED), Facts(0, 5), Action.OPEN_DOORS),
        (Room(Phase.LOBBY), Facts(0, 5), Action.START),
        (at(State.WAITING, 0), Facts(0, 5), Action.OPEN),
        (at(State.OPEN), Facts(0, 5), Action.CLOSE),
        (at(State.CLOSED), Facts(4, 5), Action.REOPEN),
        (at(State.TALKING), Facts(4, 5), Action.REOPEN),
        (at(State.CLOSED), ENOUGH, Action.REVEAL),
        (at(State.TALKING), ENOUGH, Action.REVEAL),
        (at(State.REVEALED), ENOUGH, Action.SETTLE),
        (at(State.SETTLED), ENOUGH, Action.FOCUS),
    ],
)
def test_the_next_sensible_step(room, facts, step):
    assert next_step(room, facts, talks_first=False) is step
    assert (
        room.phase is not Phase.RUNNING
        or step is Action.SETTLE
        or is_possible(room, step, facts, "b")
    )


# --- any order of steps, by two facilitators who do not look, while people vote ---


class AnyOrder(RuleBasedStateMachine):
    is_anonymous = True

    def __init__(self):
        super().__init__()
        own = make_assessment(questionnaire="quick")
        self.workshop = prepare_room(own, is_anonymous=self.is_anonymous)
        self.first = self.workshop.room()
        self.people = []
        self.shown = {}
        self.seen = [0]

    def now(self):
        return room(self.workshop)

    def votes(self):
        return list(Vote.objects.filter(participant__in=self.people).order_by("pk").values())

    @rule(action=st.sampled_from(list(Action)), topic=st.integers(0, 6), data=st.data())
    def press(self, action, topic, data):
        before = self.now()
        if action in {Action.FINISH, Action.SEAL, Action.CANCEL} and data.draw(st.integers(0, 3)):
            return  # it ends all, so seldom
        code = list(before.room().topics)[topic]
        try:
            outcome = data.draw(st.sampled_from(OUTCOMES))
            act(before, action, seen=before.step, topic=code, outcome=outcome)
        except Refused:
            assert (self.now().step, self.now().room()) == (before.step, before.room())
        else:
            assert self.now().step == before.step + 1

    @rule(back=st.integers(1, 3), action=st.sampled_from(list(Action)))
    def press_on_an_old_page(self, back, action):
        before = self.now()
        with pytest.raises(StaleStep):
            act(before, action, seen=before.step - back)
        assert self.now().step == before.step

    @rule(sensible=st.integers(1, 4))
    def press_the_large_button(self, sensible):
        for _ in range(sensible):
            now = self.now()
            facts = Facts(
                now.answers, now.least_shown, Tally.objects.filter(topic__workshop=now).count()
            )
            action = next_step(now.room(), facts, talks_first=False)
            if now.is_open and action is not Action.FINISH:
                self.press_quietly(now, action)

    def press_quietly(self, now, action):
        codes = list(now.room().topics)
        topic = codes[(codes.index(now.focus) + 1) % len(codes)] if now.focus else codes[0]
        act(now, action, seen=now.step, topic=topic, outcome=OUTCOMES[1])

    @rule()
    def people_join(self):
        try:
            self.people += [join(self.workshop, department=None, name="Jan") for _ in range(6)]
        except (DoorLocked, WorkshopClosed):
            assert self.now().is_locked_now or not self.now().is_open

    @rule(choices=st.lists(st.sampled_from("1234"), min_size=6, max_size=6))
    def people_vote(self, choices):
        now = self.now()
        standing = now.room().standing
        is_open = now.phase == Phase.RUNNING and standing and standing.state is State.OPEN
        for person, choice in zip(self.people, choices, strict=False):
            if is_open:
                cast_in_room(person, code=now.focus, round=standing.round, choice=choice)
        if self.people and not is_open and now.is_open:
            votes = self.votes()
            with pytest.raises(RoundOver):
                cast_in_room(self.people[0], code=now.focus, round=1, choice="1")
            assert self.votes() == votes

    @invariant()
    def events_replayed_are_the_state(self):
        now = self.now()
        replayed = self.first
        before, finished_at = [], None
        for event in now.events.all():
            assert from_plain(event.before) == replayed
            if event.action == Action.UNDO:
                replayed = before[-1]
            else:
                facts = Facts(5, 5, 1, resumes_at=finished_at)
                replayed = after(replayed, Action(event.action), facts, event.topic)
            before.append(from_plain(event.before))
            finished_at = before[-1].phase if event.action == Action.FINISH else finished_at
        assert replayed == now.room()
        assert [event.step for event in now.events.all()] == list(range(1, now.step + 1))

    @invariant()
    def a_tally_is_there_for_what_was_shown_and_never_changes(self):
        now = self.now()
        counted = counted_rounds(now)
        for code, standing in now.room().topics.items():
            rounds = counted.get(code, [])
            assert 0 <= standing.round <= LAST_ROUND
            assert len(rounds) <= standing.round
            if standing.state in {State.REVEALED, State.SETTLED}:
                assert len(rounds) == standing.round
            for number, tally in enumerate(rounds):
                assert self.shown.setdefault((code, number), tally) == tally

    @invariant()
    def at_most_one_topic_is_open_and_it_is_in_focus(self):
        now = self.now().room()
        opened = [code for code, each in now.topics.items() if each.state is State.OPEN]
        assert opened in ([], [now.focus])

    @invariant()
    def there_is_a_result_as_long_as_it_is_finished(self):
        group = Assessment.objects.get(pk=self.workshop.assessment_id)
        is_finished = self.now().phase in {Phase.FINISHED, Phase.SEALED}
        assert group.is_finished is is_finished
        assert group.responses.exists() is is_finished

    @invariant()
    def what_is_sealed_or_cancelled_has_no_people(self):
        if self.now().is_final:
            assert not Participant.objects.filter(workshop=self.workshop).exists()
            assert not Topic.objects.filter(workshop=self.workshop, state=State.OPEN).exists()

    @invariant()
    def each_has_a_name_of_their_own_or_nobody_has_one(self):
        names = ParticipantName.objects.filter(participant__workshop=self.workshop)
        expected = 0 if self.is_anonymous else self.now().people
        assert len({each.shown for each in names}) == names.count() == expected


class AnyOrderByName(AnyOrder):
    is_anonymous = False


RUNS = settings(
    max_examples=6,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.no_cover  # traced it takes twice as long, and those above cover what it uses
@pytest.mark.django_db
class TestAnyOrder(AnyOrder.TestCase):
    settings = RUNS


@pytest.mark.no_cover
@pytest.mark.django_db
class TestAnyOrderByName(AnyOrderByName.TestCase):
    settings = RUNS

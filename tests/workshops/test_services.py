"""Joining, answering, handing in and closing: who may, when, and what is left."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.gathering import figures_of
from assessments.models import Answer, Assessment, Kind, Response
from assessments.reporting import report_of
from assessments.services import (
    AnswersFrozen,
    AssessmentRemoved,
    NothingAnswered,
    StaleAnswer,
    remove_assessment,
)
from tests.factories import access_to, make_assessment
from tests.workshops.factories import codes_of, colleague, colleagues, invite
from workshops.facilitating import close
from workshops.models import Department, Participant, Vote, Workshop
from workshops.services import (
    MOST_PEOPLE,
    WorkshopClosed,
    WorkshopFull,
    cast_vote,
    hand_in,
    join,
    open_for_colleagues,
)
from workshops.steps import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(own):
    return invite(own)


def counts(workshop):
    found = Workshop.objects.counted(workshop.assessment)
    return found.answered, found.handed_in


def test_inviting_makes_a_group_beside_the_own_assessment(own):
    group = invite(own, departments=["Winkel", "Web"], minimum_group=6).assessment

    assert (group.kind, group.is_anonymous, group.minimum_group) == (Kind.GROUP, True, 6)
    assert (group.organisation, group.sector, group.questionnaire) == (
        own.organisation,
        own.sector,
        own.questionnaire,
    )
    assert group.pk != own.pk
    assert Assessment.objects.get(pk=own.pk).kind == Kind.OWN
    assert list(Department.objects.values_list("name", flat=True)) == ["Winkel", "Web"]


def test_the_same_form_sent_twice_invites_once(own):
    first, second = (
        open_for_colleagues(
            own, title="Samen", departments=["Winkel"], minimum_group=5, made_by="this form"
        )
        for _ in range(2)
    )

    assert (first, Department.objects.count()) == (second, 1)


def test_an_answer_may_be_changed_and_is_one_row(workshop):
    participant = colleague(workshop)
    code = codes_of(workshop)[0]

    cast_vote(participant, code=code, choice="1", replaces=0)
    cast_vote(participant, code=code, choice="3", replaces=1)

    assert list(Vote.objects.values_list("choice", "version")) == [("3", 2)]


def test_the_same_answer_sent_again_changes_nothing(workshop):
    participant = colleague(workshop)
    code = codes_of(workshop)[0]

    for _ in range(3):
        cast_vote(participant, code=code, choice="1", replaces=0)

    assert list(Vote.objects.values_list("choice", "version")) == [("1", 1)]


def test_an_answer_from_another_phone_is_not_overwritten(workshop):
    code = codes_of(workshop)[0]
    participant = colleague(workshop, answers={code: 2})

    with pytest.raises(StaleAnswer) as stale:
        cast_vote(participant, code=code, choice="4", replaces=0)

    assert (stale.value.current.choice, Vote.objects.get().choice) == ("2", "2")


def test_what_was_handed_in_stays_as_it_is(workshop):
    code = codes_of(workshop)[0]
    participant = colleague(workshop, answers={code: 2})
    hand_in(participant)

    with pytest.raises(AnswersFrozen):
        cast_vote(participant, code=code, choice="4", replaces=1)

    assert Vote.objects.get().choice == "2"


def test_nothing_cannot_be_handed_in(workshop):
    participant = colleague(workshop)

    with pytest.raises(NothingAnswered):
        hand_in(participant)


def test_counted_is_who_answered_and_who_handed_in(workshop):
    code = codes_of(workshop)[0]
    first, second, _idle = (colleague(workshop) for _ in range(3))
    cast_vote(first, code=code, choice="unknown", replaces=0)
    cast_vote(second, code=code, choice="4", replaces=0)
    hand_in(first)

    assert counts(workshop) == (2, 1)

    cast_vote(second, code=code, choice="", replaces=1)
    assert counts(workshop) == (1, 1)


def test_before_closing_the_assessment_holds_no_answer(workshop):
    colleagues(workshop, 6)

    assert not Response.objects.filter(assessment=workshop.assessment).exists()
    assert figures_of(workshop.assessment).responses == ()


def test_too_few_cannot_be_closed_and_lose_nothing(workshop):
    colleagues(workshop, 3)
    colleague(workshop)  # who joined and said nothing does not count

    with pytest.raises(Refused) as too_few:
        close(workshop)

    assert too_few.value.missing == 2
    assert (Vote.objects.count(), Participant.objects.count()) == (21, 4)
    assert not Response.objects.filter(assessment=workshop.assessment).exists()


def test_closing_makes_a_finished_group_and_leaves_nobody(workshop):
    colleagues(workshop, 5)

    close(workshop)
    close(workshop)  # twice is once

    group = Assessment.objects.get(pk=workshop.assessment.pk)
    assert group.is_finished
    assert group.answers_version != workshop.assessment.answers_version
    assert Response.objects.filter(assessment=group).count() == 5
    assert (Participant.objects.count(), Vote.objects.count()) == (0, 0)
    assert report_of(access_to(group), "nl").result.score == 2


def test_who_had_not_handed_in_counts_with_what_was_given(workshop):
    first = codes_of(workshop)[0]
    colleagues(workshop, 4)
    colleague(workshop, answers={first: 4})

    close(workshop)

    chosen = Answer.objects.filter(response__assessment=workshop.assessment, code=first)
    assert Counter(chosen.values_list("choice", flat=True)) == {"2": 4, "4": 1}


def test_sealed_rows_hold_no_ones_whole_set_and_no_moment_of_their_own(workshop):
    for value in (1, 2, 3, 4, "unknown", 1, 2):
        colleagues(workshop, 1, value)

    close(workshop)

    rows = Response.objects.filter(assessment=workshop.assessment).prefetch_related("answers")
    sets = [Counter(answer.choice for answer in row.answers.all()) for row in rows]
    assert sum(sets, Counter()) == {"1": 14, "2": 14, "3": 7, "4": 7, "unknown": 7}
    assert not any(each in ({"3": 7}, {"4": 7}, {"unknown": 7}) for each in sets)
    assert Answer.objects.values("saved_at").distinct().count() == 1
    assert {row.participant for row in rows} == {""}


def test_departments_travel_along(own):
    workshop = invite(own, departments=["Winkel", "Web"])
    colleagues(workshop, 4, department="Winkel")
    colleagues(workshop, 2)

    close(workshop)

    names = Response.objects.filter(assessment=workshop.assessment).values_list("department")
    assert Counter(names) == {("Winkel",): 4, ("",): 2}


def test_who_comes_after_closing_is_told_so(workshop):
    late = colleagues(workshop, 5)[0]
    close(workshop)

    with pytest.raises(WorkshopClosed):
        join(workshop, department=None)
    with pytest.raises(AnswersFrozen):
        cast_vote(late, code=codes_of(workshop)[0], choice="1", replaces=1)
    with pytest.raises(AnswersFrozen):
        hand_in(late)


def test_removing_the_assessment_removes_everybody(workshop):
    late = colleagues(workshop, 2)[0]

    remove_assessment(workshop.assessment)

    assert (Workshop.objects.count(), Participant.objects.count(), Vote.objects.count()) == (0,) * 3
    for act in (
        lambda: join(workshop, department=None),
        lambda: cast_vote(late, code="strategie", choice="1", replaces=1),
        lambda: close(workshop),
    ):
        with pytest.raises(AssessmentRemoved):
            act()


def test_a_workshop_takes_so_many_people(workshop):
    Participant.objects.bulk_create(Participant(workshop=workshop) for _ in range(MOST_PEOPLE))

    with pytest.raises(WorkshopFull):
        join(workshop, department=None)


@pytest.mark.parametrize("people", [1, 12])
def test_counting_asks_once_however_many_there_are(workshop, people, django_assert_num_queries):
    colleagues(workshop, people)

    with django_assert_num_queries(1):
        assert counts(workshop) == (people, 0)


@pytest.mark.parametrize("people", [0, 12])
def test_storing_an_answer_costs_the_same_however_many_there_are(
    workshop, people, django_assert_num_queries
):
    colleagues(workshop, people)
    participant = colleague(workshop)

    with django_assert_num_queries(5 + needs_a_lock()):  # with its savepoint
        cast_vote(participant, code=codes_of(workshop)[0], choice="1", replaces=0)


def needs_a_lock():
    return transaction.get_connection().features.has_select_for_update


steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.just(0), st.just("")),
        st.tuples(st.just("vote"), st.integers(0, 6), st.sampled_from(["", "1", "4", "unknown"])),
        st.tuples(st.just("hand in"), st.integers(0, 6), st.just("")),
        st.tuples(st.just("close"), st.just(0), st.just("")),
    ),
    max_size=30,
)


class Room:
    """What a workshop ought to hold, kept in the simplest way."""

    def __init__(self, workshop):
        self.workshop = workshop
        self.people = []  # participant, choice, handed in
        self.is_open = True

    def act(self, action, number, choice):
        if action == "join":
            self.join()
        elif action == "close":
            self.close()
        elif number < len(self.people):
            self.write(self.people[number], action, choice)

    def join(self):
        if self.is_open:
            self.people.append([join(self.workshop, department=None), "", False])
        else:
            with pytest.raises(WorkshopClosed):
                join(self.workshop, department=None)

    def write(self, person, action, choice):
        participant, now, handed_in = person
        if not self.is_open or handed_in:
            with pytest.raises(AnswersFrozen):
                cast_vote(participant, code="strategie", choice=choice, replaces=0)
        elif action == "vote":
            stored = Vote.objects.filter(participant=participant).first()
            version = stored.version if stored else 0
            cast_vote(participant, code="strategie", choice=choice, replaces=version)
            person[1] = choice
        elif now:
            hand_in(participant)
            person[2] = True

    def close(self):
        if self.is_open and len(self.given) < 5:
            with pytest.raises(Refused):
                close(self.workshop)
        else:
            close(self.workshop)
            self.is_open = False

    @property
    def given(self):
        return [choice for _, choice, _ in self.people if choice]

    def check_what_is_stored(self):
        found = Vote.objects.given() if self.is_open else Answer.objects.all()
        assert Counter(found.values_list("choice", flat=True)) == Counter(self.given)
        handed_in = sum(handed_in for *_, handed_in in self.people)
        expected = (len(self.given), handed_in) if self.is_open else (0, 0)
        assert counts(self.workshop) == expected


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@settings(max_examples=40)
@given(steps)
def test_whatever_people_do_the_workshop_holds_what_they_gave(steps):
    with transaction.atomic():
        room = Room(invite(make_assessment(questionnaire="quick")))
        for step in [("join", 0, "")] * 6 + steps:
            room.act(*step)
            room.check_what_is_stored()
        transaction.set_rollback(True)

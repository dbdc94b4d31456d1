"""Workshops for tests, made by the services that colleagues call."""

from workshops.facilitating import act, prepare
from workshops.models import Department, Workshop
from workshops.services import cast_in_room, cast_vote, join, open_for_colleagues
from workshops.steps import Action


def invite(own, *, departments=(), minimum_group=5, title="Met collega's"):
    workshop = open_for_colleagues(
        own, title=title, departments=departments, minimum_group=minimum_group
    )
    return Workshop.objects.select_related("assessment").get(pk=workshop.pk)


def codes_of(workshop):
    return [each.code for each in workshop.assessment.questionnaire_in("nl").questions]


def colleague(workshop, *, department=None, answers=None):
    """Somebody who joined and answered; `answers` by question code, as in the exchange format."""
    found = Department.objects.get(workshop=workshop, name=department) if department else None
    participant = join(workshop, department=found)
    for code, value in (answers or {}).items():
        cast_vote(participant, code=code, choice=str(value), replaces=0)
    return participant


def colleagues(workshop, number, value=2, **kwargs):
    answers = dict.fromkeys(codes_of(workshop), value)
    return [colleague(workshop, answers=answers, **kwargs) for _ in range(number)]


def prepare_room(own, *, departments=(), minimum_group=5, **kwargs):
    workshop = prepare(
        own,
        title="Workshop",
        subject="De Boer Wonen, Nederland",
        departments=departments,
        minimum_group=minimum_group,
        **kwargs,
    )
    return room(workshop)


def room(workshop):
    """As it is now."""
    return Workshop.objects.room(workshop.assessment.public_id)


def step(workshop, *actions, topic="", outcome=None):
    """One step after another, each seen as it was."""
    for action in actions:
        now = room(workshop)
        act(now, action, seen=now.step, topic=topic, outcome=outcome)
    return room(workshop)


def running(own, *, people=6, **kwargs):
    """A room in which so many people wait for the first topic. Names are kept where all
    have one."""
    workshop = step(prepare_room(own, **kwargs), Action.OPEN_DOORS)
    found = [join(workshop, department=None, name=f"Persoon {number}") for number in range(people)]
    return step(workshop, Action.START), found


def vote(people, *choices):
    """For the topic in focus, in its round; the last choice is that of all who are left."""
    workshop = Workshop.objects.get(pk=people[0].workshop_id)
    topic = workshop.topics.get(code=workshop.focus)
    for place, person in enumerate(people):
        choice = choices[min(place, len(choices) - 1)]
        cast_in_room(person, code=topic.code, round=topic.round, choice=str(choice))


def settle_all(workshop, people, *choices):
    """Every topic voted on, shown and left as it was voted."""
    for code in workshop.room().topics:
        if room(workshop).focus != code:
            step(workshop, Action.FOCUS, topic=code)
        step(workshop, Action.OPEN)
        vote(people, *choices)
        step(workshop, Action.CLOSE, Action.REVEAL, Action.SETTLE)
    return room(workshop)

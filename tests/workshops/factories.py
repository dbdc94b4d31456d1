"""Workshops for tests, made by the services that colleagues call."""

from workshops.models import Department, Workshop
from workshops.services import cast_vote, join, open_for_colleagues


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

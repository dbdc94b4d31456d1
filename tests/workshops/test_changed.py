"""How many chose otherwise after the talk: told only where that says of nobody what it was."""

import pytest
from django.test import Client

from tests.factories import open_in
from tests.workshops.factories import running, step, vote
from workshops.links import personal_code, screen_of
from workshops.models import Tally
from workshops.steps import Action
from workshops.tallying import changed_between

SEVEN = dict(zip("abcdefg", "1111111", strict=True))


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (dict(zip("abcdefg", "2222111", strict=True)), None),  # fewer than five
        (dict(zip("abcdefg", "2222211", strict=True)), 5),
        (dict(zip("abcdefg", ["2", "2", "2", "2", "unknown", "1", "1"], strict=True)), 5),
        (dict(zip("abcdef", "222222", strict=True)), None),  # one who did not choose again
        (dict(zip("abcdefgh", "22222222", strict=True)), None),  # one who came later
        (dict(zip("abcdefghijkl", "222222222222", strict=True)), 7),  # five who came later
        (SEVEN, None),
    ],
)
def test_who_chose_otherwise_is_told_when_they_are_enough(now, told):
    assert changed_between(SEVEN, now, 5) == told


@pytest.mark.django_db
def test_wall_phone_and_cockpit_say_how_many_chose_otherwise_after_the_talk(own):
    workshop, people = running(own, people=6)
    step(workshop, Action.OPEN)
    vote(people, 1)
    step(workshop, Action.CLOSE, Action.REVEAL, Action.OPEN_AGAIN)
    vote(people, 2)
    now = step(workshop, Action.CLOSE, Action.REVEAL)

    public_id, phone = now.assessment.public_id, Client()
    phone.post(f"/w/{now.code}/back/", {"code": personal_code(people[0])})
    pages = [
        Client().get(f"/screen/{screen_of(now)}/"),
        phone.get(f"/w/{public_id}/room/"),
        open_in(Client(), now.assessment).get(f"/workshops/{public_id}/cockpit/"),
    ]

    assert list(Tally.objects.order_by("round").values_list("changed", flat=True)) == [None, 6]
    assert all("6 mensen kozen anders na het gesprek." in page.text for page in pages)

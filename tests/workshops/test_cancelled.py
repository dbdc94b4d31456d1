"""A workshop that does not take place: called off before it began."""

import pytest
from django.test import Client

from tests.factories import open_in
from tests.workshops.factories import prepare_room, room, step
from workshops.links import add_participant, screen_of
from workshops.models import Department, Participant
from workshops.services import WorkshopClosed, join
from workshops.steps import Action, Phase, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def lobby(own):
    return step(prepare_room(own, departments=["Winkel"]), Action.OPEN_DOORS)


def test_nothing_of_those_who_were_in_is_left(lobby):
    person = join(lobby, department=None)

    cancelled = step(lobby, Action.CANCEL)

    assert cancelled.phase == Phase.CANCELLED
    assert not Participant.objects.exists()
    assert not Department.objects.exists()
    with pytest.raises(WorkshopClosed):
        join(cancelled, department=None)
    for action in Action:
        with pytest.raises(Refused):
            step(cancelled, action)
    assert person.workshop_id == cancelled.pk


def test_a_workshop_that_is_only_prepared_can_be_cancelled(own):
    assert step(prepare_room(own), Action.CANCEL).phase == Phase.CANCELLED


def test_who_leads_is_asked_first_and_everybody_is_told(lobby):
    public_id = lobby.assessment.public_id
    leader, phone = open_in(Client(), lobby.assessment), Client()
    joined = phone.get("/w/")
    add_participant(joined, join(lobby, department=None), public_id)
    phone.cookies.update(joined.cookies)
    ask = f"/workshops/{public_id}/cancel/"
    assert ask in leader.get(f"/workshops/{public_id}/cockpit/").text
    assert "1 persoon is binnen" in leader.get(ask).text

    sent = {"step": lobby.step}
    pressed = leader.post(f"/workshops/{public_id}/act/cancel/", sent, follow=True)

    assert "Deze workshop is geannuleerd" in pressed.text
    assert f"/a/{public_id}/delete/" in pressed.text
    assert leader.get(ask).status_code == 302
    wall = f"/screen/{screen_of(room(lobby))}/"
    for client, address in (
        (Client(), f"/w/{lobby.code}/"),
        (phone, f"/w/{public_id}/room/"),
        (Client(), wall),
    ):
        page = client.get(address)
        assert "Deze workshop gaat niet door" in page.text
        assert "verzegeld" not in page.text
    assert phone.get(f"/w/{public_id}/room/0/")["HX-Refresh"] == "true"
    assert "data-live" not in Client().get(wall).text


def test_a_workshop_that_runs_is_not_cancelled(lobby):
    leader = open_in(Client(), lobby.assessment)
    started = step(lobby, Action.START)
    public_id = lobby.assessment.public_id

    assert "/cancel/" not in leader.get(f"/workshops/{public_id}/cockpit/").text
    sent = {"step": started.step}
    assert leader.post(f"/workshops/{public_id}/act/cancel/", sent).status_code == 409
    assert leader.get(f"/workshops/{public_id}/cancel/").status_code == 302

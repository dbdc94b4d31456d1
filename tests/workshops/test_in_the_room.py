"""How phones get in: from the internet, and from a laptop in a room without any."""

import pytest
from django.test import Client

from accounts.qr import QrCode, network_text
from tests.factories import open_in
from tests.pages import links, parse
from tests.workshops.factories import prepare_room, step
from workshops.links import screen_of
from workshops.steps import Action

pytestmark = pytest.mark.django_db
LAPTOP = "127.0.0.1:8000"
WIFI = {"name": "Zaal Oost", "password": "welkom-2026"}


@pytest.fixture
def workshop(own):
    return step(prepare_room(own), Action.OPEN_DOORS)


@pytest.fixture
def leader(workshop):
    return open_in(Client(), workshop.assessment)


@pytest.fixture
def in_a_room(settings):
    settings.ROOM, settings.ROOM_ADDRESSES = True, ["192.168.1.20", "10.0.0.7"]
    settings.ALLOWED_HOSTS = [*settings.ROOM_ADDRESSES, *settings.LOOPBACK_HOSTS]


def page(workshop, part="in-the-room/"):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def test_a_laptop_in_a_room_names_the_addresses_that_phones_find(leader, workshop, in_a_room):
    text = leader.get(page(workshop), headers={"host": LAPTOP}).text

    for address in ("192.168.1.20", "10.0.0.7"):
        door = f"http://{address}:8000/w/{workshop.code}/"
        assert door in text
        assert QrCode.of(door).path in text
    assert f"http://{LAPTOP}" not in text


def test_the_codes_on_cockpit_and_screen_name_it_too(leader, workshop, in_a_room):
    code = QrCode.of(f"http://192.168.1.20:8000/w/{workshop.code}/").path

    for address in (page(workshop, "cockpit/"), f"/screen/{screen_of(workshop)}/"):
        assert code in leader.get(address, headers={"host": LAPTOP}).text


def test_who_came_by_an_address_keeps_it(leader, workshop, in_a_room):
    text = leader.get(page(workshop), headers={"host": "10.0.0.7:8000"}).text

    assert f"http://10.0.0.7:8000/w/{workshop.code}/" in text
    assert "192.168.1.20" not in text


def test_elsewhere_the_address_is_that_of_the_server(leader, workshop):
    text = leader.get(page(workshop)).text

    assert f"http://testserver/w/{workshop.code}/" in text
    assert "make run ROOM=1" in text


def test_the_wifi_is_shown_as_a_code_and_forgotten_when_it_is_taken_away(leader, workshop):
    code = QrCode.of(network_text(**WIFI)).path

    assert leader.post(page(workshop), WIFI)["Location"] == page(workshop)
    assert code in leader.get(page(workshop)).text

    leader.post(page(workshop), {})
    assert code not in leader.get(page(workshop)).text


def test_until_it_begins_the_screen_shows_the_wifi_in_the_browser_of_who_typed_it(leader, workshop):
    wall, code = f"/screen/{screen_of(workshop)}/", QrCode.of(network_text(**WIFI)).path
    assert "screen__network" not in leader.get(wall).text
    leader.post(page(workshop), WIFI)

    shown = leader.get(wall).text

    assert all(each in shown for each in (code, *WIFI.values()))
    assert "welkom-2026" not in Client().get(wall).text
    step(workshop, Action.START)
    assert "welkom-2026" not in leader.get(wall).text


def test_the_button_brings_the_wifi_to_the_browser_of_the_screen(leader, workshop):
    leader.post(page(workshop), WIFI)
    (address,) = [each for each in links(parse(leader.get(page(workshop)))) if "network=" in each]
    elsewhere = Client()

    brought = elsewhere.get(address)

    assert "welkom" not in address
    assert brought["Location"] == f"/screen/{screen_of(workshop)}/"
    assert "welkom-2026" in elsewhere.get(brought["Location"]).text
    invented = Client().get(f"/screen/{screen_of(workshop)}/?network=invented")
    assert (invented.status_code, "screen__network" in invented.text) == (200, False)

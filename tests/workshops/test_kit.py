"""What a facilitator takes along: the page that asks, and the file that comes of it."""

import pytest
from django.test import Client

from rendering import storage
from rendering.models import RenderJob
from reports.formats import Format
from reports.kit import Network
from tests import files
from tests.factories import open_in
from tests.files import content
from tests.pages import get, headings, parse
from tests.workshops.factories import prepare_room, running, settle_all, step
from workshops.agenda import PLANS, Part
from workshops.agenda import Format as Agenda
from workshops.kit import kit_of
from workshops.models import Workshop
from workshops.steps import Action

pytestmark = pytest.mark.django_db
WIFI = {"name": "Zaal Oost", "password": "welkom-2026", "language": "en"}


@pytest.fixture
def workshop(own):
    return prepare_room(own)


@pytest.fixture
def leader(workshop):
    return open_in(Client(), workshop.assessment)


def place(workshop, part="kit/"):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def wanted(workshop, language="nl", network=None):
    return kit_of(
        workshop,
        language,
        door=f"http://testserver/w/{workshop.code}/",
        place="testserver/w",
        network=network,
    )


def store(workshop, kit, pdf=b"%PDF kit"):
    return files.store(workshop.assessment.public_id, kit, pdf, Format.KIT)


def test_who_prepares_a_workshop_may_go_on_to_its_kit(client, own):
    page = f"/workshops/{own.public_id}/prepare/"
    wanted = {"title": "A", "subject": "B", "minimum_group": "5"}

    led = open_in(client, own).post(page, wanted)["Location"]
    to_kit = client.post(page, wanted | {"then": "kit"})["Location"]

    assert led.endswith("/cockpit/")
    assert to_kit.endswith("/kit/")
    assert 'name="language" value="nl"' in client.get(to_kit).text


def test_the_cockpit_leads_to_the_kit_and_the_kit_to_a_file_under_its_own_name(leader, workshop):
    assert place(workshop) in leader.get(place(workshop, "cockpit/")).text
    sent = leader.post(place(workshop), {"language": "nl"})
    waiting = get(leader, sent["Location"], "en")
    assert sent["Location"] == place(workshop, "kit.pdf?language=nl")
    assert (waiting.status_code, headings(parse(waiting))) == (202, ["The kit is being made"])

    store(workshop, wanted(workshop))
    page = leader.get(sent["Location"])

    assert content(page) == b"%PDF kit"
    day = workshop.assessment.date.isoformat()
    assert f"de-boer-wonen-draaiboek-{day}.pdf" in page["Content-Disposition"]
    assert content(leader.get(sent["Location"])) == b"%PDF kit"


def test_a_kit_that_names_a_network_is_gone_when_it_is_fetched(leader, workshop):
    sent = leader.post(place(workshop), WIFI)
    network = Network("Zaal Oost", "welkom-2026")
    job = store(workshop, wanted(workshop, "en", network))

    assert leader.head(sent["Location"]).status_code == 200  # looks, and fetches nothing
    assert content(leader.get(sent["Location"])) == b"%PDF kit"

    assert not RenderJob.objects.filter(format=Format.KIT).exists()
    assert not storage.exists(job.name)
    assert leader.get(sent["Location"]).status_code == 202  # and is made once more when asked


def test_a_network_is_told_to_nobody_but_the_browser_and_there_it_is_sealed(leader, workshop):
    sent = leader.post(place(workshop), WIFI)
    cookie = next(each for name, each in sent.cookies.items() if name.startswith("network-"))

    assert cookie["httponly"]
    assert cookie["max-age"] == 3600
    assert "welkom" not in cookie.value
    assert "welkom" not in sent["Location"]
    leader.post(place(workshop), {"language": "en"})
    store(workshop, wanted(workshop, "en"), b"%PDF none")
    assert content(leader.get(sent["Location"])) == b"%PDF none"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"password": "welkom-2026"}, "name"),
        ({"name": "Zaal", "password": "kort"}, "password"),
        ({"name": "é" * 20}, "name"),
    ],
)
def test_a_network_that_cannot_be_is_told_beside_its_field(leader, workshop, sent, field):
    page = leader.post(place(workshop), sent)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_the_kit_has_the_minutes_of_the_workshop_itself(own):
    longer = prepare_room(own, minutes=100, format=Agenda.ALONE_FIRST)
    minutes = {item.slug: item.minutes for item in wanted(longer).agenda}

    plan = PLANS[Agenda.ALONE_FIRST].parts
    assert sum(minutes.values()) == 100
    assert minutes[Part.TOPICS] == plan[Part.TOPICS] - 2
    assert minutes[Part.ALONE] == plan[Part.ALONE]


def test_there_is_no_kit_of_a_workshop_that_is_over(own):
    workshop, people = running(own)
    settle_all(workshop, people, 2)
    leader = open_in(Client(), workshop.assessment)
    assert leader.get(place(workshop)).status_code == 200

    step(workshop, Action.FINISH)

    assert not Workshop.objects.get().is_open
    assert leader.get(place(workshop)).status_code == 404
    assert leader.get(place(workshop, "kit.pdf")).status_code == 404

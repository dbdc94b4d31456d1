import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, QuestionnaireKind
from tests.accounts.factories import make_client, make_team, owner_of
from tests.factories import make_assessment, open_in
from tests.pages import get, links, parse

pytestmark = pytest.mark.django_db

FILLED_IN = {"questionnaire": "full", "sector": "retail", "organisation": "", "title": ""}


def test_starting_makes_an_assessment_and_asks_the_first_question(client):
    page = client.post("/start/", FILLED_IN | {"organisation": "De Boer", "title": "Nul"})

    assessment = Assessment.objects.get()
    assert page["Location"] == f"/a/{assessment.public_id}/klantervaring/"
    assert (assessment.organisation, assessment.title, assessment.sector) == (
        "De Boer",
        "Nul",
        "retail",
    )
    assert client.get(page["Location"]).status_code == 200


def test_an_assessment_remembers_the_language_it_was_started_in(client):
    client.post("/start/", FILLED_IN, headers={"Accept-Language": "en"})

    assert Assessment.objects.get().language == "en"


@pytest.mark.parametrize("kind", ["quick", "full"])
def test_a_door_of_the_landing_page_chooses_the_questionnaire(client, kind):
    page = client.get(f"/start/?questionnaire={kind}")

    assert page.context["form"]["questionnaire"].value() == kind


@pytest.mark.parametrize(("kind", "other"), [("quick", "full"), ("full", "quick")])
def test_what_was_chosen_at_the_door_is_not_asked_again_and_may_be_changed(client, kind, other):
    earlier = make_assessment()
    open_in(client, earlier)

    tree = parse(get(client, f"/start/?after={earlier.public_id}&questionnaire={kind}"))

    asked = tree.xpath("//input[@name='questionnaire']")
    assert [(field.get("type"), field.get("value")) for field in asked] == [("hidden", kind)]
    assert f"?after={earlier.public_id}&questionnaire={other}" in links(tree)


def test_what_comes_back_with_a_fault_asks_for_everything_and_keeps_it_in_sight(client):
    tree = parse(client.post("/start/", FILLED_IN | {"sector": "", "title": "Blijft"}))

    asked = tree.xpath("//input[@name='questionnaire']")
    assert [field.get("value") for field in asked if field.get("checked") is not None] == ["full"]
    assert tree.xpath("//details[@open]//input[@value='Blijft']")


def test_an_unknown_questionnaire_in_the_address_chooses_none(client):
    page = client.get("/start/?questionnaire=%3Cscript%3E")

    assert page.context["form"]["questionnaire"].value() is None
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"questionnaire": ""}, "questionnaire"),
        ({"questionnaire": "long"}, "questionnaire"),
        ({"sector": ""}, "sector"),
        ({"sector": "banks"}, "sector"),
        ({"organisation": "x" * 201}, "organisation"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client, wrong, field):
    page = client.post("/start/", FILLED_IN | {"title": "Blijft staan"} | wrong)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert ("Blijft staan" in page.content.decode()) is (field != "title")
    assert not Assessment.objects.exists()


def test_nothing_is_chosen_beforehand(client):
    assert " checked" not in client.get("/start/").content.decode()


@pytest.mark.parametrize(
    ("organisation", "title", "name"),
    [
        ("De Boer", "Nulmeting", "De Boer · Nulmeting"),
        ("De Boer", "", "De Boer"),
        ("", "Nulmeting", "Nulmeting"),
        ("De Boer", "Workshop bij de Boer, voorjaar", "Workshop bij de Boer, voorjaar"),
        ("ING", "Meting", "ING · Meting"),
    ],
)
def test_an_assessment_is_called_what_people_typed(organisation, title, name):
    assert make_assessment(organisation=organisation, title=title).name == name


def test_who_typed_nothing_recognises_it_by_its_questionnaire():
    quick = make_assessment(organisation="", title="", questionnaire="quick")

    assert quick.name == QuestionnaireKind.QUICK.label


# --- the next round ------------------------------------------------------------------------------


def start_after(client, assessment, more=""):
    return get(client, f"/start/?after={assessment.public_id}{more}", "en")


def test_measuring_again_starts_from_what_the_earlier_round_says(client):
    earlier = make_assessment(questionnaire="quick", sector="e-tail", organisation="De Boer")
    open_in(client, earlier)

    form = start_after(client, earlier).context["form"]

    names = ["questionnaire", "sector", "organisation", "title", "previous"]
    said = [form[name].value() for name in names]
    assert said == ["quick", "e-tail", "De Boer", None, earlier.public_id]


def test_a_quick_scan_leads_to_the_full_measurement_that_is_compared_with_it(client):
    earlier = make_assessment(questionnaire="quick")
    open_in(client, earlier)
    address = f"/start/?after={earlier.public_id}&amp;questionnaire=full"
    assert address in get(client, f"/a/{earlier.public_id}/", "en").text
    form = start_after(client, earlier, "&questionnaire=full").context["form"]
    sent = {field.html_name: field.value() or "" for field in form}

    client.post("/start/", sent)

    started = Assessment.objects.exclude(pk=earlier.pk).get()
    assert (started.questionnaire, started.previous) == ("full", earlier)


def test_the_next_round_is_not_dated_before_one_that_was_planned_ahead(client):
    planned = timezone.localdate() + dt.timedelta(days=40)
    earlier = make_assessment(questionnaire="quick")
    Assessment.objects.update(date=planned)
    open_in(client, earlier)

    client.post("/start/", FILLED_IN | {"previous": earlier.public_id})

    assert Assessment.objects.exclude(pk=earlier.pk).get().date == planned


EAST, WEST = (dt.timezone(dt.timedelta(hours=hours)) for hours in (14, -12))


@pytest.mark.parametrize("place", [EAST, WEST])
def test_an_assessment_is_of_the_day_where_the_visitor_is(client, place):
    there = timezone.now().astimezone(place).date()

    client.post("/start/", FILLED_IN | {"today": there.isoformat()})

    assert Assessment.objects.get().date == there


@pytest.mark.parametrize("said", ["", "2020-01-01", "2999-01-01", "morgen"])
def test_a_day_that_is_today_nowhere_is_not_taken_for_it(client, said):
    client.post("/start/", FILLED_IN | {"today": said})

    assert Assessment.objects.get().date == timezone.localdate()


def test_what_this_browser_may_not_open_is_no_earlier_round(client):
    strange = make_assessment(organisation="Geheim")

    page = start_after(client, strange)
    sent = {"questionnaire": "quick", "sector": "retail", "previous": strange.public_id}
    refused = client.post("/start/", sent)

    assert "Geheim" not in page.text
    assert refused.status_code == 422
    assert Assessment.objects.count() == 1


def test_starting_for_a_client_asks_which_questionnaire_and_shows_the_name(client):
    team = make_team()
    organisation = make_client(team)
    client.force_login(owner_of(team).user)

    tree = parse(get(client, reverse("clients:measure", args=[organisation.public_id])))

    kinds = tree.xpath("//input[@name='questionnaire']")
    assert {field.get("type") for field in kinds} == {"radio"}
    assert tree.xpath("//input[@name='organisation']/@value") == [organisation.name]

import pytest

from assessments.models import Assessment, QuestionnaireKind
from tests.factories import make_assessment

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
    ],
)
def test_an_assessment_is_called_what_people_typed(organisation, title, name):
    assert make_assessment(organisation=organisation, title=title).name == name


def test_who_typed_nothing_recognises_it_by_its_questionnaire():
    quick = make_assessment(organisation="", title="", questionnaire="quick")

    assert quick.name == QuestionnaireKind.QUICK.label

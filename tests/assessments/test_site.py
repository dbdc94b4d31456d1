"""The landing page, the privacy page and the pages for when something is wrong."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client
from django.urls import include, path, reverse

from assessments.models import Answer
from maturity.loading import published_definition
from tests.factories import make_assessment, open_in
from tests.pages import LANGUAGES, classed, described, get, headings, links, parse, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "privacy"])
def test_a_page_of_the_site_is_sound_in_both_languages(client, name, language):
    page = get(client, reverse(f"assessments:{name}"), language)
    tree = parse(page)

    assert page.status_code == 200
    assert tree.get("lang") == language
    assert len(headings(tree)) == 1
    wanted, there = described(tree)
    assert wanted <= there


@pytest.mark.parametrize("name", ["home", "privacy"])
def test_a_page_of_the_site_costs_no_query_once_the_model_is_read(
    client, name, django_assert_num_queries
):
    published_definition("nl")

    with django_assert_num_queries(0):
        get(client, reverse(f"assessments:{name}"))


@pytest.mark.parametrize("name", ["home", "privacy"])
def test_a_page_of_the_site_is_only_read(client, name):
    assert client.post(reverse(f"assessments:{name}")).status_code == 405


def test_the_landing_page_opens_every_door(client):
    found = links(parse(get(client, "/")))

    start = reverse("assessments:start")
    doors = [
        f"{start}?questionnaire=quick",
        f"{start}?questionnaire=full",
        reverse("assessments:sample_report"),
        reverse("maturity:matrix"),
        reverse("maturity:recognise"),
        reverse("assessments:import_file"),
        reverse("assessments:privacy"),
    ]
    assert set(doors) <= set(found)
    assert found.index(doors[0]) < 4  # after the skip link and the brand


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_landing_page_tells_how_long_it_takes_and_what_is_kept(client, language):
    definition = published_definition(language)

    tree = parse(get(client, "/", language))

    quick, full = (words(door) for door in classed(tree, "door"))
    assert f"{definition.questionnaire('quick').minutes} min" in quick
    assert f"{definition.questionnaire('full').minutes} min" in full
    assert definition.wording.privacy["stored"] in words(tree)


def test_the_drawing_on_the_landing_page_has_a_name_and_points_in_every_language(client):
    drawing = parse(get(client, "/", "nl")).find(".//figure/svg")

    assert drawing.get("role") == "img"
    assert words(drawing.find("title"))
    assert words(drawing.find("desc"))
    outer_ring = drawing.find("polygon").get("points").split()
    assert len(outer_ring) == 7
    assert all(len(corner.split(",")) == 2 for corner in outer_ring)
    assert "2,8" in words(drawing)  # the score is for people


@pytest.mark.parametrize(("months", "expected"), [(1, "1"), (24, "24"), (60, "60")])
def test_the_privacy_page_says_how_long_things_are_kept(client, settings, months, expected):
    settings.RETENTION_MONTHS = months

    text = words(parse(get(client, reverse("assessments:privacy"), "en")))

    unit = "month is" if months == 1 else "months is"
    assert f"touched for {expected} {unit} removed" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_stays_on_the_page_with_its_sector(client, language):
    page = get(client, "/model/strategie/", language, sector="retail")
    form = parse(page).find(".//header//form")
    fields = {field.get("name"): field.get("value") for field in form.iter("input")}

    switched = client.post(form.get("action"), {"language": "en", "next": fields["next"]})

    assert switched.url == "/model/strategie/?sector=retail"
    assert parse(client.get(switched.url)).get("lang") == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_tells_how_to_open_an_assessment_again(
    client, language, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = get(client, "/nothing/here/", language)
    tree = parse(page)

    assert page.status_code == 404
    assert tree.get("lang") == language
    assert len(headings(tree)) == 1
    assert reverse("assessments:home") in links(tree)


def test_a_forged_form_is_told_what_was_not_stored():
    client = Client(enforce_csrf_checks=True)

    page = client.post(reverse("set_language"), headers={"accept-language": "en"})

    assert page.status_code == 403
    assert "What you just sent was not stored" in words(parse(page))


def refuse(request):
    raise PermissionDenied


def misunderstand(request):
    raise BadRequest


def fail(request):
    raise RuntimeError("on purpose")


urlpatterns = [
    path("", include("config.urls")),
    path("refuse/", refuse),
    path("misunderstand/", misunderstand),
    path("fail/", fail),
]
handler500 = "config.views.server_error"


@pytest.fixture
def signed_in(admin_client):
    admin_client.raise_request_exception = False
    return admin_client


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status"), [("/refuse/", 403), ("/misunderstand/", 400), ("/fail/", 500)]
)
def test_an_error_page_is_designed_and_says_what_is_safe(signed_in, address, status, language):
    page = get(signed_in, address, language)
    tree = parse(page)

    assert page.status_code == status
    assert tree.get("lang") == language
    assert len(headings(tree)) == 1
    assert words(classed(tree, "trouble__safe")[0])
    assert reverse("assessments:home") in links(tree)


def test_the_privacy_page_names_everything_that_is_kept(client):
    kept = [
        words(each) for each in parse(get(client, reverse("assessments:privacy"), "en")).iter("dt")
    ]

    assert kept == [
        "Your answers and notes",
        "Name of the organisation, sector, title and date",
        "Your targets",
        "Names and departments in a file that you import",
        "Answers of colleagues whom somebody invited",
        "A workshop in a room",
        "What you write for the report",
        "An earlier assessment to compare with",
        "Finished reports",
        "An email address",
        "Cookies",
        "Your network address",
    ]


# --- a form of ours without our token ------------------------------------------------------------

HERE = {"origin": "http://testserver", "accept-language": "nl"}


@pytest.fixture
def sent():
    """A page that was filled in by a browser that lost its cookies since it came."""
    assessment = make_assessment()
    browser = open_in(Client(enforce_csrf_checks=True), assessment)
    note = 'Eén <b>regel</b>\r\nen "twee"'
    fields = {"KE1-choice": "2", "KE1-version": "0", "KE1-note": note, "csrfmiddlewaretoken": "x"}
    return browser, f"/a/{assessment.public_id}/klantervaring/", fields


def fields_of(page):
    (form,) = [
        form for form in parse(page).iter("form") if form.get("action") == page.request["PATH_INFO"]
    ]
    return {field.get("name"): field.get("value") for field in form.iter("input")}


def test_a_form_whose_cookies_are_gone_is_kept_with_a_new_token(sent):
    browser, address, fields = sent
    page = browser.post(address, fields, headers=HERE)
    assert page.status_code == 403
    assert "wat u invulde, staat nog op deze pagina" in words(parse(page))
    assert not Answer.objects.exists()

    again = browser.post(address, fields_of(page), headers=HERE)

    assert again.status_code == 302
    answer = Answer.objects.get()
    assert (answer.choice, answer.note) == ("2", 'Eén <b>regel</b>\nen "twee"')


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://elsewhere.example"}, {"origin": "null"}]
)
def test_a_form_of_another_page_is_not_offered_to_be_sent(sent, headers):
    browser, address, fields = sent

    page = browser.post(address, fields, headers=headers)

    assert page.status_code == 403
    assert "KE1-choice" not in page.text


def test_a_password_is_not_written_into_a_page():
    client = Client(enforce_csrf_checks=True)

    page = client.post("/admin/login/", {"username": "a", "password": "Moerman 12"}, headers=HERE)

    assert page.status_code == 403
    assert "Moerman 12" not in page.text


@pytest.mark.parametrize("address", ["/start/", "/import/"])
def test_a_browser_that_keeps_no_cookies_is_told_before_a_form_is_filled_in(client, address):
    warned = [
        each
        for each in parse(get(client, address, "nl")).iter("p")
        if "data-without-cookies" in each.attrib
    ]

    assert len(warned) == 1

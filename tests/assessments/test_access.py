import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from assessments.links import Purpose, cookie_name
from assessments.models import Assessment
from assessments.sharing import renew_private_link
from tests.factories import link_to, make_assessment, open_in
from tests.pages import goes_on_to, links, parse

pytestmark = pytest.mark.django_db

PAGES = ["overview", "details", "link", "review", "stop"]
POSTS = ["renew_link", "keep_link", "mail_link", "finish", "reopen"]


def address(name, assessment, *more):
    return reverse(f"assessments:{name}", args=[assessment.public_id, *more])


def test_the_private_link_leads_to_an_address_without_a_secret(client, assessment):
    page = client.get(f"/open/{link_to(assessment, Purpose.EDIT)}/")

    assert (page.status_code, goes_on_to(page)) == (200, f"/a/{assessment.public_id}/?opened")
    assert '<meta name="referrer" content="no-referrer">' in page.text
    assert client.get(goes_on_to(page)).status_code == 200


def test_the_read_only_link_leads_to_the_result(client, assessment):
    page = client.get(f"/view/{link_to(assessment, Purpose.READ)}/")

    assert goes_on_to(page) == f"/a/{assessment.public_id}/result/?opened"


def test_a_browser_without_cookies_is_told_so_after_opening_a_link(client, assessment):
    there = goes_on_to(client.get(f"/open/{link_to(assessment, Purpose.EDIT)}/"))

    page = Client().get(there)

    assert page.status_code == 404
    assert "Sta cookies voor deze website toe" in page.text
    assert "Sta cookies" not in Client().get(address("overview", assessment)).text


@pytest.mark.parametrize("stuck", [")/", ";/", "”/", "/)", "/;", "/”", "/).", "./"])
def test_a_sign_that_sticks_to_a_link_is_forgiven(client, assessment, stuck):
    for path, purpose in (("open", Purpose.EDIT), ("view", Purpose.READ)):
        assert client.get(f"/{path}/{link_to(assessment, purpose)}{stuck}").status_code == 200


def test_an_office_program_may_ask_for_the_head_of_a_link(client, assessment):
    assert client.head(f"/open/{link_to(assessment, Purpose.EDIT)}/").status_code == 200


def test_the_front_page_lists_what_this_browser_may_open(client, assessment):
    other = make_assessment(organisation="Ander")
    open_in(client, assessment)
    open_in(client, other, Purpose.READ)

    page = client.get("/")

    shown = links(parse(page))
    assert address("overview", assessment) in shown
    assert address("result", other) in shown
    assert address("overview", other) not in shown
    assert [each.get("href") for each in parse(page).xpath("//a[text()='Verder']")] == [
        address("overview", assessment)
    ]
    assert "csrfmiddlewaretoken" in page.text
    assert "no-store" in page["Cache-Control"]
    assert 'id="kept"' not in Client().get("/").text


def test_rounds_of_one_day_are_told_apart_on_the_front_page(client):
    first = make_assessment(questionnaire="quick")
    following = make_assessment()
    nameless = make_assessment(questionnaire="quick", organisation="", title="")
    Assessment.objects.filter(pk=following.pk).update(previous=first)
    for each in (first, following, nameless):
        open_in(client, each)

    rows = parse(client.get("/")).xpath("//*[@id='kept']//li/span[@class='muted']")

    day = date_format(first.date, "j F Y")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        f"{day} · Open",
        f"Volledige meting · volgende ronde · {day} · Open",
        f"Snelle scan · {day} · Open",
    ]


def test_what_is_taken_out_of_a_browser_stays_as_it_is(client, assessment):
    open_in(client, assessment)

    page = client.post(address("forget", assessment))

    assert page["Location"] == "/"
    assert client.get(address("overview", assessment)).status_code == 404
    assert 'id="kept"' not in client.get("/").text
    open_in(client, assessment)
    assert client.get(address("overview", assessment)).status_code == 200


def test_nothing_is_taken_out_by_looking_or_by_a_stranger(client, assessment):
    assert client.post(address("forget", assessment)).status_code == 404

    open_in(client, assessment)

    assert client.get(address("forget", assessment)).status_code == 405
    assert client.get(address("overview", assessment)).status_code == 200


def test_looking_at_the_read_only_link_takes_no_right_to_edit_away(holder, assessment):
    open_in(holder, assessment, Purpose.READ)

    assert holder.get(address("overview", assessment)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_gets_a_404(client, assessment, name):
    assert client.get(address(name, assessment)).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_a_stranger_changes_nothing(client, assessment, name):
    before = Assessment.objects.values().get()

    assert client.post(address(name, assessment)).status_code == 404

    assert Assessment.objects.values().get() == before


@pytest.mark.parametrize("name", PAGES)
def test_who_may_only_read_is_told_so(client, assessment, name):
    open_in(client, assessment, Purpose.READ)

    page = client.get(address(name, assessment))

    assert page.status_code == 403
    assert address("result", assessment) in page.content.decode()


@pytest.mark.parametrize("name", POSTS)
def test_an_action_takes_no_get(holder, assessment, name):
    assert holder.get(address(name, assessment)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_no_cache_or_search_engine_keeps_a_page(holder, assessment, name):
    page = holder.get(address(name, assessment))

    assert "csrfmiddlewaretoken" in page.text
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "same-origin"


def test_every_reason_for_no_access_gives_the_same_page(client, assessment):
    other = make_assessment()
    outdated = link_to(other, Purpose.EDIT)
    renew_private_link(other)

    pages = [
        client.get(where)
        for where in [
            f"/a/{assessment.public_id}/",
            "/a/zzzzzzzzzz/",
            f"/open/{assessment.public_id}.{'A' * 24}/",
            f"/open/zzzzzzzzzz.{'A' * 24}/",
            f"/open/{outdated}/",
            "/open/nonsense/",
        ]
    ]

    assert [page.status_code for page in pages] == [404] * 6
    tokens = [page.context["csrf_token"] for page in pages]
    contents = {
        page.content.decode().replace(str(token), "")
        for page, token in zip(pages, tokens, strict=True)
    }
    assert len(contents) == 1


def test_a_visitor_without_a_grant_costs_no_query(client, assessment, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(f"/a/{assessment.public_id}/")


@pytest.mark.parametrize("exists", [True, False])
def test_opening_costs_one_query_whether_the_assessment_exists_or_not(
    client, assessment, django_assert_num_queries, exists
):
    public_id = assessment.public_id if exists else "zzzzzzzzzz"

    with django_assert_num_queries(1):
        client.get(f"/open/{public_id}.{'A' * 24}/")


def test_renewing_ends_what_other_browsers_were_granted(client, holder, assessment):
    other_browser = type(client)()
    open_in(other_browser, assessment)

    holder.post(address("renew_link", assessment), {"is_sure": "on"})

    assert other_browser.get(address("overview", assessment)).status_code == 404
    assert holder.get(address("overview", assessment)).status_code == 200


def test_the_grant_of_one_assessment_opens_no_other(holder, assessment):
    other = make_assessment()
    holder.cookies[cookie_name(other.public_id)] = holder.cookies[
        cookie_name(assessment.public_id)
    ].value

    assert holder.get(address("overview", other)).status_code == 404

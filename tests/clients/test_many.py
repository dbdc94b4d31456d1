"""Measurements of many units of a group, started from a pasted list."""

import csv

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Event, Organisation
from assessments.links import Purpose
from assessments.models import Assessment
from assessments.services import finish
from clients.services import archive
from tests.accounts.factories import make_client, make_member, make_team, measure
from tests.factories import all_answers, link_to
from tests.pages import LANGUAGES, described, get, headings, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def group(team):
    return make_client(team, name="Van Rijn Groep")


@pytest.fixture
def consultant(client, team):
    user = make_member(team).user
    client.force_login(user)
    return user


def address(name, group):
    return reverse(f"clients:{name}", args=[group.public_id])


def press(client, group, names, press="look", **changes):
    form = {"names": names, "questionnaire": "quick", "key": "k", "press": press} | changes
    return client.post(address("measure_units", group), form, headers={"accept-language": "en"})


def names_of(group):
    return list(group.units.order_by("name").values_list("name", flat=True))


def said(page):
    """What happens to each unit of the list, by its name."""
    rows = [[words(cell) for cell in row] for row in parse(page).findall(".//tbody/tr")]
    return dict(rows)


def test_a_list_is_looked_at_before_anything_is_started(client, consultant, group):
    page = press(client, group, "Alkmaar\nBreda")

    assert page.status_code == 200
    assert list(said(page)) == ["Alkmaar", "Breda"]
    assert not Organisation.objects.exclude(pk=group.pk).exists()
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_will_be_started_and_the_links_are_sound_pages(client, consultant, group, language):
    press(client, group, "Alkmaar", press="start")
    form = {"names": "Alkmaar\nBreda\nbreda", "questionnaire": "quick"}
    look = client.post(address("measure_units", group), form, headers={"accept-language": language})

    for page in (look, get(client, address("unit_links", group), language)):
        tree = parse(page)
        assert len(headings(tree)) == 1
        wanted, there = described(tree)
        assert wanted <= there
        assert "no-store" in page["Cache-Control"]


def test_each_name_becomes_a_unit_with_a_measurement_and_a_link(client, team, consultant, group):
    started = press(client, group, "Alkmaar\r\n  Breda  aan zee \n\n", press="start", title="Nul")

    assert started.url == address("unit_links", group)
    assert names_of(group) == ["Alkmaar", "Breda aan zee"]
    for unit in group.units.all():
        [measured] = unit.assessments.all()
        assert (measured.organisation, measured.sector) == (unit.name, group.sector)
        assert (measured.questionnaire, measured.title) == ("quick", "Nul")
        assert measured.language == team.language
    assert AuditEntry.objects.filter(event=Event.STARTED, actor=consultant.pk).count() == 2
    assert AuditEntry.objects.filter(event=Event.CLIENT_MADE).count() == 2


def test_each_of_twenty_links_opens_its_own_measurement(client, consultant, group):
    press(client, group, "\n".join(f"Unit {number:02}" for number in range(20)), press="start")

    given = get(client, address("unit_links", group), "en").context["given"]

    client.logout()
    assert [each.assessment.client.name for each, _link in given] == names_of(group)
    assert len({link for _each, link in given}) == 20
    for each, link in (given[0], given[-1]):
        page = reverse("assessments:overview", args=[each.assessment.public_id])
        assert client.get(page).status_code == 404
        client.get(link)
        assert client.get(page).context["assessment"] == each.assessment


def test_pressed_twice_and_sent_again_starts_nothing_twice(client, consultant, group):
    for _twice in range(2):
        press(client, group, "Alkmaar\nBreda", press="start")
    for measured in Assessment.objects.all():
        Assessment.objects.filter(pk=measured.pk).update(
            state="finished", finished_at="2026-01-01T00:00Z"
        )
    press(client, group, "Alkmaar\nBreda", press="start")  # an old tab, sent again

    assert names_of(group) == ["Alkmaar", "Breda"]
    assert Assessment.objects.count() == 2


def test_a_unit_that_is_there_is_used_and_told_from_a_new_one(client, team, consultant, group):
    known = make_client(team, name="Café Breda", parent=group)
    earlier = measure(known, answers=all_answers("quick"), questionnaire="quick", finished=True)
    busy = measure(make_client(team, name="Goes", parent=group))
    names = "cafe\u0301 breda\nGOES\nNieuw"

    told = said(press(client, group, names))
    press(client, group, names, press="start")

    assert told["Café Breda"].startswith("The next assessment, beside that of")
    assert told["Goes"].startswith("Is being measured")
    assert told["Nieuw"].startswith("Is added")
    assert names_of(group) == ["Café Breda", "Goes", "Nieuw"]
    latest = known.assessments.latest("pk")
    assert (latest.previous, latest.round) == (earlier, 2)
    assert list(busy.client.assessments.all()) == [busy]


def test_a_unit_that_was_archived_comes_back(client, team, consultant, group):
    unit = make_client(team, name="Breda", parent=group)
    archive(unit, by=consultant)

    told = said(press(client, group, "Breda"))
    press(client, group, "Breda", press="start")

    unit.refresh_from_db()
    assert "comes back in the list" in told["Breda"]
    assert not unit.is_archived


def test_a_name_that_is_in_the_list_twice_is_named(client, consultant, group):
    page = press(client, group, "Breda\nGoes\nBREDA\nGoes")

    assert page.context["form"].repeated == ["Breda", "Goes"]
    assert list(said(page)) == ["Breda", "Goes"]


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (" \n\t", "Write at least one name."),
        ("\n".join(map(str, range(201))), "Start at most 200 at once; the list has 201."),
        ("Goes\n" + "a" * 201, "A name has at most 200 letters"),
    ],
)
def test_a_list_that_cannot_be_is_refused_with_why(client, consultant, group, names, fault):
    page = press(client, group, names, press="start")

    assert page.status_code == 422
    assert fault in words(parse(page))
    assert not group.units.exists()


def test_the_list_is_not_called_optional(client, consultant, group):
    page = get(client, address("measure_units", group), "en")

    (label,) = parse(page).xpath("//label[@for='id_names']")
    assert " ".join(label.text_content().split()) == "Names of the units, one a line"


def test_the_list_can_be_changed_after_the_look(client, consultant, group):
    page = press(client, group, "Alkmaar", press="change")

    assert page.context["form"]["names"].value() == "Alkmaar"
    assert not group.units.exists()


def test_a_unit_has_no_units(client, team, consultant, group):
    unit = make_client(team, name="Breda", parent=group)

    assert press(client, unit, "Deel", press="start").status_code == 404


def test_the_links_are_a_file_that_a_sheet_cannot_work_out(client, team, consultant, group):
    unit = make_client(team, name="=1+1", parent=group)
    measured = measure(unit, questionnaire="quick")
    finish(
        measure(
            make_client(team, name="Goes", parent=group),
            answers=all_answers("quick"),
            questionnaire="quick",
        )
    )

    page = get(client, address("unit_links_csv", group), "en")

    [head, row] = csv.reader(page.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert head == ["Unit", "Assessment", "Private link"]
    assert row[0] == "'=1+1"
    assert row[2].endswith(reverse("assessments:open", args=[link_to(measured, Purpose.EDIT)]))
    assert page["Content-Disposition"] == 'attachment; filename="van-rijn-groep-links.csv"'


@pytest.mark.parametrize("units", [1, 4])
def test_the_links_of_many_cost_the_queries_of_one(
    client, team, consultant, group, units, django_assert_num_queries
):
    for number in range(units):
        measure(make_client(team, name=f"Deel {number}", parent=group))
    get(client, address("unit_links", group))

    # session, user, client; the measurements, how far they are (2)
    with django_assert_num_queries(6):
        get(client, address("unit_links", group))


def test_twenty_units_are_started_their_links_answered_and_the_results_seen(
    client, consultant, group
):
    press(client, group, "\n".join(f"Unit {number:02}" for number in range(20)), press="start")
    given = get(client, address("unit_links", group), "en").context["given"]

    for number, (each, link) in enumerate(given):
        questions = each.assessment.questionnaire_in("nl").questions
        is_thorough = number < 4  # the others answer one question, which is enough to finish
        answer_by(
            link, each.assessment, questions if is_thorough else questions[:1], 1 + number % 4
        )

    units = get(client, address("client", group), "en").context["units"]
    assert [each.cells.is_scored for each in units] == [True] * 20
    assert [each.cells.level.number for each in units[:4]] == [1, 2, 3, 4]
    seen = reverse("assessments:result", args=[given[3][0].assessment.public_id])
    assert "Unit 03" in words(parse(get(client, seen, "en")))
    rows = get(client, reverse("clients:compare_units", args=[group.public_id]), "en")
    assert len(parse(rows).findall(".//tbody/tr")) >= 20


def answer_by(link, assessment, questions, level):
    """As somebody without an account does in a browser of their own, page after page."""
    browser = Client()
    assert browser.get(link).status_code == 200
    for question in questions:
        form = {f"{question.code}-choice": level, f"{question.code}-version": 0}
        where = reverse("assessments:dimension", args=[assessment.public_id, question.dimension])
        assert browser.post(where, form).status_code == 302
    done = browser.post(reverse("assessments:finish", args=[assessment.public_id]))
    assert done.status_code == 302

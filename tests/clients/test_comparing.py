"""Measurements of a client, or its units, beside each other on a page and for a room."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import Organisation, Role
from assessments.models import Assessment
from assessments.services import remove_assessment
from clients import told_comparisons
from clients.comparing import comparison_of
from reports.comparison import Basis
from reports.content.comparison import opening_words
from reports.xlsx.comparison import comparison_xlsx
from tests.accounts.factories import (
    make_client,
    make_member,
    make_team,
    make_user,
    measure,
    owner_of,
)
from tests.factories import all_answers, make_group
from tests.pages import LANGUAGES, classed, get, headings, links, parse, words

pytestmark = pytest.mark.django_db

PAGES = ["compare_time", "compare_units", "present_time", "present_units"]
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def organisation(team):
    return make_client(team)


@pytest.fixture
def consultant(client, team):
    user = make_member(team).user
    client.force_login(user)
    return user


def address(name, organisation):
    return reverse(f"clients:{name}", args=[organisation.public_id])


def round_of(organisation, value, day=DAY, *, questionnaire="quick"):
    answers = all_answers(questionnaire, value)
    assessment = measure(organisation, answers=answers, questionnaire=questionnaire, finished=True)
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return assessment


def years(organisation, *values):
    for number, value in enumerate(values):
        round_of(organisation, value, DAY.replace(year=2021 + number))


def unit(organisation, name, *values, **kwargs):
    made = make_client(organisation.team, name=name, parent=organisation)
    for value in values:
        round_of(made, value, **kwargs)
    return made


def table(page, role):
    """The words of its rows, cell by cell."""
    (found,) = classed(parse(page), f"table--{role}")
    return [[words(cell) for cell in row if cell.tag in {"td", "th"}] for row in found.iter("tr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_stand_side_by_side_the_highest_first(client, consultant, organisation, language):
    for name, value in [("Alkmaar", 1), ("Breda", 2), ("Enschede", 4)]:
        unit(organisation, name, value)

    page = get(client, address("compare_units", organisation), language)

    point = "," if language == "nl" else "."
    _head, *rows, spread = table(page, "heat")
    days = {"nl": "1 maart 2025", "en": "1 March 2025"}
    names = [row[0].removesuffix(days[language]).strip() for row in rows]
    assert names == ["Enschede", "Breda", "Alkmaar"]
    assert rows[1][1:] == [f"2{point}0"] * 8
    assert spread[1:] == [f"3{point}0"] * 8
    helping = {"nl": "Enschede kan Alkmaar helpen", "en": "Enschede can help Alkmaar"}
    assert table(page, "help")[1][-1] == helping[language]
    assert len(headings(parse(page))) == 1
    assert "no-store" in page["Cache-Control"]


def test_measurements_stand_in_time_with_what_moved_since_the_last_and_the_first(
    client, consultant, organisation
):
    years(organisation, 1, 2, 4)

    page = get(client, address("compare_time", organisation), "en")

    _head, *rows = table(page, "heat")
    assert [row[0] for row in rows] == ["1 March 2021", "1 March 2022", "1 March 2023"]
    moved = classed(parse(page), "table--moved")
    assert [words(each[-1][0]) for each in moved] == [
        "Customer experience 2.0 4.0 +2.0",
        "Customer experience 1.0 4.0 +3.0",
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], "No assessment of this client is finished yet. A comparison takes two"),
        ([2], "Only one can be compared: 1 March 2021. A comparison takes two"),
    ],
)
def test_where_nothing_can_be_compared_it_says_why(client, consultant, organisation, values, told):
    years(organisation, *values)

    page = get(client, address("compare_time", organisation), "en")

    assert headings(parse(page)) == ["There is nothing to compare yet"]
    assert words(classed(parse(page), "text--change")[0]).startswith(told)
    back = client.get(address("present_time", organisation))
    assert back.url == address("compare_time", organisation)


def test_what_was_asked_otherwise_is_named_with_why_and_can_be_chosen(
    client, consultant, organisation
):
    unit(organisation, "Alkmaar", 2)
    unit(organisation, "Breda", 3)
    unit(organisation, "Deventer", 3, questionnaire="full")
    unit(organisation, "Goes")
    there = address("compare_units", organisation)

    page = get(client, there, "en")

    assert [words(each) for each in classed(parse(page), "items--left-out")[0]] == [
        "Deventer (1 March 2025): asked by the other questionnaire",
        "Goes: no finished assessment",
    ]
    assert "?questionnaire=full" in links(parse(page))
    other = get(client, f"{there}?questionnaire=full", "en")
    assert headings(parse(other)) == ["There is nothing to compare yet"]
    wrong = get(client, f"{there}?questionnaire=nonsense", "en")
    assert table(wrong, "heat") == table(page, "heat")


def test_an_archived_unit_and_those_of_others_are_not_beside(client, consultant, organisation):
    unit(organisation, "Alkmaar", 2)
    unit(organisation, "Breda", 3)
    gone = unit(organisation, "Weg", 4)
    gone.archived_at = dt.datetime.now(dt.UTC)
    gone.save()
    elsewhere = make_client(make_team(name="Ander"))
    unit(elsewhere, "Elders", 4)

    page = get(client, address("compare_units", organisation), "en")

    _head, *rows, _spread = table(page, "heat")
    assert [row[0].split()[0] for row in rows] == ["Breda", "Alkmaar"]
    assert "Not compared" not in words(parse(page))


def test_departments_stand_only_where_both_measurements_show_them(client, consultant, organisation):
    for year, shown in [(2024, ("Winkel", "Web")), (2025, ("Winkel", "Post"))]:
        group = make_group(
            client=organisation,
            answers=all_answers("quick", 2),
            questionnaire="quick",
            responses=18,
            finished=True,
        )
        for response in group.responses.all():
            response.department = shown[response.number % 2]
            response.save()
        rows = Assessment.objects.filter(pk=group.pk)
        rows.update(date=DAY.replace(year=year))

    page = get(client, address("compare_time", organisation), "en")

    _head, *rows = table(page, "departments")
    assert rows == [["Winkel", *["2.0 → 2.0"] * 7]]


@pytest.mark.parametrize("basis", Basis)
def test_a_comparison_is_presented_a_message_a_slide(client, consultant, organisation, basis):
    years(organisation, 1, 3, 4)
    for name, value in [("Alkmaar", 1), ("Breda", 4)]:
        unit(organisation, name, value)

    page = get(client, address(f"present_{basis}", organisation), "en")

    slides = [each.get("id") for each in classed(parse(page), "slide")]
    rest = {Basis.TIME: ["moved-1", "moved-2"], Basis.UNITS: ["helping"]}
    assert slides == ["opening", "standing-1", *rest[basis]]
    assert address(f"compare_{basis}", organisation) in links(parse(page))


def test_strangers_find_no_comparison_and_a_viewer_reads_it(client, team, organisation):
    for user in (make_user(), owner_of(make_team(name="Ander")).user):
        client.force_login(user)
        assert [client.get(address(each, organisation)).status_code for each in PAGES] == [404] * 4
    client.force_login(make_member(team, Role.VIEWER).user)

    given = [client.get(address(each, organisation)).status_code for each in PAGES]

    assert given == [200, 200, 302, 302]
    assert client.post(address("compare_time", organisation)).status_code == 405


def test_the_page_of_a_client_leads_to_its_comparisons(client, consultant, organisation):
    years(organisation, 1)
    unit(organisation, "Alkmaar", 1)
    alone = links(parse(get(client, address("client", organisation))))
    years(organisation, 2)
    unit(organisation, "Breda", 1)

    there = links(parse(get(client, address("client", organisation))))

    both = {address("compare_time", organisation), address("compare_units", organisation)}
    assert (both & set(alone), both & set(there)) == (set(), both)


@pytest.mark.parametrize("many", [1, 3])
def test_a_comparison_costs_the_same_queries_of_two_or_many(
    client, consultant, organisation, many, django_assert_num_queries
):
    years(organisation, *[1] * many)
    for number in range(many):
        unit(organisation, f"U{number}", 2)
    for name in ("compare_time", "compare_units"):
        get(client, address(name, organisation))

    # session, user, client; its measurements
    with django_assert_num_queries(4):
        get(client, address("compare_time", organisation))
    # session, user, client; its units and theirs
    with django_assert_num_queries(5):
        get(client, address("compare_units", organisation))


def test_hundreds_of_units_stand_on_pages_with_the_spread_of_all(
    client, consultant, organisation, monkeypatch
):
    monkeypatch.setattr(told_comparisons, "ON_A_PAGE", 2)
    for name, value in [("Alkmaar", 1), ("Breda", 2), ("Enschede", 4)]:
        unit(organisation, name, value)
    there = address("compare_units", organisation)

    first, second, beyond, wrong = (
        table(client.get(there, {"page": page}), "heat") for page in (1, 2, 9, "x")
    )

    assert [len(each) for each in (first, second)] == [4, 3]  # with head and spread
    assert first[-1] == second[-1]
    assert (beyond, wrong) == (second, first)
    assert "?page=2#standing" in links(parse(client.get(there)))


def test_a_comparison_is_told_anew_as_soon_as_something_is_written(
    client, consultant, organisation
):
    branch = unit(organisation, "Alkmaar", 1)
    gone = round_of(unit(organisation, "Breda"), 2)
    there = address("compare_units", organisation)
    assert "Breda" in words(parse(get(client, there, "en")))

    Organisation.objects.filter(pk=branch.pk).update(name="Amersfoort")
    renamed = words(parse(get(client, there, "en")))
    round_of(branch, 4, DAY.replace(year=2026))
    measured = table(get(client, there, "en"), "heat")
    kept = [each for each in caches["results"]._cache if "compare-" in each]
    remove_assessment(gone)
    removed = words(parse(get(client, there, "en")))

    assert "Amersfoort" in renamed
    assert "Alkmaar" not in renamed
    assert measured[1][1] == "4.0"
    assert kept
    assert "Breda: no finished assessment" in removed


def test_what_was_told_of_a_measurement_goes_with_it(
    client, consultant, organisation, django_capture_on_commit_callbacks
):
    gone = round_of(unit(organisation, "Alkmaar"), 2)
    unit(organisation, "Breda", 1)
    get(client, address("compare_units", organisation), "en")
    kept = caches["results"]._cache
    assert [each for each in kept if "compare-" in each]

    with django_capture_on_commit_callbacks(execute=True):
        remove_assessment(gone)

    assert [each for each in kept if "compare-" in each] == []


def test_rounds_of_one_day_are_told_apart_by_a_number_everywhere(client, consultant, organisation):
    years(organisation, 1)
    first, second = round_of(organisation, 2), round_of(organisation, 3)

    page = get(client, address("client", organisation), "en")
    rows = table(get(client, address("compare_time", organisation), "en"), "heat")
    report = comparison_of(organisation, Basis.TIME, "en", "quick")

    wanted = ["1 March 2021", "1 March 2025 (1)", "1 March 2025 (2)"]
    assert [row[0] for row in rows[1:]] == wanted
    named = {each.get("href"): words(each) for each in parse(page).iter("a")}
    for each, name in zip((first, second), wanted[1:], strict=True):
        assert named[reverse("assessments:result", args=[each.public_id])] == name
    assert list(page.context["comparison"].names) == wanted
    assert "since 1 March 2025 (1)" in words(parse(page))
    with override("en"):
        assert "of 1 March 2025 (1) the overall score was 2.0" in opening_words(report)[0]
    sheet = load_workbook(BytesIO(comparison_xlsx(report))).worksheets[0]
    days = [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row - 2)]
    assert days == [dt.datetime(2021, 3, 1), *wanted[1:]]


def test_what_is_not_compared_has_the_number_of_its_day_too(client, consultant, organisation):
    years(organisation, 1)
    round_of(organisation, 2)
    round_of(organisation, 3, questionnaire="full")
    round_of(organisation, 3, DAY.replace(year=2024))

    page = get(client, address("compare_time", organisation), "en", questionnaire="quick")

    assert "1 March 2025 (2): " in words(parse(page))

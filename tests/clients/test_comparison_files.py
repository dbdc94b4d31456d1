"""A comparison to take along: the figures of the screen, for who may see that, gone with what it
shows."""

import io

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from pptx import Presentation

from accounts.models import Role, Team
from accounts.services import end_membership
from assessments.models import Assessment
from assessments.services import remove_assessment
from clients.comparing import comparison_of
from clients.services import keep_organisation
from maturity.loading import published_definition
from rendering.models import RenderJob
from reports.comparison import Basis
from reports.content.comparison import comparison_chapters
from reports.picking import told
from tests.accounts.factories import (
    make_client,
    make_member,
    make_team,
    make_user,
    measure,
    owner_of,
)
from tests.files import content, made, make_files, store
from tests.pages import LANGUAGES, get, links, parse, words
from tests.pdf import page_texts
from tests.reports.conftest import UNITS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]


@pytest.fixture
def team():
    team = make_team()
    Team.objects.filter(pk=team.pk).update(sender="Bureau Kompas", contact="030 123 45 67")
    return Team.objects.get(pk=team.pk)


@pytest.fixture
def group(team):
    return make_client(team, name="Zorggroep De Linden")


@pytest.fixture
def consultant(client, team):
    user = make_member(team).user
    client.force_login(user)
    return user


def address(name, organisation, *args):
    return reverse(f"clients:{name}", args=[organisation.public_id, *args])


def measured(organisation, levels, *, year=2024):
    """Answered alike on each dimension; where there is no level nobody knew."""
    assessment = measure(organisation, finished=True, answers=answers_of(levels))
    Assessment.objects.filter(pk=assessment.pk).update(date=f"{year}-03-01")
    return assessment


def answers_of(levels):
    definition = published_definition("nl")
    given = dict(zip((each.slug for each in definition.dimensions), levels, strict=True))
    questions = definition.questionnaire("full").questions
    return {each.code: given[each.dimension] or "unknown" for each in questions}


def in_time(group):
    for number, levels in enumerate(list(UNITS.values())[:3]):
        measured(group, levels, year=2022 + number)


def side_by_side(group):
    for name, levels in UNITS.items():
        measured(make_client(group.team, name=name, parent=group), levels)


CASES = {Basis.TIME: in_time, Basis.UNITS: side_by_side}


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("basis", CASES)
def test_every_way_to_read_a_comparison_tells_the_same(client, consultant, group, basis, language):
    CASES[basis](group)
    asked = f"?language={language}"
    report = comparison_of(group, basis, language, "")

    files = {
        each: made(client, address(f"compare_{basis}_{each}", group) + asked)
        for each in ("pdf", "pptx", "xlsx")
    }
    ways = {
        "screen": words(parse(get(client, address(f"compare_{basis}", group), language))),
        "in a room": words(parse(get(client, address(f"present_{basis}", group), language))),
        "PDF": " ".join(page_texts(files["pdf"])),
        "slides": words_of_slides(files["pptx"]),
        "sheet": words_of_sheets(files["xlsx"]),
    }

    with translation.override(language):
        opening, standing, *others = comparison_chapters(report)
    figures = [figure for row in standing.blocks[0].rows for figure in row_words(row)]
    figures += [figure for each in others for row in tables(each) for figure in row_words(row)]
    assert len(figures) > 40
    for way, text in ways.items():
        plain = squeezed(text)
        assert [each for each in figures if squeezed(each) not in plain] == [], way
        said = [each for each in told(opening.blocks) if squeezed(each) not in plain]
        assert said == [], way


def row_words(row):
    return [line for cell in row.cells for line in cell.lines]


def tables(chapter):
    return [row for block in chapter.blocks for row in getattr(block, "rows", ())]


def squeezed(text):
    """Paper and slides break lines, also within a word."""
    return "".join(text.replace("\N{SOFT HYPHEN}", "").split()).replace("-", "")


def words_of_slides(file):
    shapes = [s for slide in Presentation(io.BytesIO(file)).slides for s in slide.shapes]
    texts = [each.text_frame.text for each in shapes if each.has_text_frame]
    rows = [row for each in shapes if getattr(each, "has_table", False) for row in each.table.rows]
    return "\n".join([*texts, *(cell.text for row in rows for cell in row.cells)])


def words_of_sheets(file):
    book = openpyxl.load_workbook(io.BytesIO(file))
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )


def test_the_page_offers_what_there_is_to_compare_and_each_file_has_a_name(
    client, consultant, group
):
    empty = links(parse(get(client, address("compare_time", group), "nl")))
    in_time(group)

    there = links(parse(get(client, address("compare_time", group), "nl")))

    offered = [each for each in there if "comparison." in each]
    assert ([each for each in empty if "comparison." in each], len(offered)) == ([], 3)
    report = comparison_of(group, Basis.TIME, "nl", "")
    store(f"compare-{group.public_id}-time-full", report)
    page = client.get(address("compare_time_pdf", group), {"language": "nl"})
    assert page["Content-Disposition"] == (
        'attachment; filename="zorggroep-de-linden-vergelijking-2024-03-01.pdf"'
    )
    assert "no-store" in page["Cache-Control"]
    assert content(page) == b"%PDF stored"


def test_where_there_is_nothing_to_compare_the_page_says_why_in_place_of_a_file(
    client, consultant, group
):
    page = client.get(address("compare_units_pdf", group))

    assert (page.status_code, page["Location"]) == (302, address("compare_units", group))
    told_there = words(parse(get(client, address("compare_units", group), "en")))
    assert "There is nothing to compare yet" in told_there
    assert not RenderJob.objects.exists()


def test_a_page_waits_for_the_file_and_tries_again(client, consultant, group):
    in_time(group)
    waiting = client.get(address("compare_time_pdf", group), headers={"accept": "text/html"})
    job = RenderJob.objects.get()
    progress = address("compare_time_progress", group, job.public_id)

    assert waiting.status_code == 202
    assert client.get(progress, {"questionnaire": "full"}).status_code == 202
    again = client.post(f"{progress}?questionnaire=full&format=xlsx&language=en")
    assert again.status_code == 302
    newest = RenderJob.objects.latest("pk")
    assert (newest.format, newest.language) == ("xlsx", "en")
    assert newest.public_id in again["Location"]


def test_only_who_sees_the_page_fetches_the_file_and_who_leaves_the_team_no_more(
    client, team, group
):
    in_time(group)
    store(f"compare-{group.public_id}-time-full", comparison_of(group, Basis.TIME, "nl", ""))
    there = address("compare_time_pdf", group)

    for user in (make_user(), owner_of(make_team(name="Ander")).user):
        client.force_login(user)
        assert client.get(there).status_code == 404
    viewer = make_member(team, Role.VIEWER)
    client.force_login(viewer.user)
    assert content(client.get(there, {"language": "nl"})) == b"%PDF stored"
    end_membership(viewer, by=owner_of(team).user, successor=None)
    assert client.get(there, {"language": "nl"}).status_code == 404


def stored_in(folder):
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def test_with_a_measurement_every_comparison_goes_that_shows_it(
    consultant, group, django_capture_on_commit_callbacks
):
    in_time(group)
    unit = make_client(group.team, name="Alkmaar", parent=group)
    first = measured(unit, UNITS["Alkmaar"])
    measured(make_client(group.team, name="Breda", parent=group), UNITS["Breda"])
    folder = f"compare-{group.public_id}-units-full"
    other = f"compare-{unit.public_id}-time-full"
    store(folder, comparison_of(group, Basis.UNITS, "nl", ""))
    store(other, comparison_of(unit, Basis.TIME, "nl", ""))
    assert (len(stored_in(folder)), len(stored_in(other))) == (1, 1)

    with django_capture_on_commit_callbacks(execute=True):
        remove_assessment(first)

    assert not RenderJob.objects.filter(folder__startswith="compare-").exists()
    assert (stored_in(folder), stored_in(other)) == ([], [])


def test_a_unit_that_leaves_a_group_takes_its_scores_out_of_the_files_there(
    consultant, group, django_capture_on_commit_callbacks
):
    side_by_side(group)
    folder = f"compare-{group.public_id}-units-full"
    store(folder, comparison_of(group, Basis.UNITS, "nl", ""))
    unit = group.units.order_by("pk").first()
    kept = {"replaces": 1, "by": consultant, "contact": "Els", "parent": group}
    with django_capture_on_commit_callbacks(execute=True):
        keep_organisation(unit, **kept)
    assert len(stored_in(folder)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        keep_organisation(unit, **kept | {"replaces": 2, "parent": None})

    assert stored_in(folder) == []
    assert not RenderJob.objects.exists()
    assert make_files() == 0

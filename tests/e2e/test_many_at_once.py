"""A consultant with several measurements at once: compared and shown, started from a list, imported
as files, taken along, and erased for good."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.exchange import document_of, write
from assessments.gathering import gather
from assessments.models import Assessment
from assessments.services import finish as finish_by
from tests.accounts.factories import make_client, make_team, measure, owner_of
from tests.clients.test_comparison_files import squeezed, words_of_sheets, words_of_slides
from tests.clients.test_importing import archive
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.steps import answer_everything, finish, open_link
from tests.e2e.test_accounts import DESK, press, sign_in
from tests.e2e.test_clients import follow
from tests.factories import access_to, all_answers, make_assessment, record
from tests.pdf import page_texts
from tests.traces import files_with, tables_with

MARKER = "Zwartemarkering"
NAMES = [f"Filiaal {number:02}" for number in range(1, 21)]


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def at_client(visit, team):
    """The page of a client, opened from the desk by the owner of its team."""

    def open_client(client, **options):
        page = visit(viewport=LAPTOP, **options)
        sign_in(page, owner_of(team).user.email)
        expect(page).to_have_url(DESK)
        follow(page, client.name)
        return page

    return open_client


def test_three_measurements_are_compared_shown_in_a_room_and_taken_along(at_client, team):
    client = make_client(team, name="Meubelhuis Jansen")
    for level in (1, 2, 4):
        answers = all_answers("quick", level)
        kept = measure(client, questionnaire="quick", answers=answers, finished=True)
        Assessment.objects.filter(pk=kept.pk).update(date=f"202{level}-03-01")
    page = at_client(client)
    follow(page, "Vergelijk de metingen")
    expect(page.locator("#standing tbody tr")).to_have_count(3)

    opening = page.locator("h1").inner_text()
    rows = page.locator("#standing tbody tr").all_inner_texts()
    files = {name: taken(page, name) for name in ("PDF", "PowerPoint", "Excel")}
    follow(page, "Presenteren")
    expect(page.locator(".slide:visible")).to_have_count(1)
    expect(page.locator(".slide:visible")).to_contain_text(opening)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide:visible tbody tr")).to_have_count(3)
    shown = page.locator(".slide:visible tbody tr").all_inner_texts()
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text(opening)

    assert [row.split()[-1] for row in rows] == ["1,0", "2,0", "4,0"]
    assert [row.split() for row in shown] == [row.split() for row in rows]
    told = {
        "PDF": " ".join(page_texts(files["PDF"])),
        "PowerPoint": words_of_slides(files["PowerPoint"]),
        "Excel": words_of_sheets(files["Excel"]),
    }
    for name, text in told.items():
        assert squeezed(opening) in squeezed(text), name
        assert [row for row in rows if squeezed(row) not in squeezed(text)] == [], name


def taken(page, name):
    """The page that waits gives the file by itself, and leads back."""
    there = page.url
    with page.expect_download(timeout=60_000) as download:
        follow(page, name)
    page.goto(there)
    return download.value.path().read_bytes()


def test_twenty_units_are_started_from_a_list_and_five_stand_side_by_side(at_client, visit, team):
    group = make_client(team, name="Van Rijn Groep")
    page = at_client(group)
    follow(page, "Meet onderdelen tegelijk")
    page.locator("textarea[name=names]").fill("\n".join(NAMES))
    page.locator("label:has(input[name=questionnaire][value=quick])").click()
    press(page, "Bekijk wat er gestart wordt")
    expect(page.locator("tbody tr")).to_have_count(20)
    press(page, "Start 20 metingen")
    given = page.locator("table input")
    expect(given).to_have_count(20)

    phone = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    open_link(phone, given.first.input_value())
    phone.locator("main").get_by_role("link", name="eerste vraag").first.click()
    answer_everything(phone)
    finish(phone)
    for name in NAMES[1:5]:
        answered_and_finished(Assessment.objects.get(client__name=name))

    follow(page, "Van Rijn Groep")
    follow(page, "Vergelijk de onderdelen")
    expect(page.locator("#standing tbody tr")).to_have_count(5 + 1)  # the last is the spread
    rows = page.locator("#standing tbody tr").all_inner_texts()
    beside = [name for name in NAMES if any(row.startswith(name) for row in rows)]
    assert beside == NAMES[:5]
    expect(page.locator(".items--left-out li")).to_have_count(15)


def answered_and_finished(assessment):
    for code in all_answers(assessment):
        record(assessment, code=code)
    finish_by(assessment)


def test_files_are_imported_taken_along_and_erased_until_nothing_is_left(at_client, team, tmp_path):
    client = make_client(team, name=MARKER, notes=MARKER)
    page = at_client(client)
    follow(page, "Metingen importeren")
    files = archive({"goed.json": document(), "fout.json": "{}", "brief.txt": "Geachte"})
    chosen = {"name": "metingen.zip", "mimeType": "application/zip", "buffer": files}
    page.locator("input[type=file]").set_input_files(chosen)
    press(page, "Importeer deze bestanden")
    became = page.locator("tbody tr")
    expect(became).to_have_count(3)
    expect(became.filter(has_text="Niet geïmporteerd")).to_have_count(2)

    follow(page, "Terug naar de klant")
    follow(page, "Neem alles mee")
    download = page.get_by_role("button", name="Download de ZIP")
    expect(download).to_be_visible(timeout=60_000)
    with page.expect_download() as packed:
        download.click()
    with ZipFile(BytesIO(packed.value.path().read_bytes())) as opened:
        assert sorted(name.rpartition(".")[2] for name in opened.namelist()) == [
            "json",
            "pdf",
            "xlsx",
        ]
    assert tables_with(MARKER)
    assert files_of_reports(tmp_path)

    follow(page, "Terug naar de klant")
    follow(page, "Wis voorgoed")
    page.locator("input[name=name]").fill(MARKER)
    press(page, "Wis voorgoed")
    expect(page).to_have_url(DESK)
    expect(page.locator(".messages")).to_be_visible()
    assert tables_with(MARKER) == set()
    assert files_with(MARKER, tmp_path) == files_of_reports(tmp_path) == []
    gone = page.request.get(reverse("clients:client", args=[client.public_id]))
    assert gone.status == 404


def document():
    """A file in the exchange format, of a measurement that nobody keeps."""
    kept = make_assessment(questionnaire="quick", answers=all_answers("quick"), finished=True)
    written = json.dumps(write(document_of(kept, gather(kept, access_to(kept)))))
    kept.delete()
    return written


def files_of_reports(folder):
    return [path for path in (folder / "reports").rglob("*") if path.is_file()]

"""A team's own document and slides: sent, looked at, told, used, removed."""

import io
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pptx import Presentation

from accounts.leaving import erase_account
from accounts.models import AuditEntry, Role
from assessments.models import HouseTemplate
from rendering.models import RenderJob
from rendering.template_faults import MAX_BYTES
from reports.formats import Format
from reports.house import our_template
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import all_answers
from tests.files import content, made, make_files
from tests.office import package_faults
from tests.pages import LANGUAGES, classed, get, headings, parse, words
from tests.reports.templates import HOUSE, SECRET, house_document, house_slides, related
from tests.traces import files_with, tables_with

pytestmark = pytest.mark.django_db
KINDS = ("docx", "pptx")
PLACES = ["", "remove/", "file/", "start/"]


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def owner(client, team):
    client.force_login(owner_of(team).user)
    return client


def page_of(team):
    return reverse("assessments:team_style", args=[team.public_id])


def address(team, kind, rest=""):
    return f"{page_of(team)}{kind}/{rest}"


def send(client, team, kind, sent, language="en"):
    file = SimpleUploadedFile(f"house.{kind}", sent)
    to = address(team, kind)
    return client.post(to, {"file": file}, headers={"accept-language": language})


def keep(client, team, kind, sent=None):
    send(client, team, kind, sent or HOUSE[kind]())
    make_files()
    return HouseTemplate.objects.get(team=team, kind=kind)


def state_of(client, team, kind):
    """As the page asks for it again."""
    asked = {"accept-language": "en", "hx-request": "true"}
    return client.get(address(team, kind), headers=asked).text


def report_of(client, team, kind):
    assessment = measure(make_client(team), questionnaire="quick", answers=all_answers("quick"))
    return made(client, reverse(f"assessments:report_{kind}", args=[assessment.public_id]))


def parts(file):
    with ZipFile(io.BytesIO(file)) as package:
        return sorted(package.namelist())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_sound_with_and_without_templates(owner, team, language):
    assert len(headings(parse(get(owner, page_of(team), language)))) == 1

    for kind in KINDS:
        keep(owner, team, kind)

    assert len(headings(parse(get(owner, page_of(team), language)))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_lacks_is_told_once_it_was_looked_at(owner, team, kind):
    assert send(owner, team, kind, HOUSE[kind]()).url == f"{page_of(team)}#{kind}"
    waits = state_of(owner, team, kind)

    make_files()
    told = state_of(owner, team, kind)

    assert owner.get(address(team, kind)).url == f"{page_of(team)}#{kind}"
    assert "hx-get" in waits
    assert "hx-get" not in told
    assert "What it lacks" in told
    assert ("The style Caption" if kind == "docx" else "The layout Route") in told
    assert AuditEntry.objects.filter(detail=f"template {kind}").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_ours_lacks_nothing_that_people_would_miss(owner, team, kind):
    start = owner.get(address(team, kind, "start/"))
    keep(owner, team, kind, start.content)

    assert start.content == our_template(Format(kind))
    assert f'filename="kanaalkompas.{kind}"' in start["Content-Disposition"]
    assert set(HouseTemplate.objects.get().lacks) <= {"header", "footer"}


def test_a_document_is_made_on_that_of_the_team(owner, team):
    keep(owner, team, "docx")

    file = report_of(owner, team, "docx")
    document = docx.Document(io.BytesIO(file))

    page, first = document.sections[0], document.styles["Heading 1"]
    assert package_faults(io.BytesIO(file)) == []
    assert page.header.paragraphs[0].text == "Adviesbureau Noord"
    assert round(page.left_margin.mm) == 28
    assert str(first.font.color.rgb) == "7A1FA2"
    assert {each.style.name for each in document.tables} == {"Tabel Noord"}
    assert any(each.style == first for each in document.paragraphs)
    assert SECRET.encode() not in file


def test_slides_are_made_on_those_of_the_team(owner, team):
    keep(owner, team, "pptx")

    file = report_of(owner, team, "pptx")
    deck = Presentation(io.BytesIO(file))

    assert package_faults(io.BytesIO(file)) == []
    assert deck.slides[0].slide_layout.name == "Titeldia"
    assert all(each.slide_layout.slide_master == deck.slide_master for each in deck.slides)
    assert deck.slide_width.inches == 10
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width


@pytest.mark.parametrize(("is_dark", "line"), [(True, "91cfe5"), (False, "003748")])
def test_the_lines_of_charts_stand_out_on_the_background_of_the_house(owner, team, is_dark, line):
    keep(owner, team, "pptx", house_slides(is_dark=is_dark))

    deck = Presentation(io.BytesIO(report_of(owner, team, "pptx")))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]

    assert charts
    for chart in charts:
        assert line in chart._chartSpace.xpath(".//a:srgbClr/@val")
        assert not chart._chartSpace.xpath(".//a:schemeClr[starts-with(@val, 'accent')]")


@pytest.mark.parametrize("kind", KINDS)
def test_another_template_is_another_file_and_none_is_ours_again(owner, team, kind):
    assessment = measure(make_client(team), questionnaire="quick", answers=all_answers("quick"))
    file = reverse(f"assessments:report_{kind}", args=[assessment.public_id])
    ours = made(owner, file)

    keep(owner, team, kind)
    theirs = made(owner, file)
    owner.post(address(team, kind, "remove/"))

    assert parts(theirs) != parts(ours)
    assert parts(made(owner, file)) == parts(ours)
    assert not HouseTemplate.objects.exists()
    assert owner.get(address(team, kind, "file/")).status_code == 404


def test_another_format_is_not_made_again(owner, team):
    assessment = measure(make_client(team), questionnaire="quick", answers=all_answers("quick"))
    sheet = reverse("assessments:report_xlsx", args=[assessment.public_id])
    made(owner, sheet)

    keep(owner, team, "docx")

    assert content(owner.get(sheet))


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_fails_gives_way_to_ours_and_the_page_says_so(owner, team, kind):
    kept = keep(owner, team, kind)
    HouseTemplate.objects.update(content=b"of another version, which this one cannot read")

    file = report_of(owner, team, kind)

    assert package_faults(io.BytesIO(file)) == []
    assert RenderJob.objects.get(template=kept.digest).is_on_ours
    [warning] = classed(parse(get(owner, page_of(team), "en")), "message--warning")
    assert "was made on ours" in words(warning)
    keep(owner, team, kind)
    assert "was made on ours" not in get(owner, page_of(team), "en").text


def test_what_is_wrong_stands_beside_the_field_and_the_one_that_was_there_stays(owner, team):
    kept = keep(owner, team, "docx")
    send(owner, team, "docx", related("image", "http://127.0.0.1:9/x.png"))
    make_files()

    (told,) = classed(parse(get(owner, page_of(team), "en")), "field__error")

    assert "The file that you sent is not used." in words(told)
    assert "takes pictures or text from elsewhere" in words(told)
    assert HouseTemplate.objects.get().digest == kept.digest


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b"", "This file is empty."),
        (b"PK" + b"\0" * MAX_BYTES, "larger than 5 MB"),
        (None, "Choose a file first."),
    ],
    ids=["empty", "too large", "none"],
)
def test_what_needs_no_opening_is_refused_at_once(owner, team, sent, message):
    if sent is None:
        page = owner.post(address(team, "docx"), headers={"accept-language": "en"})
    else:
        page = send(owner, team, "docx", sent)

    assert page.status_code == 422
    assert message in page.text
    assert not RenderJob.objects.exists()


def test_one_that_is_removed_before_it_was_looked_at_does_not_come_back(owner, team):
    send(owner, team, "docx", house_document())

    owner.post(address(team, "docx", "remove/"))

    assert make_files() == 0
    assert not HouseTemplate.objects.exists()


def test_it_goes_with_its_team(owner, team, settings):
    """Packed, so no text in it can be searched for: its digest and how its content begins can."""
    kept = keep(owner, team, "docx")
    HouseTemplate.objects.update(content=SECRET.encode())
    assert tables_with(SECRET) == tables_with(kept.digest) == {"assessments_housetemplate"}

    erase_account(owner_of(team).user)

    assert tables_with(SECRET) == tables_with(kept.digest) == set()
    assert files_with(SECRET, settings.MEDIA_ROOT) == []


@pytest.mark.parametrize("rest", PLACES)
@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_other_members_neither_see_nor_change_it(client, team, rest, role):
    client.force_login(make_member(team, role).user)

    assert client.get(address(team, "docx", rest)).status_code in {403, 405}
    assert send(client, team, "docx", b"x").status_code == 403

"""A ZIP of good and faulty assessment files, taken into a client."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry, Event
from assessments.exchange import document_of, write
from assessments.gathering import gather
from assessments.models import Assessment
from clients.unpacking import MAX_FILES
from tests.accounts.factories import make_client, make_member, make_team
from tests.factories import access_to, all_answers, make_assessment
from tests.pages import parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client):
    team = make_team()
    client.force_login(make_member(team).user)
    return make_client(team, name="Van Rijn Groep")


@pytest.fixture
def good():
    """A file in the exchange format; of it no row is left."""
    kept = make_assessment(questionnaire="quick", answers=all_answers("quick"), finished=True)
    document = write(document_of(kept, gather(kept, access_to(kept))))
    kept.delete()
    return lambda **changes: json.dumps(document | changes)


def archive(files):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return packed.getvalue()


def send(client, organisation, content, key="k"):
    form = {"key": key, "archive": SimpleUploadedFile("files.zip", content)}
    address = reverse("clients:import_many", args=[organisation.public_id])
    return client.post(address, form, headers={"accept-language": "en"})


def became(page):
    rows = [[words(cell) for cell in row] for row in parse(page).findall(".//tbody/tr")]
    return dict(rows)


def test_good_files_are_kept_and_a_faulty_one_is_told_its_faults(client, organisation, good):
    unit = make_client(organisation.team, name="Goes", parent=organisation)
    of_unit = {"organisation": {"name": "GOES", "sector": "retail"}, "date": "2026-02-01"}
    files = {
        "a.json": good(date="2026-03-01"),
        "folder/b.json": good(**of_unit),
        "c.json": good(questionnaire="slow"),
        "notes.txt": "hello",
        "__MACOSX/._a.json": "x",
    }

    page = send(client, organisation, archive(files))

    told = became(page)
    assert list(told) == ["a.json", "b.json", "c.json", "notes.txt"]
    named = "The file names another organisation: De Boer Wonen"
    assert told["a.json"].endswith(f"with Van Rijn Groep {named}")
    assert told["b.json"].endswith("with Goes")
    assert "questionnaire" in told["c.json"]
    assert told["notes.txt"].startswith("Not imported")
    assert [each.date.month for each in organisation.assessments.all()] == [3]
    assert [each.date.month for each in unit.assessments.all()] == [2]
    assert Assessment.objects.count() == 2
    assert AuditEntry.objects.filter(event=Event.STARTED, detail="imported").count() == 2


def test_rounds_are_counted_in_time_and_sent_twice_is_once(client, organisation, good):
    files = {"late.json": good(date="2026-03-01"), "early.json": good(date="2025-03-01")}

    for _twice in range(2):
        send(client, organisation, archive(files))

    rounds = organisation.assessments.order_by("round").values_list("round", "date__year")
    assert list(rounds) == [(1, 2025), (2, 2026)]


def test_a_file_that_is_there_twice_is_kept_once_and_said_to_be(client, organisation, good):
    of_client = good(organisation={"name": organisation.name, "sector": "retail"})
    page = send(client, organisation, archive({"a.json": of_client, "again.json": of_client}))

    told = became(page)
    assert Assessment.objects.count() == 1
    assert "Files: 2. Assessments kept: 1." in words(parse(page))
    assert (told["a.json"], "kept once" in told["again.json"]) == (
        f"{Assessment.objects.get()} with Van Rijn Groep",
        True,
    )


def test_a_name_is_no_path_and_a_bomb_is_not_unpacked(client, organisation, good):
    files = {"../../etc/evil.json": good(), "C:\\x\\zeros.json": b"0" * 6_000_000}

    told = became(send(client, organisation, archive(files)))

    assert list(told) == ["evil.json", "zeros.json"]
    assert told["zeros.json"].startswith("Not imported: it is broken")
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"no zip", "cannot be opened as a ZIP"),
        (archive({}), "There is no file in this ZIP"),
        (archive({f"{number}.json": "" for number in range(MAX_FILES + 1)}), "more than can be"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_why(client, organisation, content, fault):
    page = send(client, organisation, content)

    assert page.status_code == 422
    assert fault in words(parse(page))
    assert not Assessment.objects.exists()


def test_one_broken_file_does_not_hold_up_the_others(client, organisation, good):
    whole = archive({"a.json": good(), "b.json": good(title="Two")})
    at = whole.rindex(b"b.json", 0, whole.index(b"PK\x01\x02")) + 20

    told = became(send(client, organisation, whole[:at] + b"\xff" * 8 + whole[at + 8 :]))

    assert "with Van Rijn Groep" in told["a.json"]
    assert told["b.json"].startswith("Not imported: it is broken")

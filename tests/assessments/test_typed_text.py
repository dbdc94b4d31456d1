"""Text, dates, colours and addresses as people type, paste and send them."""

import codecs
import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.branding_form import COLOUR
from assessments.exchange import Refused, read
from assessments.importing import are_of_one_organisation, find_definition
from assessments.models import Answer, Assessment
from tests.factories import make_assessment, open_in
from tests.letters import delivered
from tests.pages import classed, parse, words

pytestmark = pytest.mark.django_db

DOCUMENT = {
    "format": "kanaalkompas/assessment@1",
    "model": {"slug": "channel-maturity", "version": 1},
    "questionnaire": "full",
    "organisation": {"name": "Café Zoë", "sector": "retail"},
    "responses": [{"answers": {"KE1": 2}, "notes": {"KE1": "Met bon. \u2029Altijd."}}],
}


def document(**changed):
    return json.dumps(DOCUMENT | changed, ensure_ascii=False)


@pytest.fixture
def assessment():
    return make_assessment()


@pytest.fixture
def holder(client, assessment):
    return open_in(client, assessment)


def test_a_pasted_paragraph_separator_is_a_line_end(holder, assessment):
    note = {"KE1-choice": "2", "KE1-note": "Met bon. \u2029Altijd.", "KE1-version": "0"}

    holder.post(f"/a/{assessment.public_id}/klantervaring/", note)

    assert Answer.objects.get().note == "Met bon. \nAltijd."


def test_a_note_that_cannot_be_seen_is_none(holder, assessment):
    note = {"KE1-choice": "2", "KE1-note": "\u200b \u2800", "KE1-version": "0"}

    holder.post(f"/a/{assessment.public_id}/klantervaring/", note)

    assert Answer.objects.get().note == ""


def test_a_note_is_as_long_as_what_is_kept_of_it(holder, assessment):
    note = {"KE1-choice": "2", "KE1-note": "e\u0301" * 2000, "KE1-version": "0"}

    holder.post(f"/a/{assessment.public_id}/klantervaring/", note)

    assert Answer.objects.get().note == "é" * 2000


def test_a_file_has_the_same_kind_of_text_as_a_form():
    (response,) = read(document().encode(), find_definition).responses.responses

    assert response.notes["KE1"] == "Met bon. \nAltijd."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_as_editors_on_windows_save_it(encoding):
    content = document().encode(encoding)

    assert read(content, find_definition).organisation == "Café Zoë"


def test_a_mark_before_utf_16_is_no_part_of_the_text():
    content = codecs.BOM_UTF16_BE + document().encode("utf-16-be")

    assert read(content, find_definition).organisation == "Café Zoë"


def test_loose_and_composed_accents_name_one_organisation():
    loose = document(organisation={"name": "Cafe\u0301 Zoe\u0308", "sector": "retail"})
    both = [read(text.encode(), find_definition) for text in (document(), loose)]

    assert are_of_one_organisation(*both)
    assert both[0].organisation == both[1].organisation


@pytest.mark.parametrize("typed", ["12-03-2026", "12/03/2026", "12.03.2026", "12-03-26"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_typed_date_has_its_day_first(holder, assessment, typed, language):
    sent = {"sector": "retail", "date": typed, "version": 1}

    holder.post(f"/a/{assessment.public_id}/details/", sent, headers={"accept-language": language})

    assert Assessment.objects.get().date == dt.date(2026, 3, 12)


def test_a_year_of_two_digits_is_refused_with_words(holder, assessment):
    sent = {"sector": "retail", "date": "0026-03-12", "version": 1}

    page = holder.post(f"/a/{assessment.public_id}/details/", sent)

    assert page.status_code == 422
    assert "vanaf 1990" in words(classed(parse(page), "field__error")[0])
    assert Assessment.objects.get().date == assessment.date


NEXT_YEAR = timezone.localdate().year + 1
FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(NEXT_YEAR, 12, 31)
DAY = dt.timedelta(days=1)


def send_date(holder, assessment, day):
    sent = {"sector": "retail", "date": day, "version": 1}
    return holder.post(f"/a/{assessment.public_id}/details/", sent)


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_a_date_from_1990_to_the_end_of_next_year_is_taken(holder, assessment, day):
    send_date(holder, assessment, day)

    assert Assessment.objects.get().date == day
    assert read(document(date=day.isoformat()).encode(), find_definition).date == day


@pytest.mark.parametrize(
    ("day", "said"),
    [(FIRST_DAY - DAY, "vanaf 1990"), (LAST_DAY + DAY, f"een dag in {NEXT_YEAR} of eerder")],
)
def test_a_date_of_no_measurement_of_ours_is_refused_with_words(holder, assessment, day, said):
    page = send_date(holder, assessment, day)

    assert page.status_code == 422
    assert said in words(classed(parse(page), "field__error")[0])
    assert Assessment.objects.get().date == assessment.date
    with pytest.raises(Refused) as refused:
        read(document(date=day.isoformat()).encode(), find_definition)
    assert refused.value.lines == [
        f"date: het jaar {day.year} valt buiten 1990 tot en met volgend jaar"
    ]


@pytest.mark.parametrize(
    "pasted",
    [
        "Anna Proef <anna@voorbeeld.example>",
        "anna@voorbeeld.example;",
        "mailto:anna@voorbeeld.example",
    ],
)
def test_an_address_is_taken_as_a_mail_program_copies_it(holder, assessment, pasted):
    page = holder.post(f"/a/{assessment.public_id}/link/mail/", {"address": pasted})

    assert page.status_code == 302
    assert [message.to for message in delivered()] == [["anna@voorbeeld.example"]]


def test_an_address_with_two_in_it_is_refused(holder, assessment):
    sent = {"address": "a@voorbeeld.example <b@voorbeeld.example> <c@voorbeeld.example>"}

    assert holder.post(f"/a/{assessment.public_id}/link/mail/", sent).status_code == 422
    assert delivered() == []


@pytest.mark.parametrize("typed", ["c64200", "#c64200", "C64200", "fff"])
def test_a_colour_needs_no_sign_before_it(typed):
    assert COLOUR.fullmatch(typed)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "Dit is een PDF"),
        (b"PK\x03\x04 word/document.xml", "Dit is een document van een tekstverwerker"),
        (b"PK\x03\x04 xl/workbook.xml", "Dit is een spreadsheet"),
        (b"PK\x03\x04 ppt/slides", "Dit zijn dia"),
        (b"PK\x03\x04 in.json", "Dit is een ingepakte map"),
        (b"\x89PNG\r\n", "Dit is een afbeelding"),
        (b"<!DOCTYPE html><html>", "Dit is een webpagina"),
        (b"<svg xmlns='x'/>", "Dit is een tekening"),
        (b'{"format": "kanaalkompas/result@2"}', "Dit is een resultaat"),
        ("\ufeffnaam;waarde\r\n".encode(), "Dit is een lijst met kolommen (CSV)"),
        (b"naam,waarde\r\n", "Dit is een lijst met kolommen (CSV)"),
        (b"{\\rtf1 Beste lezer", "Dit is een document van een tekstverwerker"),
        (b"Beste lezer, dit is het bestand.", "Dit is geen JSON-bestand"),
        (b"[1, 2]", "Dit is geen meting van Kanaalkompas"),
        (b'{"name": "Bakkerij"}', "Dit is geen meting van Kanaalkompas"),
    ],
)
def test_the_import_page_says_what_kind_of_file_was_given(client, content, said):
    file = SimpleUploadedFile("in.json", content, content_type="application/json")

    page = client.post("/import/", {"file": file})

    assert page.status_code == 422
    assert words(classed(parse(page), "field__error")[0]).removeprefix("Fout: ").startswith(said)

"""What a facilitator takes along: on paper, and before it is typeset."""

import io
import re
from dataclasses import replace
from html import unescape

import pytest
from pypdf import PdfReader

from accounts.qr import QrCode, network_text
from rendering.fingerprints import fingerprint
from rendering.parcels import pack, unpack
from reports.content.kit import kit_chapters
from reports.edition import Branding, Edition
from reports.kit import Network
from reports.kit_pages import kit_html
from reports.making import render_kit
from tests.pdf import page_texts
from tests.reports.conftest import make_kit

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_the_kit_on_paper_has_all_parts_whole():
    kit = make_kit("nl")
    pdf = render_kit(kit)
    pages = page_texts(pdf)
    text = squeezed(" ".join(pages))

    assert len(pages) == 7
    said = [
        *(question.text for question in kit.questions),
        *(option.text for each in kit.questions for option in each.options["retail"]),
        *(each.proof for each in kit.definition.questionnaire("full").questions),
        *("Tekst voor de ondernemingsraad", "vanaf 6 antwoorden"),
    ]
    assert [each for each in said if squeezed(each) not in text] == []
    cards = next(squeezed(page) for page in pages if "welkom-2026" in page)
    assert cards.count("K7M4TX") == cards.count("ZaalOost") == 4
    assert all(len(squeezed(page)) > 600 for page in pages if "welkom-2026" not in page)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_a_kit_for_a_workshop_with_names_says_so_wherever_the_other_says_anonymous():
    pages = page_texts(render_kit(replace(make_kit("nl"), is_anonymous=False)))
    text = squeezed(" ".join(pages))

    assert len(pages) == 7
    cards = next(squeezed(page) for page in pages if "welkom-2026" in page)
    assert cards.count(squeezed("Met uw naam: de gespreksleider ziet wie wat koos")) == 4
    assert squeezed("Iedereen typt een naam") in text
    assert squeezed("Anoniem") not in text


def test_the_agenda_adds_up():
    chapter = kit_chapters(make_kit("en"))[0]
    rows = [[cell.lines[0] for cell in row.cells] for row in chapter.blocks[0].rows]

    assert [row[:2] for row in rows] == [
        ["0:00", "10"],
        ["0:10", "15"],
        ["0:25", "10"],
        ["0:35", "49"],
        ["1:24", "20"],
    ]
    assert "104" in chapter.lead


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_the_speaker_notes_are_of_the_questions_that_the_room_is_asked(questionnaire):
    kit = make_kit(questionnaire=questionnaire)
    notes = next(each for each in kit_chapters(kit) if each.slug == "notes")
    asked = [row.cells for row in notes.blocks[0].rows if row.role != "group"]

    names = [each.text if kit.is_quick else each.facet for each in kit.questions]
    assert [cells[0].lines for cells in asked] == [(each,) for each in names]
    proofs = [line for cells in asked for line in cells[-1].lines]
    assert proofs == [each.proof for each in kit.definition.questionnaire("full").questions]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_every_word_is_in_the_language_of_the_kit(language, questionnaire):
    kit = make_kit(language, questionnaire=questionnaire)
    html = unescape(kit_html(kit)).replace("\N{NO-BREAK SPACE}", " ")

    other = {"nl": "Don't know", "en": "Weet ik niet"}[language]
    assert {"nl": "Weet ik niet", "en": "Don't know"}[language] in html
    assert other not in html
    assert all(question.text in html for question in kit.questions)
    assert html.count("K7M 4TX") == 5
    assert QrCode.of(kit.door).path in html


def test_without_a_network_the_cards_have_one_code():
    network = Network('Zaal; "1"', "pass;word")
    with_one, without = (kit_html(make_kit(network=each)) for each in (network, None))

    code = QrCode.of(network_text(network.name, network.password)).path
    assert with_one.count(code) == 4
    assert code not in without
    assert "1. Wifi" not in without


def test_what_people_typed_stays_words():
    evil = "<script>x</script>{{ 7|add:7 }}"
    kit = make_kit("en", subject=evil, network=Network(evil[:32], evil))

    html = kit_html(kit)

    assert "<script>" not in html
    assert evil in unescape(html)


def test_another_network_or_look_is_another_file_and_the_parcel_brings_all_of_it():
    kit = make_kit()
    others = [
        replace(kit, network=None),
        replace(kit, minimum_group=7),
        replace(kit, edition=Edition(branding=Branding(sender="Bureau"))),
        make_kit("en"),
    ]

    prints = {fingerprint(each) for each in (kit, *others)}

    assert len(prints) == 5
    assert fingerprint(unpack(pack(kit))) == fingerprint(kit)

"""How a report goes out: own words, parts, sender, accent, logo; kept and used everywhere."""

import io
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from assessments.links import Purpose
from assessments.models import Assessment, KeptEdition
from assessments.reporting import edition_of
from assessments.services import finish
from rendering.fingerprints import fingerprint
from rendering.logo_faults import MAX_BYTES
from reports import colours
from reports.edition import NEUTRAL, Branding, Edition, OwnWords, Part
from reports.making import render_pdf
from tests.factories import (
    all_answers,
    give_edition,
    make_assessment,
    make_group,
    open_in,
    report_of,
)
from tests.files import make_files
from tests.pages import classed, get, headings, links, parse, words
from tests.pdf import page_texts

pytestmark = pytest.mark.django_db

RTL = "שלום עולם"
EMOJI = "🚀"
EVERY_PART = [part.value for part in Part]


@pytest.fixture
def assessment():
    return make_assessment(questionnaire="quick", answers=all_answers("quick", 2))


@pytest.fixture
def holder(client, assessment):
    return open_in(client, assessment)


def address(assessment, rest=""):
    return f"/a/{assessment.public_id}/report/{rest}"


def fields(**changed):
    """The form as a browser sends it, untouched but for what changed."""
    empty = dict.fromkeys(["sentence", "summary", "sender", "contact", "accent"], "")
    return {
        **empty,
        "version": Assessment.objects.get().edition_version,
        "parts": EVERY_PART,
        **{k.replace("insight_", "insight-"): v for k, v in changed.items()},
    }


def post(client, assessment, rest="", language="en", **changed):
    return client.post(
        address(assessment, rest), fields(**changed), headers={"accept-language": language}
    )


def kept(assessment):
    return edition_of(Assessment.objects.get(pk=assessment.pk), with_logo=True)


def picture(kind="PNG", size=(30, 20)):
    file = io.BytesIO()
    Image.new("RGB", size, "#7a1fa2").save(file, kind)
    return file.getvalue()


def upload(content, name="logo.png"):
    return SimpleUploadedFile(name, content, content_type="image/png")


def pdf_pages(assessment, language="en"):
    report = report_of(Assessment.objects.get(pk=assessment.pk), language, for_file=True)
    pdf = render_pdf(report)
    return [" ".join(text.split()) for text in page_texts(pdf)], PdfReader(BytesIO(pdf))


def outline_titles(outline):
    for item in outline:
        if isinstance(item, list):
            yield from outline_titles(item)
        else:
            yield item.title


# --- the page ------------------------------------------------------------------------------------


def test_the_page_shows_the_sentence_of_the_rules_and_everything_goes_along(holder, assessment):
    page = parse(get(holder, address(assessment), "en"))

    assert headings(page) == ["The report"]
    assert report_of(assessment, "en").sentence in words(page)
    ticked = [e for e in page.iter("input") if e.get("name") == "parts" and "checked" in e.attrib]
    assert [e.get("value") for e in ticked] == EVERY_PART
    assert classed(page, "edition__state") == []
    assert address(assessment, "preview/") in links(page)


@pytest.mark.parametrize(
    ("language", "gets", "saves"),
    [
        ("nl", "Download het rapport (PDF)", "Bewaar de wijzigingen"),
        ("en", "Download the report (PDF)", "Save the changes"),
    ],
)
def test_the_main_button_gets_the_report_and_others_say_what_they_save(
    holder, assessment, language, gets, saves
):
    page = parse(get(holder, address(assessment), language))

    (main,) = classed(page, "button--main")
    assert (words(main), main.get("href")) == (gets, f"/a/{assessment.public_id}/report.pdf")
    assert [words(each) for each in page.iter("button")].count(saves) == 2


def test_what_is_saved_is_kept_said_and_shown_again(holder, assessment):
    saved = post(
        holder,
        assessment,
        sentence="One owner\nfor the journey.",
        summary="First.\r\n\r\n- a\r\n- b",
        insight_strategie="Choose.",
        parts=[Part.ROUTE, Part.ANSWERS],
        sender="Bureau Noord",
        contact="020 123 45 67",
        accent="#7A1FA2",
        logo=upload(picture()),
    )

    assert saved.url == address(assessment)
    make_files()
    edition = kept(assessment)
    assert edition.own_words == OwnWords(
        "One owner for the journey.", "First.\n\n- a\n- b", {"strategie": "Choose."}, "en"
    )
    assert edition.left_out == frozenset(Part) - {Part.ROUTE, Part.ANSWERS}
    assert edition.branding.sender == "Bureau Noord"
    assert edition.branding.accent == "#7a1fa2"
    assert Image.open(BytesIO(edition.branding.logo)).size == (30, 20)
    page = get(holder, address(assessment), "en")
    assert "Everything that you download from now on uses it" in page.text
    assert "Your own sentence is used now." in page.text
    assert "One owner for the journey." in page.text


def test_sending_the_same_twice_keeps_it_once(holder, assessment):
    for _time in range(2):
        post(holder, assessment, sentence="Mine.", sender="Noord")

    assert KeptEdition.objects.filter(assessment=assessment).count() == 1
    assert kept(assessment).own_words.sentence == "Mine."


def test_the_sentence_of_the_rules_comes_back_and_the_rest_stays(holder, assessment):
    post(holder, assessment, sentence="Mine.", summary="Stays.")

    restored = post(
        holder, assessment, "sentence/restore/", sentence="Mine.", summary="Stays.", sender="Noord"
    )

    assert restored.url == address(assessment)
    edition = kept(assessment)
    assert (edition.own_words.sentence, edition.own_words.summary) == ("", "Stays.")
    assert edition.branding.sender == "Noord"
    report = report_of(Assessment.objects.get(pk=assessment.pk), "en")
    assert report.sentence == report_of(assessment, "en").sentence


def test_words_keep_the_language_that_they_were_written_in(holder, assessment):
    post(holder, assessment, "", "nl", summary="Nederlands.")
    post(holder, assessment, "", "en", summary="Nederlands.", sender="Noord")

    assert kept(assessment).own_words.language == "nl"


def test_it_can_be_changed_when_the_answers_are_frozen_and_counts_as_work(holder, assessment):
    finish(assessment)
    before = Assessment.objects.get(pk=assessment.pk).touched_at

    post(holder, assessment, sentence="Late.")

    assert kept(assessment).own_words.sentence == "Late."
    assert Assessment.objects.get(pk=assessment.pk).touched_at > before


def test_a_logo_stays_until_it_is_replaced_or_removed(holder, assessment):
    post(holder, assessment, logo=upload(picture()))
    make_files()
    first = kept(assessment).branding.logo
    shown = holder.get(address(assessment, "logo.png"))
    assert (shown["Content-Type"], shown.content) == ("image/png", first)
    assert "no-store" in shown["Cache-Control"]

    post(holder, assessment, sender="Noord")
    assert kept(assessment).branding.logo == first

    post(holder, assessment, logo=upload(picture("WEBP", (9, 9)), "logo.webp"))
    assert kept(assessment).branding.logo == first
    make_files()
    assert Image.open(BytesIO(kept(assessment).branding.logo)).size == (9, 9)

    post(holder, assessment, without_logo="on")
    assert kept(assessment).branding.logo == b""
    assert holder.get(address(assessment, "logo.png")).status_code == 404


def test_a_light_accent_reaches_the_dark_cover_as_it_was_typed(holder, assessment):
    post(holder, assessment, accent="#ffd400")
    used = kept(assessment).branding.accent

    page = get(holder, address(assessment, "preview/"), "en").content.decode()
    post(holder, assessment, accent=used, sender="Bureau Noord")

    cover = page.split('class="cover__art"')[1].split("cover__brand")[0]
    assert "#ffd400" in cover
    assert colours.ACCENT_ON_DARK not in cover
    assert kept(assessment).branding.bright == "#ffd400"
    post(holder, assessment, accent="#7a1fa2")
    assert kept(assessment).branding.bright == ""


@pytest.mark.parametrize(
    ("typed", "used", "is_said"),
    [("#c64200", "#c64200", False), ("#ABC", "#68727c", True), ("#ffcc00", "#876c00", True)],
)
def test_an_accent_that_is_too_light_becomes_darker_and_that_is_said(
    holder, assessment, typed, used, is_said
):
    page = post(holder, assessment, accent=typed)

    edition = kept(assessment)
    shown = holder.get(page.url, headers={"accept-language": "en"}).text
    assert edition.branding.accent == used
    assert (f"{used} is used instead" in shown) is is_said


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("sentence", "x" * 601, "Write at most 600 characters; this is 601."),
        ("summary", "x" * 4001, "Write at most 4000 characters; this is 4001."),
        ("insight_strategie", "x" * 4001, "Write at most 4000 characters; this is 4001."),
        ("sender", "x" * 201, "Write at most 200 characters; this is 201."),
        ("summary", "a\x07b", "control characters"),
        ("sender", "a\x1bb", "control characters"),
        ("contact", "a\ufffeb", "control characters"),
        ("accent", "red", "three or six digits"),
        ("accent", "#12345", "three or six digits"),
        ("accent", "#c64200;}", "three or six digits"),
        ("parts", ["matrix"], "Select a valid choice"),
        ("logo", upload(b""), "This file is empty."),
        ("logo", upload(b"\x89PNG\r\n\x1a\n" + b"\0" * MAX_BYTES), "larger than 2 MB"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field(holder, assessment, field, value, message):
    post(holder, assessment, sender="Before")

    page = post(holder, assessment, **{"contact": "typed", field: value})

    assert page.status_code == 422
    tree = parse(page)  # holds no sign that no page may hold
    assert [error for error in classed(tree, "field__error") if message in words(error)]
    assert kept(assessment).branding.sender == "Before"
    if field != "contact":
        assert 'value="typed"' in page.text


def test_a_good_logo_beside_another_fault_must_be_chosen_again(holder, assessment):
    page = post(holder, assessment, accent="x", logo=upload(picture()))

    assert page.status_code == 422
    assert "choose the logo again" in page.text
    assert kept(assessment) == NEUTRAL


def test_a_logo_is_made_by_a_worker_and_the_page_shows_what_becomes_of_it(holder, assessment):
    post(holder, assessment, logo=upload(picture()))
    asks = f'hx-get="{address(assessment, "logo/")}"'

    page = get(holder, address(assessment), "en")
    assert "is being made to fit" in page.text
    assert asks in page.text
    assert asks in get(holder, address(assessment, "logo/"), "en").text

    make_files()
    shown = get(holder, address(assessment, "logo/"), "en").text
    assert asks not in shown
    assert f'src="{address(assessment, "logo.png")}?' in shown


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no picture", "not a PNG, JPEG, WebP or SVG"),
        (picture(size=(200, 200))[:90], "damaged"),
    ],
    ids=["no picture", "damaged"],
)
def test_a_logo_that_cannot_be_used_is_told_beside_its_field(holder, assessment, content, message):
    post(holder, assessment, sender="Noord", logo=upload(content))
    make_files()

    (told,) = classed(parse(get(holder, address(assessment), "en")), "field__error")
    assert "The logo that you sent is not used" in words(told)
    assert message in words(told)
    assert message in get(holder, address(assessment, "logo/"), "en").text
    assert kept(assessment).branding == Branding(sender="Noord")

    post(holder, assessment, logo=upload(picture()))
    make_files()
    assert "is not used" not in get(holder, address(assessment), "en").text


def test_a_logo_that_is_removed_before_it_is_made_does_not_come_back(holder, assessment):
    post(holder, assessment, logo=upload(picture()))
    make_files()
    post(holder, assessment, logo=upload(picture(size=(9, 9))))

    post(holder, assessment, without_logo="on")
    make_files()

    assert kept(assessment).branding.logo == b""


@pytest.mark.parametrize("rest", ["", "sentence/restore/"])
def test_a_stranger_gets_404_and_a_reader_403(client, assessment, rest):
    assert post(client, assessment, rest, sentence="x").status_code == 404

    open_in(client, assessment, Purpose.READ)

    assert post(client, assessment, rest, sentence="x").status_code == 403
    assert kept(assessment) == NEUTRAL


@pytest.mark.parametrize("rest", ["preview/", "preview.css", "logo.png"])
def test_a_stranger_previews_nothing_and_nobody_posts_there(client, assessment, rest):
    assert client.get(address(assessment, rest)).status_code == 404

    open_in(client, assessment)

    assert client.post(address(assessment, rest)).status_code == 405


def test_restoring_answers_to_post_only(holder, assessment):
    assert holder.get(address(assessment, "sentence/restore/")).status_code == 405


def test_the_edition_goes_with_its_assessment(holder, assessment):
    post(holder, assessment, sentence="Mine.")

    holder.post(f"/a/{assessment.public_id}/delete/", {"is_sure": "on"})

    assert not KeptEdition.objects.exists()


# --- where it is used ----------------------------------------------------------------------------

BRANDED = Edition(
    OwnWords(
        "One owner <b>now</b>.",
        f"Summary {RTL}\n\n- first <script>x</script>\n- second",
        {"strategie": "Choose & keep choosing."},
        "en",
    ),
    branding=Branding("Bureau Noord", "020 123 45 67", "#7a1fa2", picture()),
)


def test_own_words_and_sender_stand_in_the_pdf_as_they_were_typed(assessment):
    give_edition(assessment, BRANDED)

    pages, pdf = pdf_pages(assessment)

    assert "Bureau Noord" in pages[0]
    assert "020 123 45 67" in pages[0]
    assert "One owner <b>now</b>." in pages[1]
    assert "In the words of Bureau Noord" in pages[1]
    text = " ".join(pages)
    in_the_contents_and_above_each = 1 + 2
    assert text.count("Insight of Bureau Noord") == in_the_contents_and_above_each
    assert all("Bureau Noord, " in page for page in pages[1:])  # at the foot, where we stand else
    assert "Kanaalkompas, " not in text
    assert "first <script>x</script>" in text
    assert "Choose & keep choosing." in text
    assert RTL in text or RTL[::-1] in text
    assert all("020 123 45 67" in page for page in pages)
    images = [each for page in pdf.pages[:1] for each in page.images]
    assert len(images) == 1


def test_an_emoji_stays_in_the_text_of_the_pdf(assessment):
    give_edition(assessment, Edition(OwnWords(summary=f"Off we go {EMOJI}")))

    _pages, pdf = pdf_pages(assessment)

    fonts = [
        font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()
    ]
    signs = b"".join(font["/ToUnicode"].get_object().get_data() for font in fonts)
    assert EMOJI.encode("utf-16-be").hex().encode() in signs.lower()


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_parts_left_out_are_absent_from_pages_contents_and_bookmarks(questionnaire):
    notes = {"klantervaring": "A note.", "KE1": "A note."}
    codes = all_answers(questionnaire, 2)
    assessment = make_assessment(
        questionnaire=questionnaire,
        answers=codes,
        notes={code: note for code, note in notes.items() if code in codes},
    )
    give_edition(assessment, Edition(left_out=frozenset(Part)))

    pages, pdf = pdf_pages(assessment)

    text = " ".join(pages)
    titles = " ".join(outline_titles(pdf.outline))
    for gone in (
        "Quick wins",
        "The route in three horizons",
        "The change and its risks",
        "Appendix: every answer",
        "Patterns and priorities",
        "From the literature",
        "Pattern:",
        "A note.",
    ):
        assert gone not in text
        assert gone not in titles
    assert "Method and sources" in titles


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
def test_notes_can_be_left_out_alone(assessment):
    answer = assessment.responses.get().answers.first()
    answer.note = "A note of somebody."
    answer.save()
    with_notes, _pdf = pdf_pages(assessment)
    give_edition(assessment, Edition(left_out=frozenset({Part.NOTES})))

    without, _pdf = pdf_pages(assessment)

    assert "A note of somebody." in " ".join(with_notes)
    assert "A note of somebody." not in " ".join(without)
    assert "Appendix: every answer" in " ".join(without)


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_a_pattern_stands_with_the_dimensions_that_it_concerns(questionnaire):
    answers = all_answers(questionnaire, 3)
    low = {code: 1 for code in answers if code.startswith(("IN", "incentives"))}
    assessment = make_assessment(questionnaire=questionnaire, answers=answers | low)
    report = report_of(assessment, "en")
    assert report.advice.patterns

    pages, _pdf = pdf_pages(assessment)

    text = " ".join(pages)
    for pattern in report.advice.patterns:
        # The half page of a dimension in a quick scan has no room for what goes about several.
        dimensions = 0 if questionnaire == "quick" else len(pattern.dimensions)
        assert text.count(" ".join(pattern.headline.split())) == 1 + dimensions


def fingerprint_of(assessment):
    stored = Assessment.objects.get(pk=assessment.pk)
    return fingerprint(report_of(stored, "en", for_file=True))


def test_the_stored_report_is_another_for_other_words_logo_accent_or_parts(assessment):
    editions = [
        NEUTRAL,
        Edition(OwnWords(sentence="x")),
        Edition(left_out=frozenset({Part.ROUTE})),
        Edition(branding=Branding(accent="#7a1fa2")),
        Edition(branding=Branding(logo=picture())),
        Edition(branding=Branding(logo=picture(size=(5, 5)))),
    ]

    prints = set()
    for edition in editions:
        give_edition(assessment, edition)
        prints.add(fingerprint_of(assessment))

    assert len(prints) == len(editions)


def test_the_fingerprint_is_the_same_in_another_order_of_parts(assessment):
    orders = [list(Part), list(reversed(Part))]

    prints = set()
    for order in orders:
        KeptEdition.objects.update_or_create(
            assessment=assessment, defaults={"left_out": [part.value for part in order]}
        )
        prints.add(fingerprint_of(assessment))

    assert len(prints) == 1


def test_the_result_page_shows_own_words_marked(client):
    assessment = make_assessment(answers=all_answers("full", 2))
    give_edition(assessment, BRANDED)
    open_in(client, assessment, Purpose.READ)

    page = parse(get(client, f"/a/{assessment.public_id}/result/", "en"))

    assert "One owner <b>now</b>." in headings(page)[0]
    assert "In the words of Bureau Noord" in words(page)
    titles = [words(title) for level in ("h2", "h3") for title in page.iter(level)]
    assert titles.count("Insight of Bureau Noord") == 2
    summary, strategy = (words(each) for each in classed(page, "callout--insight"))
    assert summary.startswith("Summary")
    assert strategy == "Insight of Bureau Noord Choose & keep choosing."


def test_an_own_sentence_stands_whole_on_the_result_page_with_level_and_score(client):
    assessment = make_assessment(answers=all_answers("full", 2))
    sentence = "First, we choose; then, we build. One owner, now."
    give_edition(assessment, Edition(OwnWords(sentence=sentence)))
    open_in(client, assessment, Purpose.READ)

    page = parse(get(client, f"/a/{assessment.public_id}/result/", "en"))

    (heading,) = page.iter("h1")
    assert words(heading) == sentence
    (opening,) = classed(page, "panel--opening")
    assert "In our own words" in words(opening)
    (overall,) = classed(page, "score--overall")
    assert "2.0" in words(overall)
    assert "Multichannel" in words(overall)


# --- the preview ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_assessment, make_group])
def test_the_preview_is_the_report_as_a_page_without_inline_style(client, make):
    assessment = make(answers=all_answers("full", 2))
    give_edition(assessment, BRANDED)
    open_in(client, assessment, Purpose.READ)

    page = get(client, address(assessment, "preview/"), "en")
    style = client.get(address(assessment, "preview.css"))

    tree = parse(page)
    assert len(headings(tree)) == 1
    assert [e for e in tree.iter() if isinstance(e.tag, str) and e.get("style")] == []
    assert "<style" not in page.text
    assert "Insight of Bureau Noord" in words(tree)
    assert address(assessment, "logo.png") in page.text
    assert style["Content-Type"].startswith("text/css")
    assert "--accent:#7a1fa2;" in style.text
    assert "no-store" in style["Cache-Control"]


def test_the_preview_has_the_words_and_figures_of_the_pdf(client, assessment):
    open_in(client, assessment)
    report = report_of(assessment, "en")

    text = words(parse(get(client, address(assessment, "preview/"), "en")))

    for action in (a for planned in report.advice.by_horizon.values() for a in planned):
        assert " ".join(action.title.split()) in text
    assert report.sentence in text
    for part in ("Quick wins", "The change and its risks", "Appendix: every answer"):
        assert part in text


# Assessment, responses, answers, agreed, targets, edition; a form also looks for its logo's job.
@pytest.mark.parametrize(("rest", "queries"), [("", 7), ("preview/", 6)])
@pytest.mark.parametrize("edition", [NEUTRAL, BRANDED], ids=["neutral", "branded"])
def test_the_pages_cost_the_same_queries_whatever_was_kept(
    client, django_assert_num_queries, edition, rest, queries
):
    assessment = make_assessment(questionnaire="quick", answers=all_answers("quick", 2))
    give_edition(assessment, edition)
    open_in(client, assessment)
    client.get(address(assessment, rest))  # the definition is read once per process

    with django_assert_num_queries(queries):
        client.get(address(assessment, rest))

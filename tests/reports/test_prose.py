import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.prose import List, Paragraph, days_held, figure_held, parse, together


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        (" \n\n \t\n", ()),
        ("One line.", (Paragraph(("One line.",)),)),
        ("Two lines\nof one paragraph.", (Paragraph(("Two lines", "of one paragraph.")),)),
        ("One.\n\nTwo.", (Paragraph(("One.",)), Paragraph(("Two.",)))),
        ("One.\r\n\r\nTwo.", (Paragraph(("One.",)), Paragraph(("Two.",)))),
        ("One.\n \t \n\n\nTwo.", (Paragraph(("One.",)), Paragraph(("Two.",)))),
        ("- a\n- b", (List(("a", "b")),)),
        (
            "First:\n- a\n  - b\nThen this.",
            (Paragraph(("First:",)), List(("a", "b")), Paragraph(("Then this.",))),
        ),
        ("-a dash without a space", (Paragraph(("-a dash without a space",)),)),
        ("<b>&</b> **bold**", (Paragraph(("<b>&</b> **bold**",)),)),
    ],
)
def test_text_falls_into_paragraphs_and_lists(text, blocks):
    assert parse(text) == blocks


@given(st.text(alphabet=st.sampled_from("ab -\n\r\té")))
def test_no_word_is_lost_and_no_block_is_empty(text):
    blocks = parse(text)

    parts = [each.items if isinstance(each, List) else each.lines for each in blocks]
    words = " ".join(word for lines in parts for line in lines for word in line.split())
    typed = " ".join(word for word in text.split() if word.strip("-"))
    assert " ".join(word for word in words.split() if word.strip("-")) == typed
    assert all(parts)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("from 2 to 3.", "from 2 to\N{NO-BREAK SPACE}3."),
        ("what is missing is 0,3", "what is missing is\N{NO-BREAK SPACE}0,3"),
        ("level 3 of 4 (1.5)", "level 3 of 4 (1.5)"),
        ("by 1 March 2027", "by 1 March 2027"),
        ("nothing to hold", "nothing to hold"),
        ("3", "3"),
    ],
)
def test_a_figure_at_the_end_keeps_to_the_word_before_it(text, held):
    assert figure_held(text) == held


@pytest.mark.parametrize(
    ("text", "set_text"),
    [
        ("uiterlijk 12 juni 2026).", "uiterlijk 12_juni_2026)."),
        (
            "as it was at the assessment of 6 November 2025.",
            "as it was at the assessment of_6_November_2025.",
        ),
        ("werkt multichannel (niveau 2 van 4), met", "werkt multichannel (niveau_2_van_4), met"),
        ("Meten over kanalen van 1 naar 1,45", "Meten over kanalen van_1_naar_1,45"),
        ("Managing director, 0 to 3 months", "Managing director, 0_to_3_months"),
        ("uiterlijk eind maand 3 van het plan", "uiterlijk eind maand_3 van het plan"),
        ("Organisatiestructuur · 2,3", "Organisatiestructuur_·_2,3"),
        ("7 of 7 answered · 3 answers “don't know”", "7_of_7 answered_· 3_answers “don't_know”"),
        ("Alle kanalen, zonder één cijfer", "Alle kanalen, zonder één cijfer"),
    ],
)
def test_dates_and_figures_are_of_one_piece_on_slides(text, set_text):
    assert together(text) == set_text.replace("_", "\N{NO-BREAK SPACE}")
    assert together(together(text)) == together(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("HR-manager, uiterlijk 12 juni 2026.", ["HR-manager,", "uiterlijk", "12 juni 2026."]),
        ("0 to 3 months (by 1 May 2027)", ["0 to 3 months", "(by", "1 May 2027)"]),
        ("after actions 1, 2 and 13 too", ["after", "actions 1, 2 and 13", "too"]),
        ("from 2 to 3 in all", ["from", "2", "to", "3", "in", "all"]),
    ],
)
def test_on_paper_a_date_or_a_period_stands_on_one_line(text, pieces):
    assert [
        each.replace("\N{NO-BREAK SPACE}", " ") for each in days_held(text).split(" ")
    ] == pieces

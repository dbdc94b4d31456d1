"""Blocks as paragraphs, pictures and tables of a word processor: one function for each kind."""

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reports.content.blocks import (
    Actions,
    Answers,
    Block,
    Callout,
    Facts,
    Figure,
    Heading,
    Items,
    Panel,
    Points,
    Route,
    Score,
    Span,
    Table,
    Text,
)
from reports.docx.columns import write_across, write_columns, write_overview
from reports.docx.draft import Draft
from reports.docx.marks import lift
from reports.docx.rows import write_actions, write_answers, write_route, write_rows
from reports.docx.tables import Piece, Styled, led_by, quiet, strong
from reports.prose import List

STYLES = {
    "sentence": "Sentence",
    "long-sentence": "Sentence",
    "lead": "Lead",
    "kicker": "Kicker",
    "period": "Kicker",
    "figure": "Kicker",
    "mark": "Small",
    "quiet": "Small",
    "indicative": "Small",
}
COLUMNS = {"pair", "place", "camps"}  # panels whose panels stand side by side
RADAR = 82  # millimetres
SPAN, BAR, SIGN = 60, 46, 9
BELOW_LIST = 5.5  # points
RAISED = 9  # half-points: words beside a line without a figure before it


def write_blocks(draft: Draft, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _write(draft, block)


def _write(draft: Draft, block: Block) -> None:
    match block:
        case Heading():
            draft.heading(block.text, block.depth)
        case Text():
            _text(draft, block)
        case Items():
            _items(draft, block)
        case Facts():
            _facts(draft, block)
        case Score():
            _score(draft, block)
        case Points(role="across"):
            write_across(draft, block)
        case Points():
            _points(draft, block)
        case Figure():
            _figure(draft, block)
        case Callout():
            _callout(draft, block)
        case Panel():
            _panel(draft, block)
        case Table():
            write_rows(draft, block)
        case Actions():
            write_actions(draft, block)
        case Answers():
            write_answers(draft, block)
        case Route():
            write_route(draft, block)


def _text(draft: Draft, block: Text) -> Paragraph:
    label = [strong(led_by(block.label))] if block.label else []
    written = draft.paragraph(*label, block.text, style=STYLES.get(block.role, "Normal"))
    if block.role == "evidence":  # its caution follows
        written.paragraph_format.space_after = Pt(1)
        written.paragraph_format.keep_with_next = True
    return written


def _items(draft: Draft, block: Items) -> None:
    """On one page."""
    style = "Small" if block.role == "notes" else "ListBullet"
    written = [draft.paragraph(item, style=style) for item in block.items]
    for paragraph in written[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    for paragraph in written[-1:]:
        paragraph.paragraph_format.space_after = Pt(BELOW_LIST)


def _facts(draft: Draft, block: Facts) -> None:
    for fact in block.rows:
        draft.paragraph(strong(f"{fact.label}: "), "; ".join(fact.lines))


def _score(draft: Draft, block: Score) -> None:
    pieces: list[Piece] = [Styled(block.text, "ScoreFigure" if block.is_scored else "Strong")]
    if block.picture:
        words = ", ".join((block.text, *block.notes))
        pieces += ["  ", draft.picture(block.picture, BAR, words)]
    if block.level:
        number = Styled(f"\N{NO-BREAK SPACE}{block.level}\N{NO-BREAK SPACE}", f"Level{block.level}")
        pieces += ["  ", number, f" {block.name}"]
    standing = draft.paragraph(*pieces, style="Standing")
    if block.picture and not block.is_scored:
        lift(standing.runs[0], RAISED)
    if block.notes:
        notes = draft.paragraph("; ".join(block.notes), style="Small")
        notes.paragraph_format.keep_with_next = True  # as all of the head does


def _points(draft: Draft, block: Points) -> None:
    for point in block.items:
        if point.title:
            draft.paragraph(strong(point.title), style="Point")
        for words in filter(None, (point.label, point.text, point.detail)):
            draft.paragraph(words if words == point.text else quiet(words))


def _figure(draft: Draft, block: Figure) -> None:
    if isinstance(block.picture, Span):  # which holds its words
        draft.paragraph(draft.picture(block.picture, SPAN, block.words), style="Standing")
        return
    drawn = draft.picture(block.picture, RADAR, block.words, layout="narrow")  # has larger words
    draft.paragraph(drawn, style="Picture")
    draft.paragraph(*_key(draft, block), style="Caption")


def _key(draft: Draft, block: Figure) -> Iterator[Piece]:
    for place, entry in enumerate(block.key):
        yield "    " if place else ""
        yield draft.sign(entry.sign, SIGN, entry.word)
        yield f" {entry.word}"


def _callout(draft: Draft, block: Callout) -> None:
    if block.role == "insight":
        draft.own_words(block)
    elif block.role == "decision":
        _decisions(draft, block)
    else:
        draft.paragraph(strong(block.heading), style="Point")
        for words in _lines(block):
            draft.paragraph(words)
    if block.detail:
        draft.paragraph(capfirst(block.detail), style="Small")


def _decisions(draft: Draft, block: Callout) -> None:
    """In one field of colour."""
    draft.heading(block.heading, 3)
    numbered = (f"{number}. {words}" for number, words in enumerate(_lines(block), start=1))
    draft.paragraph("\n".join(numbered), style="Decision")


def _lines(block: Callout) -> Iterator[str]:
    for part in block.parts:
        yield from part.items if isinstance(part, List) else part.lines


def _panel(draft: Draft, block: Panel) -> None:
    if block.role in COLUMNS:
        write_columns(draft, [each for each in block.blocks if isinstance(each, Panel)])
    elif block.role == "overview":
        write_overview(draft, block)
    elif block.role == "pattern":
        _pattern(draft, block)
    else:
        write_blocks(draft, block.blocks)


def _pattern(draft: Draft, block: Panel) -> None:
    """Its heading before its picture, which stand side by side elsewhere; all on one page."""
    picture, words = (each for each in block.blocks if isinstance(each, Panel))
    heading, *texts = words.blocks
    write_blocks(draft, (heading, *picture.blocks))
    written = [_text(draft, each) for each in texts if isinstance(each, Text)]
    for paragraph in written:
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = paragraph is not written[-1]

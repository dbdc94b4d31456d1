"""The slides that say where the organisation stands: from its radar to its patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from reports.content.blocks import (
    Answer,
    Answers,
    Chapter,
    Figure,
    Heading,
    Items,
    Panel,
    Point,
    Points,
    Row,
    Span,
)
from reports.content.blocks import Block as ContentBlock
from reports.content.blocks import Cell as ContentCell
from reports.content.blocks import Table as ContentTable
from reports.content.blocks import Text as Words
from reports.picking import all_of, one_of, panels, told
from reports.pptx.charts import place_bars, place_radar
from reports.pptx.deck import Deck, ResultDeck, Sheet
from reports.pptx.opening import BODY, HEAD, ITEM, SMALL, opening_sentences
from reports.pptx.tables import (
    TABLE,
    Cell,
    Column,
    Table,
    natural_widths,
    place_on_slides,
    place_table,
)
from reports.pptx.text import Text, cleaned, scale_of
from reports.prose import sentences

PATTERNS = 3  # the notes of the last have the others
ROW = 0.52  # inches, of the table beside the bars
WORDS = 4  # inches, that the longest column has at least
LARGE = 1  # the level of a figure to read from afar


def add_radar(deck: ResultDeck) -> None:
    """Titled by the second sentence of the opening, which compares the dimensions."""
    figures = deck.chapter("figures")
    figure = one_of(Figure, figures.blocks, "wide") if figures else None
    if figures is None or figure is None:
        return
    meaning = [words for panel in panels(figures, "level") for words in all_of(Words, panel.blocks)]
    said = [first for words in meaning[::-1] for first in sentences(words.text)[:1]]
    lead = sentences(figures.lead)
    titles = [*_rules_say(deck)[1:2], *map(Text, (*said, *lead))]
    sheet = deck.add("Chart", _with_caution(deck, figures), *titles)
    place_radar(sheet, 14, figure, deck.report.language)
    heading = [each.text for panel in panels(figures, "level") for each in _headings(panel)]
    beside = [words.text for words in meaning] or [figures.lead]
    rest = [" ".join(each for each in sentences(text) if not sheet.says(each)) for text in beside]
    sheet.fill(15, *(Text(each) for each in heading), *(Text(each, BODY) for each in rest))
    sheet.tell(figure.words, *told(panels(figures, "level")))


def _rules_say(deck: ResultDeck) -> list[Text]:
    """The sentences of the opening, unless a person wrote them."""
    return [] if deck.report.edition.own_words.sentence else opening_sentences(deck)


def _with_caution(deck: ResultDeck, figures: Chapter) -> str:
    return " · ".join(filter(None, (figures.title, deck.report.caution)))


def _headings(panel: Panel) -> list[Heading]:
    return all_of(Heading, panel.blocks)


def add_figures(deck: ResultDeck) -> None:
    """The table of all figures with a bar beside every row."""
    figures = deck.chapter("figures")
    figure = one_of(Figure, figures.blocks, "wide") if figures else None
    table = one_of(ContentTable, figures.blocks, "figures") if figures else None
    if figures is None or figure is None or table is None:
        return
    notes = [note for each in all_of(Items, figures.blocks, "notes") for note in each.items]
    titles = [*_rules_say(deck)[2:3], *map(Text, sentences(figures.lead))]
    sheet = deck.add("Table and chart", _with_caution(deck, figures), *titles)
    place_table(sheet, 14, _figures_table(table, figures.title, sheet))
    whole = sheet.placeholder(15).height.inches
    head, end = ROW / whole, (len(table.rows)) * ROW / whole
    place_bars(sheet, 15, figure, deck.report.language, head=head, whole=end)
    sheet.tell(figures.lead, *told([table]), *notes)


def _figures_table(table: ContentTable, description: str, sheet: Sheet) -> Table:
    """With as many of its columns as the width allows: the importance goes first."""
    width = sheet.placeholder(14).width.inches
    shown = [place for place, head in enumerate(table.head) if "bar" not in head.roles]
    goes = (_("Importance"), _("Consensus"), _("Still to go"), _("Level"))
    for count in range(len(goes) + 1):
        left_out = goes[:count]
        places = [each for each in shown if table.head[each].lines[0] not in left_out]
        titles = [table.head[each].lines[0] for each in places]
        rows = tuple(tuple(_figure(row.cells[each]) for each in places) for row in table.rows)
        needed = natural_widths(titles, rows)
        if sum(needed) <= width:
            break
    numbers = ["number" in table.head[each].roles for each in places]
    columns = (
        Column(title, own / sum(needed), is_number=is_number)
        for title, own, is_number in zip(titles, needed, numbers, strict=True)
    )
    return Table(tuple(columns), rows, description, has_total=True, row_height=ROW)


def _figure(cell: ContentCell) -> Cell:
    return Cell(" ".join((*([str(cell.level)] if cell.level else []), *cell.lines)))


def add_change(deck: ResultDeck) -> None:
    """Since an earlier round; one that cannot be compared is told on the last slides."""
    change = deck.chapter("change")
    table = one_of(ContentTable, change.blocks, "change") if change else None
    if change is None or table is None:
        return
    sheet = deck.add("Table", change.title, *sentences(change.lead)[:1])
    scores = replace(table, head=table.head[:4], rows=tuple(map(_scores_of, table.rows)))
    width = sheet.placeholder(TABLE).width.inches
    place_table(
        sheet, TABLE, *(_plain_table(each, change.title, width) for each in (table, scores))
    )
    sheet.tell(change.lead, *told(change.blocks))


def _scores_of(row: Row) -> Row:
    """Without what moved them: rather that than without a dimension."""
    return replace(row, cells=row.cells[:4])


def _plain_table(table: ContentTable, description: str, width: float) -> Table:
    """Columns as wide as their longest cell; the longest has what the others leave."""
    titles = [" ".join(head.lines) for head in table.head]
    rows = tuple(tuple(_figure(cell) for cell in row.cells) for row in table.rows)
    needed = natural_widths(titles, rows)
    rest = max(WORDS, width - sum(needed) + max(needed))
    widths = [min(own, rest) for own in needed]
    columns = (
        Column(title, own / sum(widths), is_number="number" in head.roles)
        for title, own, head in zip(titles, widths, table.head, strict=True)
    )
    return Table(tuple(columns), rows, description)


def add_highlights(deck: ResultDeck) -> None:
    """What holds back and what to build on, titled by the first brake in its answer's words."""
    pair = one_of(Panel, deck.chapters[0].blocks, "pair")
    if pair is None:
        return
    strengths, brakes = panels_in(pair, "points")
    said = [point.text for each in (brakes, strengths) for point in _points(each)]
    first = [each for text in said for each in sentences(text)[:1]]
    sheet = deck.add("Two columns", " · ".join((brakes[0], strengths[0])), *first)
    columns = {14: brakes, 16: strengths}
    details = next((each for each in (2, 1) if _have_room(sheet, columns, each)), 0)
    for place, (heading, points) in columns.items():
        sheet.fill(place, heading)
        sheet.fill(place + 1, *_listed(points, details))
    sheet.tell(*told([pair]))


def _have_room(sheet: Sheet, columns: Mapping[int, tuple[str, list[Point]]], details: int) -> bool:
    """Both, so that what one says beside its answers the other does not leave out."""
    return all(
        scale_of(cleaned(_listed(points, details)), sheet.room(place + 1))
        for place, (_heading, points) in columns.items()
    )


def panels_in(pair: Panel, role: str) -> list[tuple[str, list[Point]]]:
    return [
        (_headings(each)[0].text, [p for block in all_of(Points, each.blocks) for p in block.items])
        for each in all_of(Panel, pair.blocks, role)
    ]


def _points(column: tuple[str, list[Point]]) -> list[Point]:
    return column[1]


def _listed(points: list[Point], details: int) -> Iterator[Text]:
    """Each with whose words they are and why it matters, as far as there is room for both."""
    for point in points:
        yield Text(point.title, HEAD)
        yield Text(point.label if details else "", SMALL)
        yield Text(point.text, BODY)
        yield Text(point.detail if details > 1 else "", SMALL)


def add_patterns(deck: ResultDeck) -> None:
    """Each on its own slide: its headline is the message."""
    chapter = deck.chapter("patterns")
    shown = panels(chapter, "pattern")
    for number, pattern in enumerate(shown[:PATTERNS], start=1):
        words = next(iter(all_of(Panel, pattern.blocks, "pattern-words")))
        picture = next(iter(all_of(Panel, pattern.blocks, "pattern-picture")))
        title = _headings(words)[0].text
        sheet = deck.add("Text and figure", chapter.title if chapter else "", title)
        texts = [
            Text(e.text, HEAD if e.role == "do" else BODY) for e in all_of(Words, words.blocks)
        ]
        sheet.fill(14, *texts)
        sheet.fill(15, *_measured(picture))
        others = shown[PATTERNS:] if number == PATTERNS else []
        sheet.tell(*told([pattern, *others]))


def _measured(picture: Panel) -> Iterator[Text]:
    """Names small, scores large."""
    for figure in all_of(Figure, picture.blocks):
        spots = figure.picture.spots if isinstance(figure.picture, Span) else ()
        for spot in spots:
            name, _space, score = spot.label.rpartition(" ")
            yield Text(name, HEAD)
            yield Text(score, LARGE)
    yield from (Text(words.text, HEAD) for words in all_of(Words, picture.blocks))


def add_group(deck: ResultDeck) -> None:
    """Where a group differs."""
    _add_sections(deck, "group")


def add_workshop(deck: ResultDeck) -> None:
    """What a room chose to do."""
    _add_sections(deck, "workshop")


def _add_sections(deck: ResultDeck, slug: str) -> None:
    """Of a chapter each section that has a message, on a slide of its own."""
    chapter = deck.chapter(slug)
    for heading, blocks in _sections(chapter) if chapter else ():
        lead = one_of(Words, blocks, "lead")
        if lead is None:
            continue
        if items := one_of(Items, blocks):
            sheet = deck.add("Text", heading, lead.text)
            sheet.fill(14, *(Text(each, ITEM) for each in items.items))
            sheet.tell(*told(blocks))
        elif tables := list(_tables_of(deck, blocks, heading)):
            place_on_slides(deck, heading, lead.text, tables, *told(blocks))


def _tables_of(deck: Deck, blocks: list[ContentBlock], heading: str) -> Iterator[Table]:
    for block in blocks:
        match block:
            case ContentTable():
                yield _plain_table(block, heading, deck.width_of("Table", TABLE))
            case Answers():
                yield from _spread_tables(block, heading)


def _sections(chapter: Chapter) -> Iterator[tuple[str, list[ContentBlock]]]:
    """A heading with what follows it."""
    heading = chapter.title
    blocks: list[ContentBlock] = []
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield heading, blocks
            heading, blocks = block.text, []
        else:
            blocks.append(block)
    yield heading, blocks


def _spread_tables(answers: Answers, description: str) -> Iterator[Table]:
    """How many chose each level, of each question; in its own words where there is room."""
    titles = (_("Question"), "1", "2", "3", "4", f"{_('Mean')} · {_('Consensus')}")
    shares = (0.42, 0.04, 0.04, 0.04, 0.04, 0.42)
    columns = tuple(
        Column(title, share, is_number=title.isdigit())
        for title, share in zip(titles, shares, strict=True)
    )
    for is_worded in (True, False):
        rows = tuple(_spread(answer, is_worded=is_worded) for answer in answers.rows)
        yield Table(columns, rows, description)


def _spread(answer: Answer, *, is_worded: bool) -> tuple[Cell, ...]:
    counts = answer.spread.distribution if answer.spread else ()
    return (
        Cell(answer.facet, (answer.question,) * is_worded, is_bold=True),
        *(Cell(str(count)) for count in counts),
        Cell(" · ".join(filter(None, (*answer.figures, answer.mark))) or "–"),
    )

"""Panels side by side: a table with the heading of each panel in its header row."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.content.blocks import (
    Block,
    Facts,
    Figure,
    Heading,
    Items,
    Panel,
    Points,
    Score,
    Text,
    every_block,
)
from reports.docx.draft import Draft
from reports.docx.tables import Cell, Column, Line, led_by, level_mark, line, quiet, strong

RADAR = 60  # millimetres, beside the score


def write_columns(draft: Draft, panels: Sequence[Panel]) -> None:
    width = draft.width / len(panels)
    heads = [_heading(panel) for panel in panels]
    columns = [Column(head, width) for head in heads]
    head = [
        Cell((line(text, style="TableHeadStrong"),), level=panel.level or 0)
        for text, panel in zip(heads, panels, strict=True)
    ]
    cells = [Cell(tuple(_lines(panel))) for panel in panels]
    draft.table(columns, [cells], head=head, whole_from=0)


def write_across(draft: Draft, points: Points) -> None:
    """A few points that stand side by side elsewhere: a line each, so that what is decided comes on
    the same page."""
    for number, point in enumerate(points.items, start=1):
        pieces = (strong(led_by(point.title)), quiet(point.text))
        written = draft.paragraph(*pieces, style="TableBullet")
        written.paragraph_format.keep_with_next = number < len(points.items)


def write_overview(draft: Draft, panel: Panel) -> None:
    """The score of the whole with what it is based on, beside the radar."""
    inside = list(every_block(panel.blocks))
    figure = next(each for each in inside if isinstance(each, Figure))
    drawn = draft.picture(figure.picture, RADAR, figure.words, layout="narrow")
    words = [each for block in inside if not isinstance(block, Panel) for each in _lines_of(block)]
    columns = [
        Column(_("Overall"), draft.width - RADAR - 4),
        Column(_("Now and target"), RADAR + 4),
    ]
    cells = [Cell(tuple(words)), Cell((line(drawn, style="Picture"),))]
    draft.table(columns, [cells], whole_from=0)


def _heading(panel: Panel) -> str:
    return next(each.text for each in panel.blocks if isinstance(each, Heading))


def _lines(panel: Panel) -> Iterator[Line]:
    """What stands below the first heading of a panel."""
    seen = False
    for block in panel.blocks:
        if isinstance(block, Heading) and not seen:
            seen = True
        else:
            yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[Line]:
    match block:
        case Heading(text=text):
            yield line(strong(text))
        case Text(text=text, label=label):
            yield line(*([strong(led_by(label))] if label else []), text)
        case Items(items=items):
            for item in items:
                yield line(item, style="TableBullet")
        case Points(items=points):
            for point in points:
                lead = [strong(f"{point.title}. ")] if point.title else []
                lead += [quiet(led_by(point.label))] if point.label else []
                yield line(*lead, point.text)
                if point.detail:
                    yield line(quiet(point.detail))
        case Score():
            yield from _score_lines(block)
        case Facts(rows=facts):
            for fact in facts:
                yield line(strong(f"{fact.label}: "), "; ".join(fact.lines))
        case Figure():
            return
        case _:
            raise TypeError(f"a column holds words, not {type(block).__name__}")


def _score_lines(score: Score) -> Iterator[Line]:
    yield line(score.text, style="Score" if score.is_scored else "Sentence")
    if score.level:
        yield line(*level_mark(score.level), score.name)
    for note in score.notes:
        yield line(quiet(note))

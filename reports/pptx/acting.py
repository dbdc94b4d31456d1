"""The slides that say what to do: priorities, first actions, the route and its basecamps."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from reports.content.blocks import (
    ActionRow,
    Actions,
    ActionWords,
    Callout,
    Chapter,
    Heading,
    Items,
    Points,
    Route,
    RouteHorizon,
    Score,
)
from reports.content.blocks import Text as Words
from reports.picking import all_of, callout_lines, headline, one_of, panels, told
from reports.pptx.deck import ResultDeck
from reports.pptx.drawings import place_horizons
from reports.pptx.tables import Cell, Column, Table, place_table
from reports.prose import sentences

PRIORITIES = 3
ARROW = 0.62  # inches: how high the arrows of the route are


def add_priorities(deck: ResultDeck) -> None:
    """The first dimensions with a step, titled by the step of the first; with something still to
    go, only those that have."""
    with_gap = {row.dimension.slug for row in deck.report.result.with_gap}
    steps = [
        (each, _beside_step(each))
        for each in deck.chapters
        if panels(each, "advice") and (each.slug in with_gap or not with_gap)
    ]
    if not steps:
        return
    beside = steps[0][1].heading  # of a level that is held it is when to move on
    chapters = [each for each, callout in steps if callout.heading == beside][:PRIORITIES]
    columns = (
        Column(_("Dimension"), 0.29),
        Column(_("The step to take"), 0.36),
        Column(beside, 0.35),
    )
    rows = tuple(_priority(chapter) for chapter in chapters)
    title = _("Priorities at a glance")
    sheet = deck.add("Table", title, rows[0][1].text)
    bare = tuple(
        (name, replace(step, under=step.under[:1]), pitfall) for name, step, pitfall in rows
    )
    place_table(sheet, 14, Table(columns, rows, title), Table(columns, bare, title))
    sheet.tell(*(line for chapter in chapters for line in told(chapter.blocks)))


def _priority(chapter: Chapter) -> tuple[Cell, Cell, Cell]:
    [score] = all_of(Score, chapter.blocks, "dimension")
    [words] = panels(chapter, "advice-words")
    [kicker, why] = all_of(Words, words.blocks)
    return (
        Cell(f"{chapter.title} · {score.text}", score.notes[:1], is_bold=True),
        Cell(headline(words), (kicker.text, *sentences(why.text)[:1]), is_bold=True),
        Cell(" ".join(line for line, _is_item in callout_lines(_beside_step(chapter)))),
    )


def _beside_step(chapter: Chapter) -> Callout:
    return all_of(Callout, chapter.blocks, "pitfall")[0]


def add_first_actions(deck: ResultDeck) -> None:
    """What to begin with, titled by the first."""
    rows = list(_first_rows(deck))
    if not rows:
        return
    heading = headline(panels(deck.chapters[0], "first")[0])
    words, first = rows[0][1], rows[0][0]
    sheet = deck.add("Table", heading, first.title)
    columns = (
        Column(words.action, 0.46),
        Column(words.measure, 0.32),
        Column(f"{words.owner} · {words.when}", 0.22),
    )
    versions = (_actions_table(columns, rows, said, heading) for said in (2, 1, 0))
    place_table(sheet, 14, *versions)
    sheet.tell(heading, *told(_alone(rows)))


def _alone(rows: list[tuple[ActionRow, ActionWords]]) -> Iterator[Actions]:
    if rows:
        yield Actions(tuple(row for row, _words in rows), "full", rows[0][1])


def _first_rows(deck: ResultDeck) -> Iterator[tuple[ActionRow, ActionWords]]:
    """The actions that the summary names, as the dimensions tell them."""
    told_in_full = {
        row.title: (row, block.words)
        for chapter in reversed(deck.chapters)
        for block in all_of(Actions, chapter.blocks)
        for row in block.rows
    }
    for panel in panels(deck.chapters[0], "first"):
        for points in all_of(Points, panel.blocks):
            yield from (told_in_full[point.title] for point in points.items)


def _actions_table(
    columns: tuple[Column, ...],
    rows: list[tuple[ActionRow, ActionWords]],
    said: int,
    description: str,
) -> Table:
    """With so many sentences of what each action is."""
    cells = tuple(
        (
            Cell(row.title, (" ".join(sentences(row.description)[:said]),), is_bold=True),
            Cell(row.measure),
            Cell(row.who_and_when),
        )
        for row, _words in rows
    )
    return Table(columns, cells, description)


def add_quick_wins(deck: ResultDeck) -> None:
    """Only where there is no route, which has them too."""
    wins = deck.chapter("quick-wins")
    points = one_of(Points, wins.blocks) if wins else None
    actions = one_of(Actions, wins.blocks) if wins else None
    if wins is None or deck.chapter("route") or not (points or actions):
        return
    sheet = deck.add("Table", wins.title, wins.lead)
    if points:
        rows = tuple((Cell(each.title), Cell(each.text)) for each in points.items)
    else:
        listed = actions.rows if actions else ()
        rows = tuple(
            (Cell(f"{row.number}. {row.title}"), Cell(row.owner, (row.when,))) for row in listed
        )
    columns = (Column("", 0.62), Column("", 0.38))
    place_table(sheet, 14, Table(columns, rows, wins.title, has_header=False))
    sheet.tell(wins.lead, *told(wins.blocks))


def add_route(deck: ResultDeck) -> None:
    """The actions by horizon, titled by what the first is for."""
    chapter = deck.chapter("route")
    route = one_of(Route, chapter.blocks) if chapter else None
    if chapter is None or route is None:
        return
    sheet = deck.add("Route", chapter.title, *sentences(route.horizons[0].aim)[:1])
    place_horizons(sheet, route.horizons, height=ARROW)
    place_table(sheet, 14, *_route_tables(route, chapter.title))
    sheet.tell(*told([route]))


def _route_tables(route: Route, description: str) -> Iterator[Table]:
    """With as many actions of a horizon as have room; the notes have them all."""
    planned = [
        [f"{each.number}. {each.title}" for each in route.actions if each.horizon == horizon.number]
        for horizon in route.horizons
    ]
    for most in range(max(map(len, planned)), 0, -1):
        row = tuple(
            Cell(titles[0], tuple(titles[1:most])) if titles else Cell("–") for titles in planned
        )
        yield _beside(route.horizons, (row,), description)


def _beside(
    horizons: tuple[RouteHorizon, ...], rows: tuple[tuple[Cell, ...], ...], words: str
) -> Table:
    columns = tuple(Column(horizon.name, 1 / len(horizons)) for horizon in horizons)
    return Table(columns, rows, words, has_header=False, has_first_column=False)


def add_basecamps(deck: ResultDeck) -> None:
    """What has to be answered with yes before the next horizon."""
    wins = deck.chapter("quick-wins")
    camps = panels(wins, "camp")
    if wins is None or not camps:
        return
    sub = one_of(Heading, wins.blocks, "sub")
    leads = [each.text for each in all_of(Words, wins.blocks, "lead")]
    sheet = deck.add("Table", sub.text if sub else wins.title, *leads)
    columns = tuple(Column(headline(camp), 1 / len(camps)) for camp in camps)
    questions = [each.items for camp in camps for each in all_of(Items, camp.blocks)]
    rows = tuple(
        tuple(Cell(" ".join(sentences(question)[:1])) for question in asked)
        for asked in zip_longest(*questions, fillvalue="")
    )
    title = sub.text if sub else wins.title
    place_table(sheet, 14, Table(columns, rows, title, has_first_column=False))
    sheet.tell(*(line for camp in camps for line in told([camp])))

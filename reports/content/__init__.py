"""A result told once: its chapters, in reading order."""

from collections.abc import Callable

from reports.content.answers import answers
from reports.content.blocks import Chapter
from reports.content.change import change
from reports.content.coverage import coverage
from reports.content.dimensions import dimensions
from reports.content.figures import figures
from reports.content.find_out import find_out
from reports.content.group import group
from reports.content.insights import own_words
from reports.content.matrix import matrix
from reports.content.patterns import patterns
from reports.content.priorities import priorities
from reports.content.programme import programme
from reports.content.route import quick_wins, route
from reports.content.summary import summary
from reports.content.workshop import workshop
from reports.report import Report

BEFORE: tuple[Callable[[Report], Chapter | None], ...] = (
    summary,
    own_words,
    figures,
    matrix,
    change,
    workshop,
    group,
    patterns,
    find_out,
    priorities,
)
AFTER: tuple[Callable[[Report], Chapter | None], ...] = (
    quick_wins,
    route,
    programme,
    answers,
    coverage,
)


def chapters(report: Report) -> tuple[Chapter, ...]:
    """Those that go along, in the active language, which is the report's."""
    before, after = ([make(report) for make in some] for some in (BEFORE, AFTER))
    return tuple(filter(None, (*before, *dimensions(report), *after)))

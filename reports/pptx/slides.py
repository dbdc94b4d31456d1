"""Which slides a deck has, in which order: each shows some of a chapter of the result."""

from django.utils.translation import override

from reports.pptx.acting import (
    add_basecamps,
    add_first_actions,
    add_priorities,
    add_quick_wins,
    add_route,
)
from reports.pptx.deck import ResultDeck
from reports.pptx.opening import (
    add_cover,
    add_coverage,
    add_decision,
    add_opening,
    add_own_words,
)
from reports.pptx.standing import (
    add_change,
    add_figures,
    add_group,
    add_highlights,
    add_patterns,
    add_radar,
    add_workshop,
)
from reports.report import Report

WHERE = (
    *(add_radar, add_figures, add_change, add_highlights),
    *(add_patterns, add_workshop, add_group),
)
WHAT = (add_priorities, add_first_actions, add_quick_wins, add_route, add_basecamps)
ALWAYS = (add_own_words, add_decision, add_coverage)


def render_pptx(report: Report) -> bytes:
    """The deck in the language of the report; slides that would be empty are not there."""
    with override(report.language):
        deck = ResultDeck(report)
        where = WHERE if report.result.scored else ()
        what = WHAT if report.result.level else ()  # else to find out first what is unknown
        for add in (add_cover, add_opening, *where, *what, *ALWAYS):
            add(deck)
        return deck.as_bytes()

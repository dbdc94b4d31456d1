"""Which slides a deck has, in which order."""

from django.utils.translation import override

from reports.pptx.actions import add_priorities, add_quick_wins, add_route
from reports.pptx.deck import Deck
from reports.pptx.insights import add_insights
from reports.pptx.opening import add_cover, add_decision, add_summary
from reports.pptx.position import add_figures, add_highlights, add_patterns, add_radar
from reports.report import Report

ALWAYS = (add_cover, add_summary)
WHEN_SCORED = (
    add_radar,
    add_figures,
    add_highlights,
    add_patterns,
    add_priorities,
    add_insights,
    add_quick_wins,
    add_route,
)
WITHOUT_A_SCORE = (add_insights,)


def render_pptx(report: Report) -> bytes:
    """The deck in the language of the report; slides that would be empty are not there."""
    with override(report.language):
        deck = Deck(report)
        between = WHEN_SCORED if report.result.scored else WITHOUT_A_SCORE
        for add in (*ALWAYS, *between, add_decision):
            add(deck)
        return deck.as_bytes()

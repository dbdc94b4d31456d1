"""A comparison as one HTML document for the typesetter."""

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.chapters import LOGO, on_cover
from reports.colours import accent_tokens, declarations
from reports.comparison import ComparisonReport
from reports.content.comparison import comparison_chapters
from reports.content.comparison_cover import comparison_cover
from reports.cover_drawing import cover_art
from reports.series import outline_of


def comparison_html(report: ComparisonReport) -> str:
    """In its own language. Its style sheets come apart, and so does the logo of its edition."""
    with override(report.language):
        branding = report.edition.branding
        art = cover_art(outline_of(report.foremost))
        context = {
            "report": report,
            "cover": comparison_cover(report),
            "cover_art": on_cover(branding, art),
            "chapters": comparison_chapters(report),
            "on_paper": True,
            "accent": branding.accent,
            "branding": branding,
            "style": declarations(accent_tokens(branding.accent)),
            "logo_address": LOGO,
        }
        return render_to_string("reports/comparison.html", context)

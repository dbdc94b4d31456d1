"""The chapters of a result as one HTML document: for the typesetter, and for the preview."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.translation import override

from reports import colours
from reports.colours import accent_tokens, declarations
from reports.content import chapters
from reports.content.cover import cover
from reports.cover_drawing import cover_art
from reports.edition import Branding
from reports.report import Report
from reports.series import radar_of
from reports.svg import Svg, recoloured

LOGO = "kanaalkompas:logo.png"  # the name by which the typesetter knows the logo of an edition


def report_html(report: Report) -> str:
    """The whole report in its own language.

    Its style sheet comes apart, and so does its logo, under the name LOGO.
    """
    with override(report.language):
        context = {**report_context(report), "logo_address": LOGO}
        return render_to_string("reports/report.html", context)


def report_context(report: Report) -> Mapping[str, object]:
    """What the templates of the report walk, in the active language."""
    branding, told = report.edition.branding, chapters(report)
    return {
        "report": report,
        "cover": cover(report),
        "cover_art": on_cover(branding, cover_art(radar_of(report))),
        "chapters": told,
        # The dimensions are set in below them in the contents, and below nothing else.
        "has_priorities": any(each.slug == "priorities" for each in told),
        "on_paper": True,
        "accent": branding.accent,
        "branding": branding,
        "style": declarations(accent_tokens(branding.accent)),
        "is_quick": report.is_quick,
    }


def on_cover(branding: Branding, picture: Svg) -> Svg:
    """In the accent of the edition: the lines, and the field that they lie on."""
    return recoloured(picture, colours.ACCENT_ON_DARK, branding.on_dark)

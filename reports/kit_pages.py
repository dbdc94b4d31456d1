"""The kit of a workshop as one HTML document for the typesetter."""

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.chapters import LOGO
from reports.colours import accent_tokens, declarations
from reports.content.cover import BRAND
from reports.content.kit import kit_chapters
from reports.kit import Kit


def kit_html(kit: Kit) -> str:
    """In its own language. Its style sheets come apart, and so does the logo of its edition."""
    with override(kit.language):
        branding = kit.edition.branding
        organisation = kit.about.organisation or _("Your organisation")
        context = {
            "kit": kit,
            "chapters": kit_chapters(kit),
            "title": _("Workshop kit"),
            "subject": kit.subject or organisation,
            "organisation": organisation,
            "brand": branding.sender or BRAND,
            "logo_words": _("Logo of %(sender)s") % {"sender": branding.sender or BRAND},
            "foot": f"{branding.sender or BRAND}, {date_format(kit.about.date, 'j F Y')}",
            "logo_address": LOGO if branding.logo else "",
            "on_paper": True,
            "accent": branding.accent,
            "style": declarations(accent_tokens(branding.accent)),
        }
        return render_to_string("reports/kit.html", context)

"""What the pages say of a logo and a colour that were sent, for one report or for a team."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from assessments.branding_form import BrandingForm, logo_fault
from rendering import queue
from rendering.fingerprints import digest


@dataclass(frozen=True, slots=True)
class LogoState:
    """The logo that is there, and what becomes of one that was sent."""

    is_underway: bool
    fault: str  # in words, of one that is not used
    asks_at: str  # where to ask again
    shown_at: str  # of another logo another address: browsers keep pictures; empty without one


def logo_state(folder: str, logo: bytes, *, asks_at: str, shown_at: str) -> LogoState:
    """One query."""
    job = queue.sent_job(folder)
    return LogoState(
        is_underway=job is not None and job.is_underway,
        fault=logo_fault(job.reason) if job and job.has_failed else "",
        asks_at=asks_at,
        shown_at=f"{shown_at}?{digest(logo)[:8]}" if logo else "",
    )


def tell_of_accent(request: HttpRequest, form: BrandingForm) -> None:
    if form.replaced_accent:
        messages.warning(
            request,
            _("The colour %(typed)s is too light for text on white; %(used)s is used instead.")
            % {"typed": form.replaced_accent.typed, "used": form.replaced_accent.used},
        )

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.throttling import throttle
from assessments.access import not_open, opened_by, personal
from assessments.links import Purpose, add_grant, grant_for


@require_GET
@login_not_required
@throttle("open", per_address=200)
def open_link(request: HttpRequest, link: str) -> HttpResponse:
    """Grant this browser what the link gives, then go on to an address that holds no secret."""
    opened = opened_by(link)
    if opened is None:
        return not_open(request)
    assessment, purpose = opened
    page = redirect(
        "assessments:overview" if purpose is Purpose.EDIT else "assessments:result",
        assessment.public_id,
    )
    held = grant_for(request, assessment.public_id)
    # Whoever may edit and looks at the read-only link keeps the right to edit.
    if not (
        purpose is Purpose.READ and held and held.purpose is Purpose.EDIT and held.opens(assessment)
    ):
        add_grant(request, page, assessment, purpose)
    return personal(page)

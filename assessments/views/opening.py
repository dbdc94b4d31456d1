from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.throttling import Limit, refusal_of_failure
from assessments.access import not_open, opened_by, personal
from assessments.links import Purpose, add_grant, grant_for

# A room of people who mistype one link is told that it is wrong; who guesses is stopped.
WRONG_LINKS = Limit("wrong_link", 300)


@require_GET
@login_not_required
def open_link(request: HttpRequest, link: str) -> HttpResponse:
    """Grant this browser what the link gives, then go on to an address that holds no secret."""
    opened = opened_by(link)
    if opened is None:
        return refusal_of_failure(request, WRONG_LINKS) or not_open(request)
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

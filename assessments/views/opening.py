from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.throttling import Limit, refusal_of_failure
from assessments.access import (
    JUST_OPENED,
    AssessmentRequest,
    not_open,
    opened_by,
    personal,
    with_assessment,
)
from assessments.links import Purpose, add_grant, drop_grant, grant_for, private_link

# A room of people who mistype one link is told that it is wrong; who guesses is stopped.
WRONG_LINKS = Limit("wrong_link", 300)


@require_safe
@login_not_required
def open_link(request: HttpRequest, link: str, stuck: str = "") -> HttpResponse:
    """Grant this browser what the link gives, on a page that goes on to an address without secret.

    No redirect: office programs and scanners follow one without cookies, and then hand over an
    address that opens nothing. `stuck` is what a text left behind the link.
    """
    opened = opened_by(link)
    if opened is None:
        return refusal_of_failure(request, WRONG_LINKS) or not_open(request)
    assessment, opening = opened
    is_private = opening.purpose is Purpose.EDIT
    name = "assessments:overview" if is_private else "assessments:result"
    context = {
        "there": reverse(name, args=[assessment.public_id]),
        "was_just_opened": JUST_OPENED,
        # Where people answer now, whoever leads them goes on there: the template knows its page.
        "led": assessment.public_id if is_private and assessment.takes_answers else "",
    }
    page = personal(render(request, "assessments/opened.html", context))
    held = grant_for(request, assessment.public_id)
    # Whoever may edit and looks at the read-only link keeps the right to edit.
    if is_private or not (held and held.link == private_link(assessment)):
        add_grant(request, page, opening)
    return page


@require_POST
@with_assessment()
def forget(request: AssessmentRequest) -> HttpResponse:
    """Take the assessment out of this browser. It stays as it is, and its links open it again."""
    page = redirect("assessments:home")
    drop_grant(page, request.assessment.public_id)
    return page

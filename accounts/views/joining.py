"""Becoming a member by an invitation."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.models import Invitation, User
from accounts.sign_in import INVITED_BY
from accounts.throttling import Limit, refusal_of_failure

WRONG_INVITATIONS = Limit("invitation:wrong", 100)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def join(request: HttpRequest, link: str) -> HttpResponse:
    """Whoever is not signed in goes on to do so, or to make an account, and comes back here."""
    invitation = services.invited_by(link)
    if invitation is None:
        refusal = refusal_of_failure(request, WRONG_INVITATIONS)
        return refusal or render(request, "accounts/invitation_over.html", status=404)
    if request.method == "POST":
        if request.user.is_authenticated:
            return accept(request, invitation)
        request.session[INVITED_BY] = link
        has_account = "sign_in" in request.POST
        return redirect("account_login" if has_account else "account_signup")
    is_theirs = request.user.is_anonymous or invitation.email in {"", request.user.email}
    context = {"invitation": invitation, "is_theirs": is_theirs}
    return render(request, "accounts/join.html", context)


def accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    request.session.pop(INVITED_BY, None)
    try:
        membership = services.accept(invitation, by=cast(User, request.user))
    except services.ForSomebodyElse:
        return render(request, "accounts/join.html", {"invitation": invitation}, status=403)
    except services.InvitationOver:
        return render(request, "accounts/invitation_over.html", status=404)
    messages.success(request, _("You are a member of %(team)s.") % {"team": membership.team})
    return redirect("clients:desk")

"""Of somebody who is signed in: teams, sessions."""

from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import NewTeamForm
from accounts.models import Membership, User
from accounts.services import make_team
from accounts.throttling import throttle


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    memberships = list(Membership.objects.of(cast(User, request.user)))
    return render(request, "accounts/home.html", {"memberships": memberships})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@throttle("team", per_address=100, methods=["POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    form = NewTeamForm(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/new_team.html", {"form": form}, status=status)
    team = make_team(name=form.cleaned_data["name"], owner=cast(User, request.user))
    return redirect("accounts:team", team.public_id)


@require_safe
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Costs two queries for each that is there: few."""
    kept = UserSession.objects.purge_and_list(request.user)
    newest_first = sorted(kept, key=lambda each: each.created_at, reverse=True)
    return render(request, "accounts/sessions.html", {"sessions": newest_first})


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Of this browser it is signing out; ending twice is once."""
    session = UserSession.objects.filter(user_id=request.user.pk, pk=number).first()
    if session is None:
        raise Http404
    if session.is_current():
        return redirect("account_logout")
    session.end()
    messages.success(request, _("That session has ended."))
    return redirect("accounts:sessions")

"""Of somebody who is signed in: teams, sessions."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import EraseForm, NewTeamForm
from accounts.leaving import NotYet, erase_account, to_do_first
from accounts.models import Membership, User
from accounts.person import everything_about, note_export
from accounts.services import make_team
from accounts.throttling import throttle


def who_is_here(request: HttpRequest) -> str:
    return str(request.user.pk)


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


@require_POST
@throttle("own_data", most=10, by=who_is_here)
def export(request: HttpRequest) -> HttpResponse:
    """All that is kept of the person, as one file."""
    user = cast(User, request.user)
    note_export(user)
    page = JsonResponse(everything_about(user), json_dumps_params={"indent": 2})
    page["Content-Disposition"] = 'attachment; filename="kanaalkompas-account.json"'
    add_never_cache_headers(page)
    return page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: HttpRequest) -> HttpResponse:
    """Says what has to be done first, where there is anything."""
    user = cast(User, request.user)
    form = EraseForm(request.POST if request.method == "POST" else None, label_suffix="")
    before = to_do_first(user)
    context = {"form": form, "before": before}
    if request.method != "POST" or before or not form.is_valid():
        refused = 409 if before else 422
        status = refused if request.method == "POST" else 200
        return render(request, "accounts/erase.html", context, status=status)
    try:
        erase_account(user)
    except NotYet:  # since a moment
        return redirect("accounts:erase")
    logout(request)
    messages.success(request, _("Your account has been removed."))
    return redirect("assessments:home")


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

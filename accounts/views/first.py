"""The first team of an installation, by the link that `manage.py first_team` prints."""

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import FirstTeamForm
from accounts.models import Membership
from accounts.throttling import Limit, refusal_of_failure

WRONG_LINKS = Limit("first_team:wrong", 100)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def first_team(request: HttpRequest, link: str) -> HttpResponse:
    """A wrong link, one that is too old, and one for an installation with a team are one 404."""
    if not services.opens_first_team(link):
        return over(request)
    sent = request.POST if request.method == "POST" else None
    form = FirstTeamForm(sent, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/first_team.html", {"form": form}, status=status)
    try:
        team = services.make_first_team(**form.cleaned_data, language=get_language() or "nl")
    except services.NotTheFirst:
        return over(request)
    owner = Membership.objects.owners(team).select_related("user").get().user
    page: HttpResponse = perform_login(
        request, owner, email_verification="none", redirect_url=reverse("clients:desk")
    )
    return page


def over(request: HttpRequest) -> HttpResponse:
    refusal = refusal_of_failure(request, WRONG_LINKS)
    return refusal or render(request, "accounts/first_team_over.html", status=404)

"""Who did what when in a team, for its owner: on a page, and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, with_team
from accounts.models import AuditEntry
from accounts.rights import Right
from accounts.throttling import throttle
from assessments.access import personal
from clients.audit import people, told
from clients.audit_form import AuditForm
from clients.views.sheets import csv_file

ENTRIES_PER_PAGE = 50


def team_of(request: MemberRequest) -> str:
    return request.team.public_id


@require_safe
@with_team(Right.AUDIT)
def audit(request: MemberRequest) -> HttpResponse:
    """As many queries however long it is: who there is, how many, a page, and what it names."""
    form = AuditForm(request.GET, people=people(request.team))
    entries = form.found(AuditEntry.objects.filter(team=request.team.public_id))
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "team": request.team,
        "form": form,
        "page": page,
        "entries": told(list(page), request.team),
    }
    status = 200 if form.is_valid() else 422
    return personal(render(request, "clients/audit.html", context, status=status))


@require_safe
@with_team(Right.AUDIT)
@throttle("audit_csv", most=60, by=team_of)
def audit_csv(request: MemberRequest) -> HttpResponseBase:
    """All that was asked for, not a page of it."""
    form = AuditForm(request.GET, people=people(request.team))
    if not form.is_valid():
        return audit(request, team_id=request.team.public_id)
    entries = list(form.found(AuditEntry.objects.filter(team=request.team.public_id)))
    rows = [
        [f"{timezone.localtime(each.at):%Y-%m-%d %H:%M}", each.what, each.who, each.sentence]
        for each in told(entries, request.team)
    ]
    heading = [_("When"), _("What"), _("Who"), _("In words")]
    owner = slugify(request.team.name) or "kanaalkompas"
    name = f"{owner}-{pgettext('file name', 'who-did-what')}.csv"
    return personal(csv_file(name, [heading, *rows]))

"""What asks for attention, and the list of clients."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.models import Membership, Organisation
from accounts.rights import Right, may
from assessments.access import personal
from clients.access import MemberRequest
from clients.desk import PAGE, Show, found, lines_of, listed, under_way
from clients.forms import DeskForm
from clients.told_attention import told_attention


@require_GET
def desk(request: MemberRequest) -> HttpResponse:
    form, today, language = DeskForm(request.GET), timezone.localdate(), get_language()
    memberships = list(Membership.objects.of(request.user))
    theirs = listed(Organisation.objects.of(request.user), form.chosen, today)
    rows = found(theirs, form.words).select_related("parent", "team").order_by("name", "pk")
    page = Paginator(rows, PAGE).get_page(form.page_number)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(list(page), today, language),
        "choices": Show,
        "memberships": memberships,
        "manages": [each.team for each in memberships if may(each.role, Right.MEMBERS)],
        "may_add": any(may(each.role, Right.CLIENTS) for each in memberships),
    }
    if form.asks_for_all:
        context["started"] = under_way(request.user, language)
        told = told_attention(request.user, memberships, today, language)
        context["due"], context["settled"] = told
    return personal(render(request, "clients/desk.html", context))

"""What asks for attention, and the list of clients."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.rights import Right, may
from assessments.access import personal
from clients.access import MemberRequest
from clients.desk import Show, under_way
from clients.forms import DeskForm
from clients.told_desk import memberships_of, told_clients, told_desk


@require_GET
def desk(request: MemberRequest) -> HttpResponse:
    form, today, language = DeskForm(request.GET), timezone.localdate(), get_language()
    memberships = memberships_of(request.user)
    context = {
        "choices": Show,
        "memberships": memberships,
        "manages": [each for each in memberships if may(each.role, Right.MEMBERS)],
        "may_add": any(may(each.role, Right.CLIENTS) for each in memberships),
    }
    if form.asks_for_all:
        context["told"] = told_desk(request.user, memberships, today, language)
        context["started"] = under_way(request.user, language)
    else:
        told = told_clients(request.user, memberships, form, today, language)
        context["told"] = {"clients": told}
    return personal(render(request, "clients/desk.html", context))

"""The pages of a team: members, invitations, settings."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import mail, services
from accounts.access import MemberRequest, with_team
from accounts.forms import EndForm, InvitationForm, RoleForm, TeamForm
from accounts.mail import offers_mail, send_invitation
from accounts.models import Invitation, Membership, Organisation, Role, Team
from accounts.replacing import StaleForm
from accounts.rights import Right, may
from accounts.throttling import throttle


def team_of(request: MemberRequest) -> str:
    return request.team.public_id


@require_safe
@with_team()
def team(request: MemberRequest) -> HttpResponse:
    return render_team(request)


def render_team(
    request: MemberRequest, *, form: InvitationForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """Three queries, however many members."""
    members = list(request.team.memberships.select_related("user").order_by("joined_at", "pk"))
    owners = [each for each in members if each.role == Role.OWNER]
    manages = may(request.membership.role, Right.MEMBERS)
    context = {
        "team": request.team,
        "members": [
            {"membership": each, "form": RoleForm(initial={"role": each.role}, prefix=str(each.pk))}
            for each in members
        ],
        "invitations": list(open_invitations(request)) if manages else [],
        "form": form or InvitationForm(label_suffix=""),
        "manages": manages,
        "sees_audit": may(request.membership.role, Right.AUDIT),
        "me": request.membership,
        "is_only_owner": owners == [request.membership],
        "is_alone": len(members) == 1,
        "offers_mail": offers_mail(),
        **more,
    }
    return render(request, "accounts/team.html", context, status=status)


def open_invitations(request: MemberRequest) -> Any:
    return request.team.invitations.open(timezone.now()).order_by("pk")


@require_POST
@with_team(Right.MEMBERS)
@throttle("invite_member", most=50, by=team_of)
def invite(request: MemberRequest) -> HttpResponse:
    """By mail, or a link that is shown once: of its secret only a hash is kept."""
    form = InvitationForm(request.POST, label_suffix="")
    if not form.is_valid():
        return render_team(request, form=form, status=422)
    email = form.cleaned_data["email"]
    is_mailed = bool(email) and offers_mail()
    with transaction.atomic():  # an invitation and its letter, or neither
        new = services.invite(request.team, by=request.user, **form.cleaned_data)
        address = request.build_absolute_uri(reverse("accounts:join", args=[new.link]))
        if is_mailed:
            send_invitation(new.invitation, address)
    if not is_mailed:
        return render_team(request, link=address)
    messages.success(request, _("An invitation goes to %(address)s.") % {"address": email})
    return redirect("accounts:team", request.team.public_id)


@require_POST
@with_team(Right.MEMBERS)
def withdraw(request: MemberRequest, number: int) -> HttpResponse:
    invitation = Invitation.objects.filter(team=request.team, pk=number).first()
    if invitation is None:
        raise Http404
    services.withdraw(invitation, by=request.user)
    messages.success(request, _("The invitation has been withdrawn."))
    return redirect("accounts:team", request.team.public_id)


@require_POST
@with_team(Right.MEMBERS)
def change_role(request: MemberRequest, number: int) -> HttpResponse:
    member = member_or_404(request, number)
    form = RoleForm(request.POST, prefix=str(number))
    if not form.is_valid():
        return render_team(request, status=422)
    try:
        services.change_role(member, form.cleaned_data["role"], by=request.user)
    except services.LastOwner:
        return render_team(request, is_last_owner=True, status=409)
    messages.success(request, _("The role has been changed."))
    return redirect("accounts:team", request.team.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_team(Right.MEMBERS)
def remove(request: MemberRequest, number: int) -> HttpResponse:
    return end(request, member_or_404(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
@with_team()
def leave(request: MemberRequest) -> HttpResponse:
    return end(request, request.membership)


def end(request: MemberRequest, member: Membership) -> HttpResponse:
    clients = Organisation.objects.filter(team=request.team, consultant=member.user).count()
    sent = request.POST if request.method == "POST" else None
    form = EndForm(sent, membership=member, has_clients=bool(clients), label_suffix="")
    is_self = member.pk == request.membership.pk
    context = {"team": request.team, "member": member, "clients": clients, "is_self": is_self}
    if request.method != "POST" and services.is_only_owner(member):
        context["is_last_owner"] = True
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/end.html", context | {"form": form}, status=status)
    try:
        services.end_membership(member, by=request.user, successor=form.successor)
    except (services.LastOwner, services.NoSuccessor) as refused:
        is_last_owner = isinstance(refused, services.LastOwner)
        context |= {"form": form, "is_last_owner": is_last_owner}
        return render(request, "accounts/end.html", context, status=409)
    messages.success(request, _("Done."))
    return redirect("accounts:home") if is_self else redirect("accounts:team", team_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@with_team(Right.SETTINGS)
def settings(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return render_settings(request, settings_form(request))
    form = settings_form(request, request.POST)
    if not form.is_valid():
        return render_settings(request, form, status=422)
    try:
        services.keep_settings(
            request.team, replaces=form.replaces, by=request.user, **form.settings
        )
    except StaleForm:
        if form.lies_beside(settings_form(request)):
            return render_settings(request, form, status=409)
    messages.success(request, _("The settings have been saved."))
    return redirect("accounts:settings", request.team.public_id)


def settings_form(request: MemberRequest, sent: Any = None) -> TeamForm:
    """On what is stored now: a form that was sent changes the object that it was made of."""
    stored = Team.objects.get(pk=request.team.pk)
    return TeamForm(sent, instance=stored, label_suffix="")


def render_settings(request: MemberRequest, form: TeamForm, *, status: int = 200) -> HttpResponse:
    return render(request, "accounts/settings.html", {"form": form}, status=status)


@require_POST
@with_team(Right.SETTINGS)
@throttle("try_mail", most=10, by=team_of)
def try_mail(request: MemberRequest) -> HttpResponse:
    """Says what the mail server said; ten seconds at most."""
    outcome = mail.try_mail(request.user)
    tell = messages.success if outcome.is_sent else messages.error
    tell(request, outcome.words)
    return redirect("accounts:settings", request.team.public_id)


def member_or_404(request: MemberRequest, number: int) -> Membership:
    members = Membership.objects.filter(team=request.team).select_related("user", "team")
    member = members.filter(pk=number).first()
    if member is None:
        raise Http404
    return member

"""The links by which people come in: the private one, and the read-only ones, each of somebody."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.qr import QrCode
from accounts.throttling import AUDIENCE, Limit, refuse, throttle
from assessments import mailing, services, sharing
from assessments.access import AssessmentRequest, member_of, with_assessment
from assessments.forms import MailLinkForm, RenewLinkForm, ShareForm
from assessments.links import add_grant, private_link, read_only_link
from assessments.models import Assessment, ReadLink

# So that nobody's mailbox can be filled, from whatever assessments and addresses.
MAILS_TO_ONE = Limit("mail_to", 10, seconds=3600)


def assessment_asked(request: AssessmentRequest) -> str:
    return request.assessment.public_id


@require_GET
@with_assessment(editable=True)
def stop(request: AssessmentRequest) -> HttpResponse:
    """Everything is kept, and how to come back; or only the link, for a page that covers it."""
    template = "assessments/stop.html" + ("#link" if request.htmx else "")
    return render(request, template, link_context(request))


@require_GET
@with_assessment(editable=True)
def link(request: AssessmentRequest) -> HttpResponse:
    return render_link_page(request)


@require_POST
@with_assessment(editable=True)
def renew_link(request: AssessmentRequest) -> HttpResponse:
    form = RenewLinkForm(request.POST)
    if not form.is_valid():
        return render_link_page(request, renew_form=form, status=422)
    sharing.renew_private_link(
        request.assessment,
        by=member_of(request),
        with_read_links=form.cleaned_data["with_read_links"],
    )
    messages.success(
        request, _("The private link is new and the old one no longer works. Keep the new one.")
    )
    page = redirect("assessments:link", request.assessment.public_id)
    add_grant(request, page, private_link(request.assessment))
    return page


@require_POST
@with_assessment(editable=True)
@throttle("share", per_address=AUDIENCE, most=60, by=assessment_asked)
def share(request: AssessmentRequest) -> HttpResponse:
    form = ShareForm(request.POST)
    if not form.is_valid():
        return render_link_page(request, share_form=form, status=422)
    given = sharing.share(request.assessment, by=member_of(request), **form.cleaned_data)
    holder = {"holder": given.name}
    messages.success(request, _("There is a read-only link for %(holder)s.") % holder)
    return redirect(reverse("assessments:link", args=[request.assessment.public_id]) + "#read-only")


@require_POST
@with_assessment(editable=True)
def withdraw_link(request: AssessmentRequest, number: int) -> HttpResponse:
    given = request.assessment.read_links.filter(number=number).first()
    if given is None:
        raise Http404
    sharing.withdraw(given, by=member_of(request))
    holder = {"holder": given.name}
    messages.success(request, _("The link of %(holder)s no longer works.") % holder)
    return redirect(reverse("assessments:link", args=[request.assessment.public_id]) + "#read-only")


@require_POST
@with_assessment(editable=True)
def keep_link(request: AssessmentRequest) -> HttpResponse:
    services.mark_link_kept(request.assessment)
    return redirect("assessments:overview", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
@throttle("mail", per_address=400, most=5, by=assessment_asked, seconds=3600)
def mail_link(request: AssessmentRequest) -> HttpResponse:
    if not mailing.offers_mail():
        raise Http404
    form = MailLinkForm(request.POST)
    if not form.is_valid():
        return render_link_page(request, mail_form=form, status=422)
    to = form.cleaned_data["address"]
    if not MAILS_TO_ONE.count(to.casefold()):
        return refuse(request, MAILS_TO_ONE, to.casefold())
    mailing.mail_link(
        request.assessment,
        to=to,
        private=private_address(request, request.assessment),
        shared=[address for _link, address, _qr in shared_with(request)],
    )
    if mailing.sends_mail():
        messages.success(request, _("The links were sent to %(address)s.") % {"address": to})
    else:
        messages.warning(
            request, _("No mail was sent: it is printed where Kanaalkompas was started.")
        )
    return redirect("assessments:link", request.assessment.public_id)


def render_link_page(
    request: AssessmentRequest,
    *,
    mail_form: MailLinkForm | None = None,
    renew_form: RenewLinkForm | None = None,
    share_form: ShareForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = link_context(request, mail_form) | {
        "form": mail_form or renew_form or share_form,  # that was sent: it has the page's errors
        "renew_form": renew_form or RenewLinkForm(),
        "share_form": share_form or ShareForm(),
        "is_group": request.assessment.is_group,
        "shared": shared_with(request),
    }
    return render(request, "assessments/link.html", context, status=status)


def link_context(
    request: AssessmentRequest, mail_form: MailLinkForm | None = None
) -> dict[str, Any]:
    """The private link, and what sends it."""
    address = private_address(request, request.assessment)
    return {
        "assessment": request.assessment,
        "mail_form": mail_form or MailLinkForm(),
        "offers_mail": mailing.offers_mail(),
        "sends_mail": mailing.sends_mail(),
        "edit_address": address,
        "edit_qr": QrCode.of(address),
    }


# The two kinds are told apart by what they look like.
def private_address(request: HttpRequest, assessment: Assessment) -> str:
    path = reverse("assessments:open", args=[private_link(assessment).text])
    return request.build_absolute_uri(path)


def read_only_address(request: HttpRequest, given: ReadLink) -> str:
    return request.build_absolute_uri(
        reverse("assessments:view", args=[read_only_link(given).text])
    )


def shared_with(request: AssessmentRequest) -> list[tuple[ReadLink, str, QrCode]]:
    """The read-only links that are out. One query."""
    rows = request.assessment.read_links.out().select_related("assessment").order_by("number")
    addresses = [(each, read_only_address(request, each)) for each in rows]
    return [(each, address, QrCode.of(address)) for each, address in addresses]

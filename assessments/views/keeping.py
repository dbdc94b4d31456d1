"""What an assessment is called, and the links by which people come back to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.qr import QrCode
from accounts.throttling import Limit, refuse, throttle
from assessments import mailing, services
from assessments.access import AssessmentRequest, open_to, with_assessment
from assessments.details_form import DetailsForm
from assessments.forms import MailLinkForm, RenewLinksForm
from assessments.links import Purpose, add_grant, link_to
from assessments.models import Assessment

# So that nobody's mailbox can be filled, from whatever assessments and addresses.
MAILS_TO_ONE = Limit("mail_to", 10, seconds=3600)


def assessment_asked(request: AssessmentRequest) -> str:
    return request.assessment.public_id


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def details(request: AssessmentRequest) -> HttpResponse:
    if request.method != "POST":
        return render_details(request, details_form(request))
    form = details_form(request, request.POST)
    if not form.is_valid():
        return render_details(request, form, status=422)
    try:
        services.keep_details(request.assessment, replaces=form.replaces, **form.details)
    except services.StaleForm:
        if form.lies_beside(details_form(request)):
            return render_details(request, form, status=409)
    except services.PreviousRemoved:
        form.add_error("previous", _("This measurement was removed in the meantime."))
        return render_details(request, form, status=422)
    return redirect("assessments:overview", request.assessment.public_id)


def details_form(request: AssessmentRequest, sent: Any = None) -> DetailsForm:
    """On what is stored now: a form that was sent changes the object that it was made of."""
    stored = Assessment.objects.named(request.assessment.public_id)
    if stored is None:
        raise services.AssessmentRemoved
    definition = stored.definition(get_language())
    return DetailsForm(
        sent, definition=definition, open_to_visitor=open_to(request), instance=stored
    )


def render_details(
    request: AssessmentRequest, form: DetailsForm, *, status: int = 200
) -> HttpResponse:
    definition = request.assessment.definition(get_language())
    context = {"form": form, "assessment": request.assessment, "definition": definition}
    return render(request, "assessments/details.html", context, status=status)


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
    form = RenewLinksForm(request.POST)
    if not form.is_valid():
        return render_link_page(request, renew_form=form, status=422)
    services.renew_links(request.assessment)
    messages.success(
        request, _("Both links are new and the old ones no longer work. Keep the new ones.")
    )
    page = redirect("assessments:link", request.assessment.public_id)
    add_grant(request, page, request.assessment, Purpose.EDIT)
    return page


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
        addresses=link_addresses(request, request.assessment),
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
    renew_form: RenewLinksForm | None = None,
    status: int = 200,
) -> HttpResponse:
    read_address = link_addresses(request, request.assessment)[Purpose.READ]
    context = link_context(request, mail_form) | {
        "form": mail_form or renew_form,  # that was sent, so that has the errors of the page
        "renew_form": renew_form or RenewLinksForm(),
        "is_group": request.assessment.is_group,
        "read_address": read_address,
        "read_qr": QrCode.of(read_address),
    }
    return render(request, "assessments/link.html", context, status=status)


def link_context(
    request: AssessmentRequest, mail_form: MailLinkForm | None = None
) -> dict[str, Any]:
    """The private link, and what sends it."""
    edit_address = link_addresses(request, request.assessment)[Purpose.EDIT]
    return {
        "assessment": request.assessment,
        "mail_form": mail_form or MailLinkForm(),
        "offers_mail": mailing.offers_mail(),
        "sends_mail": mailing.sends_mail(),
        "edit_address": edit_address,
        "edit_qr": QrCode.of(edit_address),
    }


# The two links are told apart by what they look like.
ADDRESSES = {Purpose.EDIT: "assessments:open", Purpose.READ: "assessments:view"}


def link_addresses(request: HttpRequest, assessment: Assessment) -> dict[Purpose, str]:
    return {
        purpose: request.build_absolute_uri(reverse(name, args=[link_to(assessment, purpose)]))
        for purpose, name in ADDRESSES.items()
    }

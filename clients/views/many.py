"""Starting measurements of many units at once, and the links to send."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import Right
from assessments.views.links import private_address
from clients.access import ClientRequest, with_organisation
from clients.desk import OpenMeasurement, with_progress
from clients.many import asked_for, open_links, start_many
from clients.many_form import ManyForm
from clients.views.sheets import csv_file
from maturity.loading import published_definition


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.CLIENTS)
def measure_units(request: ClientRequest) -> HttpResponse:
    """First what would be started, then that."""
    group = request.organisation
    if group.parent_id:
        raise Http404  # groups lie one deep
    form = ManyForm(request.POST or None, definition=published_definition(get_language()))
    context = {"organisation": group, "form": form}
    if request.method != "POST" or not form.is_valid() or form.asks_to_change:
        status = 422 if form.errors else 200
        return render(request, "clients/measure_units.html", context, status=status)
    names = form.cleaned_data["names"]
    if not form.is_confirmed:
        asked = asked_for(group, names)
        to_start = sum(each.will_start for each in asked)
        context |= {"asked": asked, "to_start": to_start}
        return render(request, "clients/measure_units_look.html", context)
    start_many(group, names, by=request.user, made_by=form.made_for, **form.values)
    return redirect("clients:unit_links", group.public_id)


@require_safe
@with_organisation(Right.WRITE)
def unit_links(request: ClientRequest) -> HttpResponse:
    """The private link of each unit that is being measured, to send to whoever fills it in."""
    given = links_given(request)
    context = {
        "organisation": request.organisation,
        "given": given,
        "text": "\n".join(f"{each.assessment.client}\t{address}" for each, address in given),
    }
    return render(request, "clients/unit_links.html", context)


@require_safe
@with_organisation(Right.WRITE)
def unit_links_csv(request: ClientRequest) -> HttpResponse:
    heading = [_("Unit"), _("Assessment"), _("Private link")]
    rows = [
        [str(each.assessment.client), each.assessment.get_questionnaire_display(), address]
        for each, address in links_given(request)
    ]
    owner = slugify(request.organisation.name) or "kanaalkompas"
    return csv_file(f"{owner}-{pgettext('file name', 'links')}.csv", [heading, *rows])


def links_given(request: ClientRequest) -> list[tuple[OpenMeasurement, str]]:
    """Two queries, and the one of `open_links`."""
    group = request.organisation
    started = [(each, group.role) for each in open_links(group)]
    return [
        (each, private_address(request, each.assessment))
        for each in with_progress(started, get_language())
    ]

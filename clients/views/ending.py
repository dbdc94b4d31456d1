"""A client taken along and erased for good."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rights import Right
from clients import erasing, packing, services
from clients.access import ClientRequest, with_organisation
from clients.erase_form import EraseForm
from clients.packing_form import DoneForm


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.ERASE)
def erase(request: ClientRequest) -> HttpResponse:
    organisation = request.organisation
    form = EraseForm(request.POST or None, organisation=organisation)
    if request.method != "POST" or not form.is_valid():
        goes, units = erasing.goes_with(organisation), organisation.units.order_by("name", "pk")
        context = {"organisation": organisation, "form": form, "goes": goes, "units": list(units)}
        status = 422 if request.method == "POST" else 200
        return render(request, "clients/erase.html", context, status=status)
    erased = erasing.erase(organisation, by=request.user)
    say_what_is_left(request, erased)
    return redirect("clients:desk")


def say_what_is_left(request: ClientRequest, erased: erasing.Erased) -> None:
    """Without the name: messages are kept until they are shown."""
    if erased.left:
        words = _(
            "The client was erased. Some stored files could not be removed yet: the server takes"
            " them away within the hour. Tell the administrator if this comes again."
        )
        messages.warning(request, words)
    else:
        words = _(
            "The client was erased. We looked: no row, stored file or kept page of it is left."
            " Copies in backups go when those do."
        )
        messages.success(request, words)


@require_safe
@with_organisation(Right.WRITE)
def take_along(request: ClientRequest) -> HttpResponse:
    """Waits for the reports, and asks for them a few at a time."""
    progress = packing.go_on(
        packing.measurements_of(request.organisation),
        request.organisation.role,
        get_language(),
        done=DoneForm(request.GET).number,
    )
    context = {"organisation": request.organisation, "progress": progress}
    template = "clients/take_along.html" + ("#progress" if request.htmx else "")
    return render(request, template, context)


@require_POST
@with_organisation(Right.WRITE)
def package(request: ClientRequest) -> StreamingHttpResponse:
    organisation, language = request.organisation, get_language()
    services.note_export(organisation, by=request.user)
    pieces = packing.packed(packing.measurements_of(organisation), organisation.role, language)
    name = f"{slugify(organisation.name) or 'kanaalkompas'}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)

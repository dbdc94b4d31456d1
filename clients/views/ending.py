"""A client taken along and erased for good."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import Right
from clients import erasing
from clients.access import ClientRequest, with_organisation
from clients.erase_form import EraseForm


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

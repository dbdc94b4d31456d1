"""Many assessment files taken into a client at once."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.rights import Right
from accounts.throttling import AUDIENCE, throttle
from clients.access import ClientRequest, with_organisation
from clients.import_form import ImportManyForm
from clients.importing import import_all


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.WRITE)
@throttle("import", per_address=AUDIENCE, methods=["POST"])
def import_many(request: ClientRequest) -> HttpResponse:
    """What became of each file stands on the page that answers; sent again it is the same."""
    organisation, form = request.organisation, ImportManyForm()
    if request.method == "POST":
        form = ImportManyForm(request.POST, request.FILES)
    if request.method != "POST" or not form.is_valid():
        context = {"organisation": organisation, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "clients/import_many.html", context, status=status)
    files = form.cleaned_data["archive"]
    imported = import_all(files, organisation, by=request.user, made_by=form.made_by)
    context = {
        "organisation": organisation,
        "imported": imported,
        "kept": len({each.assessment for each in imported} - {None}),
    }
    return render(request, "clients/imported.html", context)

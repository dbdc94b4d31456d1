"""An assessment as a file: taken in, and removed for good."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import AUDIENCE, throttle
from assessments.access import AssessmentRequest, member_of, personal, with_assessment
from assessments.forms import DeleteForm, ImportForm
from assessments.importing import import_document
from assessments.links import add_grant, drop_grant, private_link
from assessments.services import remove_assessment


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("import", per_address=AUDIENCE, methods=["POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """A file with faults is told them, place by place; a good one is stored and opened."""
    if request.method != "POST":
        return render(request, "assessments/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return personal(render(request, "assessments/import.html", {"form": form}, status=422))
    assessment = import_document(form.cleaned_data["file"], made_by=form.maker)
    page = redirect("assessments:overview", assessment.public_id)
    add_grant(request, page, private_link(assessment))
    return personal(page)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def delete(request: AssessmentRequest) -> HttpResponse:
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"assessment": request.assessment, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "assessments/delete.html", context, status=status)
    public_id = request.assessment.public_id
    remove_assessment(request.assessment, by=member_of(request))
    page = redirect("assessments:removed")
    drop_grant(page, public_id)
    return page


@require_safe
@login_not_required
def removed(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/removed.html")

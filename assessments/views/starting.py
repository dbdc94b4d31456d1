from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.throttling import AUDIENCE, throttle
from assessments.access import personal
from assessments.forms import StartForm
from assessments.links import Purpose, add_grant
from assessments.models import QuestionnaireKind
from assessments.services import create_assessment
from maturity.loading import published_definition


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("start", per_address=AUDIENCE, methods=["POST"])
def start(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    preselected = request.GET.get("questionnaire")
    form = StartForm(
        request.POST or None,
        definition=definition,
        initial={"questionnaire": preselected if preselected in QuestionnaireKind.values else None},
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "definition": definition}
        return render(request, "assessments/start.html", context, status=status)
    assessment = create_assessment(language=definition.language, **form.assessment)
    first = definition.dimensions[0]
    page = redirect("assessments:dimension", assessment.public_id, first.slug)
    add_grant(request, page, assessment, Purpose.EDIT)
    return personal(page)

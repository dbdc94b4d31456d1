"""Starting an assessment, also as the next round of one that is open in this browser."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.throttling import AUDIENCE, throttle
from assessments.access import access_by_role, open_to, personal
from assessments.forms import StartForm
from assessments.links import add_grant, private_link
from assessments.models import Assessment, AssessmentQuerySet, QuestionnaireKind
from assessments.services import create_assessment
from maturity.definition import Definition, Questionnaire
from maturity.loading import published_definition, published_version


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("start", per_address=AUDIENCE, methods=["POST"])
def start(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    rounds = rounds_to_repeat(request)
    earlier = rounds.filter(public_id=request.GET.get("after", "")).first()
    form = StartForm(
        request.POST or None,
        definition=definition,
        rounds=rounds,
        is_decided=True,
        initial=filled_in(request.GET.get("questionnaire", ""), earlier),
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "definition": definition, "earlier": earlier}
        context |= kinds(definition, form.kind)
        return personal(render(request, "assessments/start.html", context, status=status))
    client = client_of(request, form.assessment["previous"])
    assessment = create_assessment(language=definition.language, client=client, **form.assessment)
    page = redirect("assessments:dimension", assessment.public_id, definition.dimensions[0].slug)
    add_grant(request, page, private_link(assessment))
    return personal(page)


def kinds(definition: Definition, chosen: str | None) -> dict[str, Questionnaire]:
    """The questionnaire that was chosen at the door, and the one it may still be changed for."""
    if chosen is None:
        return {}
    other = next(kind for kind in QuestionnaireKind.values if kind != chosen)
    return {
        "chosen": definition.questionnaire(chosen),
        "other": definition.questionnaire(other),
    }


def rounds_to_repeat(request: HttpRequest) -> AssessmentQuerySet:
    """What this browser may open and can be compared with."""
    if not (request.GET.get("after") or request.POST.get("previous")):
        return Assessment.objects.none()
    return open_to(request).filter(model_version=published_version())


def client_of(request: HttpRequest, earlier: Assessment | None) -> Organisation | None:
    """The next round of a team's client is the team's too, when a member of it starts one."""
    if earlier is None or earlier.client_id is None:
        return None
    access = access_by_role(request, earlier.public_id)
    return earlier.client if access and access.may_write else None


def filled_in(asked: str, earlier: Assessment | None) -> dict[str, Any]:
    """As the earlier round was; the address may ask for the other questionnaire."""
    initial = {"questionnaire": asked if asked in QuestionnaireKind.values else None}
    if earlier:
        initial["questionnaire"] = initial["questionnaire"] or earlier.questionnaire
        initial |= {
            "previous": earlier.public_id,
            "sector": earlier.sector,
            "organisation": earlier.organisation,
        }
    return initial

"""What a facilitator takes along to a room, as one value; and the Wi-Fi that its cards name.

The network is nobody's but the facilitator's: it lies sealed in a cookie of that browser for an
hour, and in no row of ours. See docs/security.md.
"""

import datetime as dt
import json
from contextlib import suppress

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from accounts.sealing import seal, unsealed
from assessments.reporting import about, edition_of
from reports.kit import AgendaItem, Kit, Network
from workshops.agenda import Format
from workshops.models import Workshop
from workshops.telling import FORMATS, PARTS

REMEMBERED = dt.timedelta(hours=1)


def kit_of(
    workshop: Workshop, language: str, *, door: str, place: str, network: Network | None = None
) -> Kit:
    """Two queries."""
    assessment, plan = workshop.assessment, workshop.plan
    with override(language):
        parts = plan.parts_in(workshop.minutes or plan.minutes)
        agenda = tuple(
            AgendaItem(part, str(PARTS[part]), minutes) for part, minutes in parts.items()
        )
        format_name = str(FORMATS[Format(workshop.format)][0])
    return Kit(
        definition=assessment.definition(language),
        about=about(assessment),
        questionnaire=assessment.questionnaire,
        subject=workshop.subject,
        format_name=format_name,
        agenda=agenda,
        topics=plan.topics,
        code=workshop.shown_code,
        place=place,
        door=door,
        minimum_group=assessment.minimum_group,
        has_departments=workshop.departments.exists(),
        is_anonymous=workshop.is_anonymous,
        talks_first=workshop.talks_first,
        network=network,
        edition=edition_of(assessment, with_logo=True),
    )


def remember_network(page: HttpResponse, public_id: str, network: Network | None) -> None:
    """By the browser of who typed it; none forgets the one before it."""
    if network is None:
        page.delete_cookie(_cookie_name(public_id), samesite="Lax")
        return
    page.set_cookie(
        _cookie_name(public_id),
        sealed_network(network),
        max_age=REMEMBERED,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def remembered_network(request: HttpRequest, public_id: str) -> Network | None:
    return network_in(request.COOKIES.get(_cookie_name(public_id), ""))


def sealed_network(network: Network) -> str:
    """As it lies in a browser, or goes to that of the screen in an address."""
    return seal(json.dumps([network.name, network.password]))


def network_in(text: str) -> Network | None:
    with suppress(InvalidToken, ValueError):
        name, password = json.loads(unsealed(text))
        return Network(name, password)
    return None


def _cookie_name(public_id: str) -> str:
    return f"{settings.COOKIE_PREFIX}network-{public_id}"

"""Private and read-only links, and the grants that opening one leaves in a browser.

A link is derived, not stored: `<id>.<mac>`. A grant is a signed cookie for one assessment. Both
name a generation of the row, so renewing a link stops the older ones and all grants from them.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from assessments.models import Assessment

LINK_SALT = "assessments.link"
GRANT_SALT = "assessments.grant"
GRANTS_KEPT = 20  # browsers refuse requests whose cookies grow past some kilobytes


class Purpose(StrEnum):
    EDIT = "edit"
    READ = "read"


GRANT_LIFETIME = {Purpose.EDIT: dt.timedelta(days=365), Purpose.READ: dt.timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Grant:
    public_id: str
    purpose: Purpose
    generation: int
    granted_at: int  # seconds since the epoch

    def opens(self, assessment: Assessment) -> bool:
        return (self.public_id, self.generation) == (
            assessment.public_id,
            generation_of(assessment, self.purpose),
        )


def generation_of(assessment: Assessment, purpose: Purpose) -> int:
    return assessment.edit_generation if purpose is Purpose.EDIT else assessment.read_generation


def link_to(assessment: Assessment, purpose: Purpose) -> str:
    return f"{assessment.public_id}.{_signer().signature(_meaning(assessment, purpose))}"


def purpose_of(assessment: Assessment, mac: str) -> Purpose | None:
    """What a link's mac gives the right to. A wrong one is compared with both, under every key."""
    found = None
    for purpose in Purpose:
        meaning = _meaning(assessment, purpose)
        with suppress(signing.BadSignature):
            if _signer().unsign(f"{meaning}.{mac}") == meaning:
                found = purpose
    return found


def _meaning(assessment: Assessment, purpose: Purpose) -> str:
    return f"{assessment.public_id}:{purpose}:{generation_of(assessment, purpose)}"


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=LINK_SALT)  # SHA-256: 256 bits, 43 characters


def add_grant(
    request: HttpRequest, page: HttpResponse, assessment: Assessment, purpose: Purpose
) -> None:
    """Give this browser the right, and drop its oldest grants beyond the number that we keep."""
    # The last part tells browsers apart that hold the same right, to count what each asks for.
    held = [assessment.public_id, purpose, generation_of(assessment, purpose), token_urlsafe(6)]
    value = signing.dumps(held, salt=GRANT_SALT)
    name = cookie_name(assessment.public_id)
    page.set_cookie(
        name,
        value,
        max_age=GRANT_LIFETIME[purpose],
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    others = [grant for grant in grants_in(request) if grant.public_id != assessment.public_id]
    others.sort(key=lambda grant: grant.granted_at, reverse=True)
    for grant in others[GRANTS_KEPT - 1 :]:
        drop_grant(page, grant.public_id)


def drop_grant(page: HttpResponse, public_id: str) -> None:
    # Not delete_cookie: a browser ignores a `__Host-` cookie that is not Secure, also to end it.
    page.set_cookie(
        cookie_name(public_id), max_age=0, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def grant_for(request: HttpRequest, public_id: str) -> Grant | None:
    """The grant that this browser holds, not yet checked against the row."""
    return _read_grant(request.COOKIES.get(cookie_name(public_id), ""))


def grant_in_hand(request: HttpRequest) -> str:
    """What tells this browser from all others that may open the assessment of the address; somebody
    who is signed in is one, in however many browsers."""
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    return request.COOKIES.get(cookie_name(str(asked.get("public_id", ""))), "")


def cookie_name(public_id: str) -> str:
    return _cookie_prefix() + public_id


def _cookie_prefix() -> str:
    return "__Host-grant-" if settings.HTTPS else "grant-"


def grants_in(request: HttpRequest) -> Iterator[Grant]:
    """Every grant that this browser holds, not yet checked against the rows."""
    for name, value in request.COOKIES.items():
        if name.startswith(_cookie_prefix()) and (grant := _read_grant(value)):
            yield grant


def _read_grant(value: str) -> Grant | None:
    try:
        public_id, purpose, generation, _browser = signing.loads(
            value, salt=GRANT_SALT, max_age=GRANT_LIFETIME[Purpose.EDIT]
        )
        granted_at = signing.b62_decode(value.rsplit(":", 2)[1])
        if purpose == Purpose.READ:
            signing.loads(value, salt=GRANT_SALT, max_age=GRANT_LIFETIME[Purpose.READ])
    except (signing.BadSignature, ValueError):
        return None
    return Grant(public_id, Purpose(purpose), generation, granted_at)

"""Private and read-only links, and the grants that opening one leaves in a browser.

A link is derived, not stored: `<id>.<mac>`, a read-only one `<id>.<number>.<mac>`. A grant is a
signed cookie for one assessment. Both name the generation of the private link, or the number of the
read-only one: renewing or withdrawing it stops it, and all grants from it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts.prepared import Slot
from assessments.models import Assessment, ReadLink

LINK_SALT = "assessments.link"
GRANT_SALT = "assessments.grant"
GRANTS_KEPT = 20  # browsers refuse requests whose cookies grow past some kilobytes
DIGITS = 4  # of the number of a read-only link, at most


class Purpose(StrEnum):
    EDIT = "edit"
    READ = "read"


GRANT_LIFETIME = {Purpose.EDIT: dt.timedelta(days=365), Purpose.READ: dt.timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Link:
    public_id: str
    purpose: Purpose
    number: int  # the generation of the private link; which of the read-only ones

    @property
    def text(self) -> str:
        """With the secret, as it stands in an address."""
        mac = _signer().signature(self._meaning)
        is_private = self.purpose is Purpose.EDIT
        return f"{self.public_id}.{mac}" if is_private else f"{self.public_id}.{self.number}.{mac}"

    def has(self, mac: str) -> bool:
        """Compared under every key."""
        with suppress(signing.BadSignature):
            return _signer().unsign(f"{self._meaning}.{mac}") == self._meaning
        return False

    @property
    def rows(self) -> Q:
        """The assessment that it opens, as long as it is out."""
        return rows_opened(self.purpose, self.public_id, self.number)

    @property
    def _meaning(self) -> str:
        return f"{self.public_id}:{self.purpose}:{self.number}"


@dataclass(frozen=True, slots=True)
class Grant:
    link: Link
    granted_at: int  # seconds since the epoch


def rows_opened(purpose: Purpose, public_id: str | Slot, number: int | Slot) -> Q:
    if purpose is Purpose.EDIT:
        return Q(public_id=public_id, edit_generation=number)
    out = ReadLink.objects.out().filter(number=number, assessment__public_id=public_id)
    return Q(pk__in=out.values("assessment"))


def private_link(assessment: Assessment) -> Link:
    return Link(assessment.public_id, Purpose.EDIT, assessment.edit_generation)


def read_only_link(row: ReadLink) -> Link:
    return Link(row.assessment.public_id, Purpose.READ, row.number)


def parts_of(text: str) -> tuple[str, int | None, str]:
    """The id, the number of a read-only link, and the mac."""
    public_id, _, secret = text.partition(".")
    number, _, mac = secret.rpartition(".")
    if number.isascii() and number.isdecimal() and len(number) <= DIGITS:
        return public_id, int(number), mac
    return public_id, None, secret


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=LINK_SALT)  # SHA-256: 256 bits, 43 characters


def add_grant(request: HttpRequest, page: HttpResponse, link: Link) -> None:
    """Give this browser the right, and drop its oldest grants beyond the number that we keep."""
    # The last part tells browsers apart that hold the same right, to count what each asks for.
    held = [link.public_id, link.purpose, link.number, token_urlsafe(6)]
    value = signing.dumps(held, salt=GRANT_SALT)
    page.set_cookie(
        cookie_name(link.public_id),
        value,
        max_age=GRANT_LIFETIME[link.purpose],
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    others = [grant for grant in grants_in(request) if grant.link.public_id != link.public_id]
    others.sort(key=lambda grant: grant.granted_at, reverse=True)
    for grant in others[GRANTS_KEPT - 1 :]:
        drop_grant(page, grant.link.public_id)


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
        public_id, purpose, number, _browser = signing.loads(
            value, salt=GRANT_SALT, max_age=GRANT_LIFETIME[Purpose.EDIT]
        )
        granted_at = signing.b62_decode(value.rsplit(":", 2)[1])
        if purpose == Purpose.READ:
            signing.loads(value, salt=GRANT_SALT, max_age=GRANT_LIFETIME[Purpose.READ])
    except (signing.BadSignature, ValueError):
        return None
    return Grant(Link(public_id, Purpose(purpose), number), granted_at)

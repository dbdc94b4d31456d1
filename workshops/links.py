"""The invitation of a workshop, the grant that joining leaves in a browser, and the personal code
by which somebody goes on at another device. All three are derived; nothing of them is stored."""

import datetime as dt
from contextlib import suppress

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.public_ids import ID_ALPHABET
from workshops.models import Participant, Workshop

INVITATION_SALT = "workshops.invitation"
SCREEN_SALT = "workshops.screen"
GRANT_SALT = "workshops.participant"
CODE_SALT = "workshops.personal_code"
GRANT_LIFETIME = dt.timedelta(days=60)  # people answer when they find the time
CODE_LENGTH = 8  # 31 signs each: a hit among a thousand people takes a billion tries


def invitation_to(workshop: Workshop) -> str:
    return _signer().sign(_invited(workshop))


def invited_by(link: str) -> Workshop | None:
    """The workshop that an invitation is for; a wrong or renewed one takes as much work."""
    workshop, meaning = named_in(link), _meaning_of(link)
    return workshop if workshop and meaning == _invited(workshop) else None


def was_invitation(link: str) -> bool:
    """Whether we signed it once, for whatever is there now."""
    return _meaning_of(link) is not None


def named_in(link: str) -> Workshop | None:
    """Whoever signed it, and when: see `invited_by`."""
    rows = Workshop.objects.select_related("assessment")
    return rows.filter(assessment__public_id=link.partition(".")[0]).first()


def _invited(workshop: Workshop) -> str:
    return f"{workshop.assessment.public_id}.{workshop.invitation_number}"


def _meaning_of(link: str) -> str | None:
    with suppress(signing.BadSignature):
        return _signer().unsign(link)
    return None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=INVITATION_SALT)


def screen_of(workshop: Workshop) -> str:
    """Opens what the room sees, and nothing else. A new private link makes a new one of it."""
    public_id = workshop.assessment.public_id
    return f"{public_id}.{_screen_signer().signature(_screen(workshop))}"


def shown_by(link: str) -> Workshop | None:
    public_id = link.partition(".")[0]
    workshop = Workshop.objects.room(public_id)
    return workshop if workshop and shows(link, workshop) else None


def shows(link: str, workshop: Workshop) -> bool:
    meaning, mac = _screen(workshop), link.partition(".")[2]
    with suppress(signing.BadSignature):
        return _screen_signer().unsign(f"{meaning}.{mac}") == meaning
    return False


def _screen(workshop: Workshop) -> str:
    return f"{workshop.assessment.public_id}:{workshop.assessment.edit_generation}"


def _screen_signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=SCREEN_SALT)


def add_participant(page: HttpResponse, participant: Participant, public_id: str) -> None:
    page.set_cookie(
        _cookie_name(public_id),
        signing.dumps([participant.pk, public_id], salt=GRANT_SALT),
        max_age=GRANT_LIFETIME,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def participant_key(request: HttpRequest, public_id: str) -> str | None:
    """Whose answers this browser holds, not yet checked against the row."""
    value = request.COOKIES.get(_cookie_name(public_id), "")
    with suppress(signing.BadSignature, ValueError):
        key, of = signing.loads(value, salt=GRANT_SALT, max_age=GRANT_LIFETIME)
        return str(key) if of == public_id else None
    return None


def _cookie_name(public_id: str) -> str:
    return ("__Host-w-" if settings.HTTPS else "w-") + public_id


def personal_code(participant: Participant, secret: str | None = None) -> str:
    digest = salted_hmac(CODE_SALT, participant.pk, secret=secret, algorithm="sha256").digest()
    number, signs = int.from_bytes(digest), ""
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ID_ALPHABET))
        signs += ID_ALPHABET[rest]
    return signs


def shown_code(participant: Participant) -> str:
    code = personal_code(participant).upper()
    return f"{code[:4]}-{code[4:]}"


def participant_with(workshop: Workshop, code: str) -> Participant | None:
    """Every code is compared, under every key."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = [
        participant
        for participant in workshop.participants.all()
        for key in keys
        if constant_time_compare(personal_code(participant, key), code)
    ]
    return found[0] if found else None

"""What a room is promised before it joins: told at the door, kept with the workshop, and printed in
its report. What was said stays as it was said."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext, override

from assessments.models import Assessment
from workshops.models import Workshop


def promise_of(workshop: Workshop) -> Mapping[str, str]:
    """By language, since phones speak each. Rooms of before it was kept were told the same."""
    kept: Mapping[str, str] = workshop.promise
    return kept or promise_for(workshop.assessment)


def promise_for(group: Assessment) -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = (
                _anonymous(group.minimum_group) if group.is_anonymous else _with_names()
            )
    return found


def _anonymous(minimum: int) -> str:
    return gettext(
        "You answer anonymously. We keep no name, no address and nothing that identifies your"
        " phone. We see the answers together, only when the facilitator shows them, and only from"
        " %(least)s answers on."
    ) % {"least": minimum}


def _with_names() -> str:
    seen = gettext(
        "You take part with your name. The facilitator can see your answers; the room sees numbers"
        " only."
    )
    kept = gettext(
        "With few people others may work out what you chose. Your answers are kept with your name,"
        " for the facilitator and their team, until the result is removed."
    )
    return f"{seen} {kept}"

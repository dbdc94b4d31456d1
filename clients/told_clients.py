"""What the page of a client says of what was measured: told once, until something is written, and
kept in a row. docs/decisions/0047."""

import datetime as dt
import hashlib
import logging
from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from markupsafe import Markup

from accounts.models import Organisation
from accounts.prepared import Prepared, Slot
from assessments.models import Assessment, ClientWords
from assessments.scores import scores_of
from clients.advised import advised_in
from clients.comparison import comparison_of
from clients.rounds import numbers_of, rounds_of
from rendering.fingerprints import code_version

PIECES = ("latest", "last_result", "moved", "advised", "measurements")
MADE_BY = ("assessments/*.py", "clients/*.py", "templates/clients/*", "templates/components/*")
logger = logging.getLogger(__name__)

_kept = Prepared(
    ClientWords.objects.filter(client=Slot("client"), language=Slot("language")).values_list(
        "made_from", "words"
    )
)


def told_client(
    organisation: Organisation, finished: Sequence[Assessment], language: str
) -> Mapping[str, Markup]:
    """By the names of the pieces; `finished` the earliest first. One query; some fifteen more when
    something was written since. In the active language, which is `language`."""
    if settings.DEBUG:  # who works on a template wants to see it change
        return _tell(organisation, finished, language)
    mark = _made_from(finished)
    for made_from, words in _kept.read(client=organisation.pk, language=language):
        if made_from == mark:
            return {name: _printed(text) for name, text in words.items()}
    told = _tell(organisation, finished, language)
    row = ClientWords(client=organisation, language=language, made_from=mark, words=dict(told))
    _keep(row, [each.pk for each in finished])
    return told


def _made_from(finished: Sequence[Assessment]) -> str:
    """Every write notes when an assessment was touched. Addresses begin as it is installed."""
    states = [(each.pk, each.date, each.touched_at, each.answers_version) for each in finished]
    made_by = code_version(*MADE_BY), reverse("clients:desk")
    return hashlib.sha256(repr((states, made_by)).encode()).hexdigest()


def _tell(
    organisation: Organisation, finished: Sequence[Assessment], language: str
) -> Mapping[str, Markup]:
    rounds = rounds_of(finished, scores_of(finished, language))[::-1]
    with_score = {each.assessment.pk for each in rounds}
    numbers = numbers_of(finished)
    unscored = [each for each in reversed(finished) if each.pk not in with_score]
    latest = next(iter(rounds), None)
    context = {
        "organisation": organisation,
        "latest": latest,
        "rounds": rounds,
        "unscored": [(each, numbers.get(each.pk, 0)) for each in unscored],
        "comparison": comparison_of(rounds, say_day),
        "advised": advised_in(latest, language),
    }
    return {name: _printed(render_to_string(f"clients/_{name}.html", context)) for name in PIECES}


def _printed(text: str) -> Markup:
    return Markup(text)  # noqa: S704 -- of templates that escape


def say_day(day: dt.date) -> str:
    return date_format(day, "j F Y")


def _keep(row: ClientWords, measured: Collection[int]) -> None:
    """Unless one of the measurements was removed meanwhile: then nothing of it may stay. What could
    not be kept is told again: a page is read, whatever the store is like."""
    try:
        with transaction.atomic():
            held = Assessment.objects.filter(pk__in=measured).select_for_update()
            if len(held.values_list("pk")) == len(measured):
                ClientWords.objects.bulk_create(
                    [row],
                    update_conflicts=True,
                    unique_fields=["client", "language"],
                    update_fields=["made_from", "words"],
                )
    except DatabaseError:
        logger.exception("What the page of a client says could not be kept")

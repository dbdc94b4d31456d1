"""The texts of steps, actions and patterns, as an editor reads them: what no text may say again."""

import re
from collections import Counter

import pytest
from django.db.models import F

from maturity import models

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "en")
ADVICE = {  # with the columns that are read in every sector
    models.Step: ("headline", "rationale", "pitfall"),
    models.Action: ("title", "description", "kpi"),
    models.Pattern: ("headline", "meaning", "advice"),
}
OF_ONE_SECTOR = {
    "nl": r"\b(winkels?|balie|vestiging(en)?|filia(al|len)|voorraad|kassa|polis(sen)?)\b",
    "en": r"\b(shops?|counters?|branch(es)?|shel(f|ves)|stock|till|polic(y|ies))\b",
}
A_DATE_OF_ITS_OWN = {
    "nl": r"\b(deze|dit) (week|maand|kwartaal)\b",
    "en": r"\bthis (week|month|quarter)\b",
}
SAYS_THE_HEADING = {
    "nl": r"\btijd (om|voor)\b|verder te gaan|\?",
    "en": r"\btime (to|for)\b|move on|\?",
}


def texts(rows, columns, code):
    return [getattr(row, f"{column}_{code}") for row in rows for column in columns]


def found(pattern, lines):
    return [line for line in lines if re.search(pattern, line, re.I)]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", ADVICE, ids=lambda model: model.__name__)
def test_advice_that_every_sector_reads_names_no_place_of_one_sector(model, code):
    assert found(OF_ONE_SECTOR[code], texts(model.objects.all(), ADVICE[model], code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_plan_dates_names_no_date_of_its_own(code):
    """The route may put an action, or what a pattern advises, in a later horizon."""
    lines = texts(models.Action.objects.all(), ["title"], code)
    lines += texts(models.Pattern.objects.all(), ["advice"], code)

    assert found(A_DATE_OF_ITS_OWN[code], lines) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_when_to_move_on_tells_what_is_seen(code):
    """It stands under a heading that says the rest."""
    holds = models.Step.objects.filter(from_level=F("to_level"), to_level__lt=4)

    assert found(SAYS_THE_HEADING[code], texts(holds, ["pitfall"], code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_steps_or_actions_have_one_name(code):
    names = Counter(texts(models.Step.objects.all(), ["headline"], code))
    names += Counter(texts(models.Action.objects.all(), ["title"], code))

    assert [name for name, times in names.items() if times > 1] == []

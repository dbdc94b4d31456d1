"""Each kind of text that is loaded with the model has a place on a page or in a report."""

import html
import io
import re

import openpyxl
import pytest
from django.utils.translation import override

from maturity import models
from maturity.loading import published_definition
from maturity.translation import TRANSLATED
from reports import content
from reports.formats import Format
from reports.making import render
from tests.factories import make_assessment, open_in
from tests.pages import get
from tests.reports.profiles import invented_report, walk

# Traced it takes twice as long, and others cover what it uses.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

LATER = {  # the customer journey and the business case
    models.JourneyPhase,
    models.Channel,
    models.Touchpoint,
    models.ConsistencyCheck,
    models.ChannelRole,
    models.RoleWeight,
    models.Benefit,
    models.BusinessCaseInput,
    models.BusinessCaseOutcome,
}
PROFILES = 60
DEFINITION = "Definitie"


@pytest.fixture
def shown(client):
    """All words of pages and reports, in Dutch, as one text."""
    return squeezed(" ".join([*_pages(client), *_reports()]))


def squeezed(text):
    return " ".join(re.sub(r"<[^>]+>|\u00ad", " ", html.unescape(text)).split())


def _pages(client):
    slugs = [each.slug for each in published_definition("nl").dimensions]
    addresses = ["/start/", "/model/", "/model/recognise/", *(f"/model/{slug}/" for slug in slugs)]
    for sector in ("retail", "other"):
        for questionnaire in ("quick", "full"):
            assessment = make_assessment(questionnaire=questionnaire, sector=sector)
            open_in(client, assessment)
            addresses += [f"/a/{assessment.public_id}/{slug}/" for slug in slugs]
    for address in addresses:
        yield get(client, address).content.decode()


def _reports():
    for seed in range(PROFILES):
        yield from words(invented_report(seed, "nl"))
    workbook = openpyxl.load_workbook(io.BytesIO(render(invented_report(0, "nl"), Format.XLSX)))
    for row in workbook[DEFINITION].values:
        yield from (cell for cell in row if isinstance(cell, str))


def words(report):
    with override(report.language):
        return [each for each in walk(content.chapters(report)) if isinstance(each, str)]


def test_nothing_is_loaded_and_shown_nowhere(shown):
    nowhere = {
        f"{model.__name__}.{column}"
        for model, columns in TRANSLATED.items()
        if model not in LATER
        for column in columns
        if not any(stands(row, column, shown) for row in model.objects.all())
    }

    assert nowhere == set()


def stands(row, column, shown):
    text = getattr(row, f"{column}_nl") or ""
    pieces = [squeezed(piece) for piece in re.split(r"{\w+}", text)]
    return bool(text) and all(piece.strip(" .‘’") in shown for piece in pieces)

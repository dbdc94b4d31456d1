"""Words of the summary that stand in for what a result does not have."""

import pytest

from maturity.responses import UNKNOWN
from reports.pages import report_html
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db

SLUGS = (
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
)
WORDS = {
    ("no strength", "nl"): "Nog geen dimensie heeft niveau 3 bereikt.",
    ("no strength", "en"): "No dimension has reached level 3 yet.",
    ("no brake", "nl"): "Geen dimensie ligt onder niveau 3.",
    ("no brake", "en"): "No dimension is below level 3.",
    ("no scored strength", "nl"): "Nog geen gescoorde dimensie heeft niveau 3 bereikt.",
    ("no scored strength", "en"): "None of the scored dimensions has reached level 3 yet.",
    ("no scored brake", "nl"): "Geen gescoorde dimensie ligt onder niveau 3.",
    ("no scored brake", "en"): "None of the scored dimensions is below level 3.",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([2] * 7, {"no strength"}),
        ([3] * 7, {"no brake"}),
        ([2] * 5 + [UNKNOWN] * 2, {"no scored strength"}),
        ([4] * 5 + [UNKNOWN] * 2, {"no scored brake"}),
        ([3] * 5 + [2] * 2, set()),
        ([UNKNOWN] * 7, set()),
    ],
)
def test_a_summary_without_strengths_or_brakes_says_so_of_what_is_scored(values, said, language):
    answers = dict(zip(SLUGS, values, strict=True))
    report = make_report(answers=answers, questionnaire="quick", language=language)

    page = report_html(report)

    assert {kind for (kind, spoken), text in WORDS.items() if text in page} == said

"""Words of the pages for what a result does not have, or has already."""

import pytest

from maturity.responses import UNKNOWN
from reports.chapters import report_html
from tests.reports.conftest import FULL, demo_report, make_report

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


def test_a_step_that_leads_further_than_the_target_does_not_look_like_the_target():
    report = demo_report(FULL, "en")
    steps = [advice for advice in report.advice.dimensions if advice.step]
    beyond = [each for each in steps if each.step.to_level > each.row.target]

    page = report_html(report)

    assert 0 < len(beyond) < len(steps)
    assert page.count('<div class="beyond"><h3>At level 4, beyond the target</h3>') == len(beyond)
    assert page.count('<div class="goal"><h3>At level 3</h3>') == len(steps) - len(beyond)


def test_a_question_of_the_quick_scan_has_no_code():
    page = report_html(make_report(answers={"klantervaring": UNKNOWN}, language="en"))
    quick = report_html(
        make_report(answers={"klantervaring": UNKNOWN}, questionnaire="quick", language="en")
    )

    assert 'class="code"' in page
    assert 'class="code"' not in quick

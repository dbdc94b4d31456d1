"""Words of the pages for what a result does not have, or has already."""

from html import unescape

import pytest

from maturity.loading import published_definition
from maturity.responses import NOT_APPLICABLE, UNKNOWN
from reports.chapters import report_html
from reports.prose import held
from tests.factories import all_answers
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


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([2] * 7, {"no_strengths"}),
        ([3] * 7, {"no_brakes"}),
        ([3] * 5 + [2] * 2, set()),
        ([UNKNOWN] * 7, set()),
    ],
)
def test_a_summary_without_strengths_or_brakes_says_so(values, said, language):
    answers = dict(zip(SLUGS, values, strict=True))
    report = make_report(answers=answers, questionnaire="quick", language=language)

    page = report_html(report)

    phrase = report.definition.wording.phrase
    assert {each for each in ("no_strengths", "no_brakes") if phrase(each) in page} == said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("level", "said"), [(2, "no_strengths_scored"), (3, "no_brakes_scored")])
def test_none_is_said_of_the_scored_where_another_dimension_has_answers(level, said, language):
    questions = published_definition(language).questionnaire("full").questions
    answers = {
        question.code: level for question in questions if question.dimension != "technologie"
    }
    report = make_report(answers=answers | {"TE1": 5 - level}, language=language)

    page = report_html(report)

    phrase = report.definition.wording.phrase
    assert phrase(said) in page
    assert phrase(said.removesuffix("_scored")) not in page


@pytest.mark.parametrize(("skipped", "unknown", "says"), [(10, 6, True), (1, 9, False)])
def test_one_in_five_of_what_applies_is_said_where_it_is_less_of_all(skipped, unknown, says):
    questions = published_definition("en").questionnaire("full").questions
    codes = [each.code for place in range(5) for each in questions[place::5]]
    answers = dict.fromkeys(codes, 2) | dict.fromkeys(codes[:skipped], NOT_APPLICABLE)
    answers |= dict.fromkeys(codes[skipped : skipped + unknown], UNKNOWN)

    page = report_html(make_report(answers=answers, language="en"))

    assert "more than one in five answers is “don't know”" in unescape(page)
    assert ("leaving out what does not apply" in page) is says


def test_a_target_is_told_by_its_goal_and_not_by_what_is_wrong():
    report = make_report(answers=dict.fromkeys(SLUGS, 2), questionnaire="quick")

    page = unescape(report_html(report))

    for dimension in report.definition.dimensions:
        assert page.count(dimension.words[3].goal) >= 2  # its chapter and the matrix


def test_a_question_of_the_quick_scan_has_no_code():
    page = report_html(make_report(answers={"klantervaring": UNKNOWN}, language="en"))
    quick = report_html(
        make_report(answers={"klantervaring": UNKNOWN}, questionnaire="quick", language="en")
    )

    assert 'class="code"' in page
    assert "klantervaring" not in quick.split("<body", 1)[1].split('id="answers"')[1]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("daar is het meeste te winnen.", "te\N{NO-BREAK SPACE}winnen."),
        ("Mensen en cultuur", "cultuur"),
        ("Waarom zit hier organisatiestructuur", "organisatiestructuur"),
    ],
)
def test_no_short_word_stands_alone_below_a_heading(text, last):
    assert held(text).split(" ")[-1] == last


@pytest.mark.parametrize(("given", "set_in"), [(2, 7), (UNKNOWN, 0)])
def test_dimensions_are_set_in_below_the_priorities_and_below_nothing_else(given, set_in):
    html = report_html(make_report(answers=all_answers("full", given)))

    assert html.count('class="toc__sub"') == set_in
    assert ('href="#priorities"' in html) == bool(set_in)

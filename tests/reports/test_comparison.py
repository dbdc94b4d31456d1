"""What is said of many units beside each other."""

import datetime as dt

import pytest
from django.utils import translation

from maturity.comparison import Measured, Unit, side_by_side
from maturity.responses import Response, Responses
from maturity.scoring import score
from reports.comparison import Basis, ComparisonReport
from reports.content.comparison import help_words, opening_words
from reports.presenting_comparison import comparison_slides
from tests.definitions import SLUGS, make_definition

DEFINITION = make_definition()
DAY = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def units(*levels):
    """Each with all answers alike."""
    made = []
    for number, level in enumerate(levels):
        answers = {f"{slug}q{n}": level for slug in SLUGS for n in range(1, 6)}
        result = score(DEFINITION, Responses("full", (Response(answers),)))
        name = f"U{number:02}"
        made.append(Unit(name, (Measured(name, DAY, 1, result),)))
    return ComparisonReport(
        definition=DEFINITION,
        basis=Basis.UNITS,
        organisation="Groep",
        questionnaire="full",
        questionnaires=("full",),
        comparison=side_by_side(made, "full"),
    )


def test_many_units_take_more_slides_and_few_names_each():
    report = units(*[1] * 11, 4)

    slides = comparison_slides(report)

    assert [each.slug for each in slides] == ["opening", "standing-1", "standing-2", "helping"]
    assert [len(each.blocks[0].rows) for each in slides[1:3]] == [11, 3]  # with the spread
    assert slides[3].title == "U11 can help 11 other units with dimension 1"
    told = help_words(report, DEFINITION.dimensions[0])
    assert told == ("U11 can help U10, U09, U08, U07 and 7 others",)


def test_units_that_are_alike_are_not_told_apart():
    report = units(2, 2, 2)

    assert opening_words(report) == (
        "All 3 units score 2.0 as a whole",
        "On no dimension is one of them far enough ahead of another to help it.",
    )
    assert comparison_slides(report)[-1].title == (
        "No unit is far enough ahead of another to help it"
    )

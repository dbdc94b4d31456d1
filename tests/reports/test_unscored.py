"""A dimension without a score stands last, but no way to print it gives it a place in the order."""

import re

import pytest

from tests.factories import all_answers
from tests.reports.conftest import make_report
from tests.reports.writings import written

pytestmark = pytest.mark.django_db


def two_scored():
    """So few that those without a score stand among the first priorities."""
    answers = all_answers("full", "unknown")
    return make_report(
        answers=answers | {code: 2 for code in answers if code.startswith(("KE", "ST"))},
        language="en",
    )


def test_no_way_to_print_ranks_what_has_no_score():
    ways = written(two_scored())

    for way in ("PDF", "document"):
        numbers = {int(found) for found in re.findall(r"Dimension (\d) of 7, priority", ways[way])}
        assert numbers == {1, 2}, way
        assert len(re.findall(r"Dimension \d of\s7(?!,)", ways[way])) == 5, way
    for way, words in ways.items():
        assert "target None" not in words, way
        assert "now –" not in words, way


def test_people_are_shown_a_rank_only_of_what_has_a_score():
    rows = two_scored().result.by_rank

    assert [row.shown_rank for row in rows] == [1, 2, *[None] * 5]
    assert [row.rank for row in rows] == [1, 2, 3, 4, 5, 6, 7]

"""What changed since an earlier round: rule 21 of docs/scoring.md."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from maturity.change import Outcome, Weakness, change_since
from maturity.responses import UNKNOWN, Kind, Response, Responses
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition

DEFINITION = make_definition()
U = UNKNOWN


def fifths(*scores):
    """One full response that scores each dimension as given; None is not answered."""
    answers = {}
    for slug, wanted in zip(SLUGS, scores, strict=True):
        if wanted is not None:
            whole, rest = divmod(int(F(wanted) * 5), 5)
            levels = [whole + 1] * rest + [whole] * (5 - rest)
            answers |= {f"{slug}q{n}": level for n, level in enumerate(levels, start=1)}
    return Responses("full", (Response(answers),))


def change(earlier, now):
    return change_since(score(DEFINITION, earlier), score(DEFINITION, now))


@pytest.mark.parametrize(
    ("before", "now", "is_clear"), [("9/5", "12/5", True), (2, "12/5", False), (3, "7/5", True)]
)
def test_a_difference_is_clear_when_it_is_more_than_the_tolerances_explain(before, now, is_clear):
    found = change(fifths(before, *[None] * 6), fifths(now, *[None] * 6))

    difference = found.dimensions["d1"]
    assert (difference.value, difference.is_clear) == (F(now) - F(before), is_clear)
    assert (found.overall, list(found.dimensions)) == (None, ["d1"])


def test_the_whole_can_change_clearly_with_no_dimension_that_does():
    found = change(fifths(*[2] * 7), fifths("12/5", "12/5", "12/5", "12/5", "11/5", "11/5", "11/5"))

    assert (found.overall.value, found.overall.is_clear) == (F(11, 35), True)
    assert (found.outcome, found.most_risen, found.most_fallen) == (Outcome.RISEN, (), ())
    assert (found.level_before, found.level_now) == (2, 2)


def test_the_whole_weighs_its_dimensions():
    weighted = make_definition(weights={"d1": 5})
    before, now = fifths(2, *[2] * 6), fifths("12/5", *[2] * 6)

    found = change_since(score(weighted, before), score(weighted, now))

    assert found.overall.value == F(2, 11)  # squared 4/121, no more than 4 x 2 x 31/25/121
    assert not found.overall.is_clear


@pytest.mark.parametrize(
    ("before", "now", "outcome", "risen", "fallen"),
    [
        ([2] * 7, [3, 4, 2, 2, 2, 2, 2], Outcome.RISEN, ["d2"], []),
        ([3, 3, 3, 2, 2, 2, 2], [2, 2, 3, 2, 2, 2, 2], Outcome.FALLEN, [], ["d1", "d2"]),
        ([2, 3, 2, 2, 2, 2, 2], [3, 2, 2, 2, 2, 2, 2], Outcome.MIXED, ["d1"], ["d2"]),
        ([2] * 7, [2] * 7, Outcome.SAME, [], []),
    ],
)
def test_the_outcome_is_that_of_what_is_clear(before, now, outcome, risen, fallen):
    found = change(fifths(*before), fifths(*now))

    assert found.outcome == outcome
    named = [[each.slug for each in most] for most in (found.most_risen, found.most_fallen)]
    assert named == [risen, fallen]


def test_rounds_of_another_questionnaire_or_version_are_not_compared():
    quick = Responses("quick", (Response(dict.fromkeys(SLUGS, 2)),))
    now = score(DEFINITION, fifths(*[2] * 7))

    assert change_since(score(DEFINITION, quick), now) is None
    assert change_since(score(replace(DEFINITION, version=2), fifths(*[2] * 7)), now) is None


def test_rounds_without_a_dimension_in_common_are_not_compared():
    assert change(fifths(2, *[None] * 6), fifths(None, 2, *[None] * 5)) is None


def people(count, kind=Kind.GROUP, **answers):
    given = {f"{slug}q{n}": 2 for slug in SLUGS for n in range(1, 6)} | answers
    return Responses("full", tuple(Response(given) for _ in range(count)), kind=kind)


MANY_U = {f"{slug}q{n}": U for slug in SLUGS for n in (1, 2)}


@pytest.mark.parametrize(
    ("earlier", "now", "weaknesses"),
    [
        (people(1, Kind.OWN), people(1, Kind.OWN), []),
        (people(1, Kind.OWN), people(1), [Weakness.ONE_AGAINST_GROUP]),
        (people(3), people(5), []),
        (people(3), people(6), [Weakness.NUMBERS_DIFFER]),
        (people(6), people(3), [Weakness.NUMBERS_DIFFER]),
        (people(3), people(3, **MANY_U), [Weakness.MANY_UNKNOWN]),
        (people(3, **MANY_U), people(3), [Weakness.MANY_UNKNOWN]),
        (people(3, **{f"d1q{n}": U for n in (1, 2, 3)}), people(3), [Weakness.OTHER_DIMENSIONS]),
        (
            people(1, Kind.OWN),
            people(9, **{f"d1q{n}": U for n in (1, 2, 3)}),
            [Weakness.ONE_AGAINST_GROUP, Weakness.OTHER_DIMENSIONS],
        ),
    ],
)
def test_what_makes_a_comparison_weak_is_told(earlier, now, weaknesses):
    assert list(change(earlier, now).weaknesses) == weaknesses

"""Measurements beside each other: rules 21 and 24 of docs/scoring.md."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given, settings
from hypothesis import strategies as st

from maturity.comparison import (
    LeftOut,
    Measured,
    Unit,
    WhyNot,
    departments_in_both,
    helps,
    in_time,
    questionnaires_of,
    side_by_side,
)
from maturity.groups import OTHER
from maturity.responses import Response, Responses
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition

DEFINITION = make_definition()
DAY = dt.date(2026, 3, 1)


def result(*levels, kind="full", definition=DEFINITION):
    """All answers of a dimension alike; None is not answered."""
    answers = {}
    for slug, level in zip(SLUGS, levels, strict=True):
        if level and kind == "quick":
            answers[slug] = level
        elif level:
            answers |= {f"{slug}q{number}": level for number in range(1, 6)}
    return score(definition, Responses(kind, (Response(answers),)))


def measured(*levels, name="", year=2026, number=1, **kwargs):
    return Measured(name, DAY.replace(year=year), number, result(*levels, **kwargs))


def unit(name, *levels, **kwargs):
    return Unit(name, (measured(*levels, name=name, **kwargs),))


def names(found):
    return [each.name for each in found]


several = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 7), min_size=1, max_size=4
)


@settings(max_examples=10)
@given(several)
def test_who_helps_is_able_and_clearly_ahead_of_whom_it_helps(levels):
    found = side_by_side([unit(f"u{n}", *each) for n, each in enumerate(levels)], "full")

    for slug, ordered in found.ordered.items():
        helped = [each.name for help in found.helped[slug] for each in help.to]
        assert len(helped) == len(set(helped))
        for help in found.helped[slug]:
            strong = help.by.result.dimension(slug)
            assert strong.level >= 3
            assert all(helps(strong, each.result.dimension(slug)) for each in help.to)
        rows = [each.result.dimension(slug) for each in ordered]
        for each in ordered:  # nobody goes without who could be helped
            is_behind = any(helps(row, each.result.dimension(slug)) for row in rows)
            assert is_behind == (each.name in helped)


@settings(max_examples=10)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(levels, chance):
    units = [unit(f"u{n}", *each) for n, each in enumerate(levels)]
    shuffled = [*units]
    chance.shuffle(shuffled)

    one, other = side_by_side(units, "full"), side_by_side(shuffled, "full")

    assert one.measured == other.measured
    assert set(one.left_out) == set(other.left_out)
    assert one.helped == other.helped
    for slug, ordered in one.ordered.items():
        scores = [each.result.dimension(slug).score for each in ordered]
        assert scores == sorted(scores, reverse=True)
        spread = one.spreads.get(slug)
        far = spread.difference.value if spread else 0
        assert far == max(scores) - min(scores)


def test_who_is_behind_by_chance_alone_is_not_helped():
    """Clear is more than 0.56 between two full responses."""
    ahead, near, far = (fifths("ahead", 14), fifths("near", 12), fifths("far", 11))

    (help,) = side_by_side([near, far, ahead], "full").helped["d1"]

    assert (help.by.name, names(help.to)) == ("ahead", ["far"])


def fifths(name, number):
    """Scores so many fifths in the first dimension."""
    answers = {f"d1q{n}": number // 5 + (n <= number % 5) for n in range(1, 6)}
    found = score(DEFINITION, Responses("full", (Response(answers),)))
    return Unit(name, (Measured(name, DAY, 1, found),))


def test_only_what_was_asked_the_same_stands_beside_each_other():
    newer = make_definition()
    newer = replace(newer, version=2)
    units = [
        unit("New", *[2] * 7, definition=newer),
        unit("Newer", *[3] * 7, definition=newer),
        unit("Old", *[2] * 7),
        unit("Quick", *[2] * 7, kind="quick"),
        unit("Empty", *[None] * 7),
        Unit("None", ()),
    ]

    found = side_by_side(units, "full")

    assert names(found.measured) == ["Newer", "New"]
    assert found.left_out == (
        LeftOut("Old", DAY, WhyNot.OTHER_VERSION),
        LeftOut("Quick", DAY, WhyNot.OTHER_QUESTIONNAIRE),
        LeftOut("Empty", DAY, WhyNot.NOT_SCORED),
        LeftOut("None", None, WhyNot.NOT_MEASURED),
    )
    assert questionnaires_of(units) == ("full", "quick")


def test_a_unit_stands_with_the_latest_that_was_asked_the_same():
    older = measured(*[2] * 7, name="A", year=2024)
    latest = measured(*[3] * 7, name="A", year=2025)
    quick = measured(*[1] * 7, name="A", kind="quick")
    found = side_by_side([Unit("A", (older, latest, quick)), unit("B", *[2] * 7)], "full")

    assert [(each.name, each.day.year) for each in found.measured] == [("A", 2025), ("B", 2026)]
    assert found.left_out == ()


def test_nothing_is_compared_without_a_dimension_scored_in_two():
    first = unit("A", 2, 2, 2, 2, None, None, None)
    other = unit("B", None, None, None, None, 2, 2, 2)

    assert not side_by_side([first, other], "full").is_possible
    assert not side_by_side([first], "full").is_possible
    assert not side_by_side([], "full").is_possible
    assert side_by_side([first, unit("C", *[2] * 7)], "full").is_possible


def test_in_time_the_last_stands_after_the_one_before_it_and_after_the_first():
    rounds = [measured(*[n] * 7, year=2020 + n, number=n) for n in (1, 2, 3)]
    beside = measured(*[3] * 7, year=2023, number=3)  # as by one person and by colleagues

    found = in_time([*rounds, beside], "full")

    assert found.last_two == (rounds[1], beside)
    assert found.first_and_last == (rounds[0], beside)
    assert in_time(rounds[:2], "full").last_two == (rounds[0], rounds[1])
    assert in_time(rounds[:2], "full").first_and_last is None
    assert in_time([*rounds[2:], beside], "full").last_two is None
    assert in_time([], "full").last_two is None


def test_departments_stand_only_where_both_show_them():
    earlier, latest = result(*[2] * 7), result(*[3] * 7)
    earlier = with_departments(earlier, {"Shop ": F(2), "Web": F(3), OTHER: F(1), "Few": None})
    latest = with_departments(latest, {"shop": F(3), "New": F(4), OTHER: F(2), "Few": F(2)})

    both = departments_in_both(earlier, latest)

    assert both == {"shop": dict.fromkeys(SLUGS, (F(2), F(3)))}


def with_departments(whole, departments):
    rows = (replace(row, departments=departments) for row in whole.dimensions)
    return replace(whole, dimensions=tuple(rows))

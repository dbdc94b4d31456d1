"""What follows for single answers from how departments chose, counted out over whole rooms."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import factorial, prod

import pytest

from maturity.groups import OTHER, Partition, decide, topic_departments

PRODUCT_MINIMUM = 8  # that `topic_departments` asks of a department, however small K is


def ways(people):
    """Every way in which so many can be divided over four levels."""
    return [
        (a, b, c, people - a - b - c)
        for a in range(people + 1)
        for b in range(people + 1 - a)
        for c in range(people + 1 - a - b)
    ]


def levels_of(counts):
    return [Fraction(level) for level, times in enumerate(counts, 1) for _ in range(times)]


def told(*groups):
    """What is told of departments of (name, counts)."""
    names = [name for name, counts in groups for _ in range(sum(counts))]
    levels = [level for _name, counts in groups for level in levels_of(counts)]
    return topic_departments(names, levels, 5, decide(names, PRODUCT_MINIMUM))


def sizes_up_to(most):
    return [
        sizes
        for parts in (2, 3)
        for sizes in product(range(1, most), repeat=parts)
        if sum(sizes) <= most
    ]


@pytest.mark.parametrize("without", [0, 1])
def test_in_a_room_of_nine_or_fewer_no_department_is_told_apart(without):
    """Of two or three departments, with or without somebody who has none: whatever they choose."""
    for sizes in sizes_up_to(9 - without):
        one_level = [(name, (0, size, 0, 0)) for name, size in zip("ABC", sizes, strict=False)]
        assert told(*one_level, ("", (0, without, 0, 0))) == {}


def test_which_departments_are_told_never_rests_on_what_was_chosen():
    """A room of eight and eight and a rest, over every way in which one of them can choose."""
    seen = {
        tuple(told(("A", counts), ("B", (8, 0, 0, 0)), ("", (0, 0, 0, rest))))
        for counts in ways(8)
        for rest in (8, 9)
    }

    assert seen == {("A", "B", OTHER)}


def weight(counts):
    """In how many ways people can choose so."""
    return factorial(sum(counts)) // prod(map(factorial, counts))


def rooms_of(size, band):
    """All rooms of two departments of one size, by what everybody sees of them."""
    seen = {}
    for pair in product(ways(size), repeat=2):
        whole = tuple(map(sum, zip(*pair, strict=True)))
        seen.setdefault((whole, band[pair[0]], band[pair[1]]), []).append(pair)
    return seen


def derived(size, band):
    """The share of rooms in which whoever sees the result knows an answer that the counts of the
    whole room do not give away: of all mixes of counts, and of all ways of answering."""
    mixes, answers = Counter(), Counter()
    for (whole, *_bands), pairs in rooms_of(size, band).items():
        is_known = max(whole) < sum(whole) and any(
            all(pair[place][level] == size for pair in pairs)
            for place in (0, 1)
            for level in range(4)
        )
        mixes[is_known] += len(pairs)
        answers[is_known] += sum(weight(one) * weight(other) for one, other in pairs)
    return mixes[True] / mixes.total(), answers[True] / answers.total()


def test_of_eight_and_eight_hardly_any_answer_can_be_derived():
    band = {counts: told(("A", counts), ("B", counts))["A"] for counts in ways(8)}

    of_mixes, of_answers = derived(8, band)

    assert of_mixes < 0.01
    assert of_answers < 0.0001


def test_with_departments_of_five_five_times_as_many_answers_could_be_derived():
    """Why one question asks for eight: rule 14c."""
    people = [("A", counts) for counts in ways(5)]
    assert all(told(one, ("B", one[1])) == {} for one in people)  # so they are not told

    band = {counts: told(("A", tuple(8 * each for each in counts)))["A"] for counts in ways(5)}

    assert derived(5, band)[0] > 0.04


def test_who_joins_later_widens_no_department_that_was_decided_on():
    early = ["A"] * 8 + ["B"] * 8
    decided = decide(early, PRODUCT_MINIMUM)
    late = [*early, *["C"] * 8, ""]

    def now(names):
        return topic_departments(names, [Fraction(2)] * len(names), 5, decided)

    assert now(early) == {"A": 2, "B": 2}
    assert now([*early, *["C"] * 8]) == {"A": 2, "B": 2}  # C is in the rest, which was not told
    for names in (late, [*early, ""]):
        assert now(names) == {"B": 2}  # else that one person would follow by subtraction
    assert Partition(frozenset(), shows_other=True).within(decided).shown == set()

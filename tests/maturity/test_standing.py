"""Standing, cost, the next level, strengths and brakes: rule 18 of docs/scoring.md."""

from fractions import Fraction as F

import pytest

from maturity.advice import advise
from maturity.responses import UNKNOWN, Kind, Response, Responses, Targets, usual_kind
from maturity.scoring import score
from maturity.standing import costs_of
from tests.definitions import SLUGS, make_definition

DEFINITION = make_definition()


def advice_on(responses, *, definition=DEFINITION, targets=Targets()):
    return advise(definition, score(definition, responses, targets))


def quick(*people):
    responses = tuple(Response(dict(zip(SLUGS, levels, strict=True))) for levels in people)
    return Responses("quick", responses, kind=usual_kind(responses))


def d1(*people, agreed=None):
    """Everybody's answers to the five questions of dimension 1."""
    responses = tuple(Response({f"d1q{n}": v for n, v in enumerate(p, start=1)}) for p in people)
    return Responses("full", responses, agreed or {}, kind=usual_kind(responses))


def at(level):
    return Targets(levels=dict.fromkeys(SLUGS, level))


def standing_of(responses, target):
    return advice_on(responses, targets=at(target)).dimension("d1").standing


@pytest.mark.parametrize(
    ("values", "target", "level", "below", "is_whole"),
    [
        ([2, 2, 3, 3, 3], 3, 3, ["d1q1", "d1q2"], False),
        ([3, 3, 3, 3, 3], 4, 3, [], True),
        ([3, 3, 3, 4, 4], 3, 3, [], True),  # held at its floor, 3
        ([4, 4, 4, 3, 3], 3, 3, [], True),  # nearest to 4, but it holds 3
        ([4, 4, 4, 3, 3], 4, 4, ["d1q4", "d1q5"], False),
        ([2, 2, 2, UNKNOWN, UNKNOWN], 3, 2, [], True),
        ([1, 1, 1, 1, 2], 3, 1, [], True),
    ],
)
def test_a_level_is_whole_when_no_answer_is_below_it(values, target, level, below, is_whole):
    standing = standing_of(d1(values), target)

    assert (standing.level, standing.is_whole) == (level, is_whole)
    assert [each.question.code for each in standing.below] == below
    assert standing.at_level == len(standing.valued) - len(below)


def test_a_group_can_be_between_two_levels_with_nothing_below():
    standing = standing_of(quick([2] * 7, [3] * 7, [3] * 7), 4)

    assert (standing.level, standing.below, standing.is_whole) == (3, (), False)


def test_a_dimension_that_is_not_scored_stands_nowhere():
    assert standing_of(d1([2, UNKNOWN, UNKNOWN]), 4) is None


def test_costs_come_highest_first_then_in_order_and_level_4_has_none():
    row = score(DEFINITION, d1([4, 1, 2, 1])).dimension("d1")

    costs = [(each.question.code, each.cost) for each in costs_of(row)]
    assert costs == [("d1q2", F(3, 4)), ("d1q4", F(3, 4)), ("d1q3", F(2, 4))]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([4, 1, 2, 1], ["d1q2", "d1q4"]),
        ([1, 2, 3, 3, 3], ["d1q1"]),
        ([1, 2, 2, 3, 3], ["d1q1"]),
        ([2, 2, 3, 2, 2], []),  # four weigh the same
        ([3, 3, 3, 3, 3], []),
        ([4, 4, 4, 4, 3], ["d1q5"]),
        ([2, 2, UNKNOWN, UNKNOWN], []),
    ],
)
def test_what_costs_most_is_marked_where_no_other_costs_as_much(values, marked):
    advice = advice_on(d1(values), targets=at(4)).dimension("d1")

    assert [each.question.code for each in advice.costliest] == marked


def test_nothing_weighs_on_a_score_that_reached_its_target():
    advice = advice_on(d1([3, 3, 3, 3, 2]), targets=at(2)).dimension("d1")

    assert advice.costliest == ()


def raises_of(responses, definition=DEFINITION):
    found = advice_on(responses, definition=definition, targets=at(4)).dimension("d1").next_level
    return [(each.question.code, each.from_value, each.to_value) for each in found.raises]


def test_the_next_level_lifts_the_lowest_question_again_and_again():
    found = raises_of(d1([2, 1, 1, 3, 1]))  # 8/5: level 2; 13/5 is the first score at level 3

    assert found == [("d1q2", 1, 3), ("d1q3", 1, 2), ("d1q5", 1, 2), ("d1q1", 2, 3)]


def test_the_raises_stop_as_soon_as_the_next_level_is_reached():
    assert raises_of(d1([3, 2, 2, 2, 3])) == [("d1q2", 2, 3)]


def test_raises_weigh_the_questions_and_leave_unanswered_ones_alone():
    definition = make_definition(weights={"d1q1": 3})

    found = raises_of(d1([1, 2, 2, UNKNOWN, UNKNOWN]), definition)  # 7/5: level 1

    assert found == [("d1q1", 1, 2)]


def test_a_group_is_told_the_points_that_miss():
    next_level = advice_on(d1([2] * 5, [2, 2, 2, 2, 3])).dimension("d1").next_level

    assert (next_level.level, next_level.raises, next_level.points) == (3, (), F(2, 5))


def test_a_group_that_agreed_is_told_the_raises():
    agreed = {"d1q1": 2, "d1q3": 1, "d1q4": 3}

    found = raises_of(d1([2] * 5, [3] * 5, agreed=agreed))

    assert found == [("d1q3", 1, 2), ("d1q1", 2, 3)]  # 21/10, then 25/10


def test_no_question_is_raised_above_four():
    definition = make_definition(weights={"d1q4": 20})
    agreed = dict.fromkeys(("d1q1", "d1q2", "d1q3"), 4)
    people = [[4, 4, 4, level, level] for level in (3, 3, 3, 4)]

    assert raises_of(d1(*people, agreed=agreed), definition) == [("d1q4", F(13, 4), 4)]


@pytest.mark.parametrize(("values", "target"), [([4] * 5, 4), ([3] * 5, 3), ([3] * 5, 1)])
def test_there_is_no_next_level_at_the_fourth_nor_where_the_target_is_reached(values, target):
    assert advice_on(d1(values), targets=at(target)).dimension("d1").next_level is None


def highlights(found):
    return [each.question.question.code for each in found]


def test_strengths_are_the_highest_answers_of_level_3_or_more():
    advice = advice_on(quick([3, 4, 2, 3, 4, 1, 3]))

    assert highlights(advice.strengths) == ["d2", "d5", "d1"]


def test_of_equal_answers_the_higher_dimension_score_goes_first():
    answers = {f"d1q{n}": v for n, v in enumerate([4, 1, 1, 1, 1], start=1)}
    answers |= {f"d2q{n}": v for n, v in enumerate([2, 4, 4, 1, 1], start=1)}

    advice = advice_on(Responses("full", (Response(answers),)))

    assert highlights(advice.strengths) == ["d2q2", "d1q1"]


def test_brakes_are_the_low_answers_below_the_target_by_rank():
    targets = Targets(importance={"d3": 3}, levels={"d2": 1})

    advice = advice_on(quick([2, 1, 1, 1, 4, 2, UNKNOWN]), targets=targets)

    assert highlights(advice.brakes) == ["d3", "d4", "d1"]  # d2 has reached its target


def test_an_answer_at_the_target_is_no_brake():
    advice = advice_on(d1([1, 2, 2, 2, 2], [2, 2, 2, 2, 2]), targets=at(2))

    assert advice.dimension("d1").row.has_gap
    assert advice.brakes == ()  # nearest to level 2, which is the target


def test_a_brake_is_the_costliest_of_the_low_answers():
    advice = advice_on(d1([3, 1, 2, 1, 3]))

    assert highlights(advice.brakes) == ["d1q2"]


def test_nothing_answered_is_no_strength_and_no_brake():
    advice = advice_on(Responses("full", (Response({}),), kind=Kind.OWN))

    assert (advice.strengths, advice.brakes, advice.risks, advice.patterns) == ((), (), (), ())
    assert advice.by_horizon == {1: (), 2: (), 3: ()}

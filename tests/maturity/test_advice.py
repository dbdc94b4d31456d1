"""Steps, why this score, strengths, brakes, risks and scenes: rules 15 and 18 to 20."""

from fractions import Fraction as F

import pytest

from maturity.advice import advise, recognise
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import score
from tests.definitions import SLUGS, make_action, make_definition, make_risk

DEFINITION = make_definition()


def advice_on(responses, *, definition=DEFINITION, targets=Targets()):
    return advise(definition, score(definition, responses, targets))


def quick(*levels):
    return Responses("quick", (Response(dict(zip(SLUGS, levels, strict=True))),))


def d1(*people, agreed=None):
    """Everybody's answers to the five questions of dimension 1."""
    return Responses(
        "full",
        tuple(Response({f"d1q{n}": v for n, v in enumerate(p, start=1)}) for p in people),
        agreed or {},
    )


def raises_of(advice):
    return [
        (each.question.code, each.to_value) for each in advice.dimension("d1").next_level.raises
    ]


def test_a_scored_dimension_gets_the_step_from_its_level():
    advice = advice_on(quick(1, 2, 3, 4, 1, 1, UNKNOWN))

    steps = {each.row.dimension.slug: each.step for each in advice.dimensions}
    assert [steps[slug].from_level for slug in SLUGS[:6]] == [1, 2, 3, 4, 1, 1]
    assert steps["d4"].is_hold
    assert steps["d7"] is None


def test_dimensions_come_by_rank():
    advice = advice_on(quick(3, 1, 2, 4, UNKNOWN, 2, 1))

    slugs = [each.row.dimension.slug for each in advice.dimensions]
    assert slugs == ["d2", "d7", "d3", "d6", "d1", "d4", "d5"]


@pytest.mark.parametrize(
    ("level", "target", "further"),
    [(1, None, []), (1, 2, []), (1, 4, [2, 3]), (3, 1, []), (4, 4, [])],
)
def test_further_steps_to_a_target_are_named_in_outline(level, target, further):
    targets = Targets(levels={} if target is None else {"d1": target})

    advice = advice_on(quick(level, 1, 1, 1, 1, 1, 1), targets=targets)

    assert [step.from_level for step in advice.dimension("d1").outline] == further


def test_a_dimension_that_is_not_scored_gets_no_advice():
    targets = Targets(levels={"d1": 4})

    dimension = advice_on(d1([2, UNKNOWN, UNKNOWN]), targets=targets).dimension("d1")

    assert (dimension.step, dimension.actions, dimension.outline) == (None, (), ())
    assert (dimension.next_level, dimension.costs) == (None, ())


def test_the_actions_of_a_step_stand_in_the_order_of_the_roadmap():
    late = make_action("d1-1-late", horizon=3, impact=3)
    slow = make_action("d1-1-slow", horizon=1, impact=1)
    first = make_action("d1-1-first", horizon=1, impact=3)
    later_step = make_action("d1-2-next")
    other = make_action("d2-1-other", horizon=2)
    definition = make_definition(actions=[late, slow, first, later_step, other])

    advice = advice_on(quick(1, 1, 1, 1, 1, 1, 1), definition=definition)

    assert advice.dimension("d1").actions == (first, slow, late)
    assert advice.roadmap == {1: (first, slow), 2: (other,), 3: (late,)}
    assert advice.quick_wins == (first, slow)


def test_costs_come_highest_first_then_in_order_and_level_4_has_none():
    advice = advice_on(d1([4, 1, 2, 1]))

    costs = [(each.question.code, each.cost) for each in advice.dimension("d1").costs]
    assert costs == [("d1q2", F(3, 4)), ("d1q4", F(3, 4)), ("d1q3", F(2, 4))]


def test_the_next_level_lifts_the_lowest_question_again_and_again():
    advice = advice_on(d1([2, 1, 1, 3, 1]))  # 8/5: level 2; 13/5 is the first score at level 3

    assert advice.dimension("d1").next_level.level == 3
    assert raises_of(advice) == [("d1q2", 2), ("d1q3", 2), ("d1q5", 2), ("d1q1", 3), ("d1q2", 3)]


def test_the_raises_stop_as_soon_as_the_next_level_is_reached():
    assert raises_of(advice_on(d1([3, 2, 2, 2, 3]))) == [("d1q2", 3)]


def test_raises_weigh_the_questions_and_leave_unanswered_ones_alone():
    definition = make_definition(weights={"d1q1": 3})

    advice = advice_on(d1([1, 2, 2, UNKNOWN, UNKNOWN]), definition=definition)  # 7/5: level 1

    assert raises_of(advice) == [("d1q1", 2)]


def test_a_group_is_told_the_points_that_miss():
    next_level = advice_on(d1([2] * 5, [2, 2, 2, 2, 3])).dimension("d1").next_level

    assert (next_level.level, next_level.raises, next_level.points) == (3, (), F(2, 5))


def test_a_group_that_agreed_is_told_the_raises_of_agreed_questions():
    agreed = {"d1q1": 2, "d1q3": 1, "d1q4": 3}

    advice = advice_on(d1([4] * 5, [4] * 5, agreed=agreed))

    assert raises_of(advice) == [("d1q3", 2), ("d1q1", 3)]


def test_there_is_no_next_level_after_the_fourth():
    assert advice_on(d1([4] * 5)).dimension("d1").next_level is None


def highlights(found):
    return [(each.row.dimension.slug, each.question.question.code) for each in found]


def test_strengths_are_the_three_highest_scores_of_two_and_a_half_or_more():
    advice = advice_on(quick(3, 4, 2, 3, 4, 1, 3))

    assert highlights(advice.strengths) == [("d2", "d2"), ("d5", "d5"), ("d1", "d1")]


def test_brakes_are_the_low_scores_that_rank_first():
    targets = Targets(importance={"d3": 3})

    advice = advice_on(quick(2, 1, 1, 1, 4, 2, UNKNOWN), targets=targets)

    assert highlights(advice.brakes) == [("d3", "d3"), ("d2", "d2"), ("d4", "d4")]
    assert highlights(advice.strengths) == [("d5", "d5")]


def test_a_strength_names_its_highest_and_a_brake_its_costliest_question():
    strong, weak = [2, 3, 3, 2, 3], [3, 1, 1, 2, 2]
    answers = {f"d1q{n}": value for n, value in enumerate(strong, start=1)}
    answers |= {f"d2q{n}": value for n, value in enumerate(weak, start=1)}

    advice = advice_on(Responses("full", (Response(answers),)))

    assert highlights(advice.strengths) == [("d1", "d1q2")]
    assert highlights(advice.brakes) == [("d2", "d2q2")]


@pytest.mark.parametrize(
    ("values", "costliest"),
    [
        ([4, 4, 4, 4, 4], []),
        ([4, 4, 3, 4, 4], ["d1q3"]),
        ([4, 2, 3, 1, 4], ["d1q4", "d1q2"]),
        ([UNKNOWN] * 5, []),
    ],
)
def test_at_most_two_questions_cost_most_and_none_at_the_highest_level(values, costliest):
    answers = {f"d1q{n}": value for n, value in enumerate(values, start=1)}

    advice = advice_on(Responses("full", (Response(answers),)))

    assert [each.question.code for each in advice.dimension("d1").costliest] == costliest


def test_fewer_than_three_strengths_or_none_is_fine():
    advice = advice_on(quick(*[UNKNOWN] * 7))

    assert (advice.strengths, advice.brakes, advice.risks, advice.patterns) == ((), (), (), ())
    assert advice.roadmap == {1: (), 2: (), 3: ()}


def test_risks_come_by_their_lowest_linked_score_and_then_in_order():
    risks = [
        make_risk("medium", ["d1", "d2"], number=1),
        make_risk("none", ["d3"], number=2, below="4.0"),
        make_risk("lowest", ["d4", "d1"], number=3),
        make_risk("also-medium", ["d2"], number=4),
        make_risk("unscored", ["d7"], number=5),
        make_risk("strict", ["d1"], number=6, below="2.0"),
    ]
    definition = make_definition(risks=risks)

    advice = advice_on(quick(2, 2, 4, 1, 4, 4, UNKNOWN), definition=definition)

    assert [risk.slug for risk in advice.risks] == ["lowest", "medium", "also-medium"]


@pytest.mark.parametrize(
    ("levels", "level"),
    [([], None), ([4, 4], None), ([1, 2, 4], 2), ([4, 1, 2, 3], 2), ([3, 3, 1, 4, 4], 3)],
)
def test_scenes_point_to_the_lower_median_of_three_choices_or_more(levels, level):
    assert recognise(levels) == level

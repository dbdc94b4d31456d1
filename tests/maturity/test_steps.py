"""The step of a dimension and the actions that it needs: rule 15 of docs/scoring.md."""

import pytest

from maturity.advice import advise
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import score
from tests.definitions import SLUGS, make_action, make_definition


def advice_on(responses, *, actions=(), targets=Targets()):
    definition = make_definition(actions=actions)
    return advise(definition, score(definition, responses, targets))


def quick(*levels):
    return Responses("quick", (Response(dict(zip(SLUGS, levels, strict=True))),))


def full(**values):
    """Five answers by dimension; the rest is not answered."""
    answers = {
        f"{slug}q{n}": value
        for slug, each in values.items()
        for n, value in enumerate(each, start=1)
    }
    return Responses("full", (Response(answers),))


def step_of(advice, slug="d1"):
    found = advice.dimension(slug).step_advice
    further = [step.to_level for step in found.outline]
    return str(found.kind), found.step.from_level, found.step.to_level, further


@pytest.mark.parametrize(
    ("values", "target", "step"),
    [
        ([2, 2, 3, 3, 3], 3, ("finish", 2, 3, [])),
        ([3, 3, 3, 4, 4], 3, ("hold", 3, 3, [])),
        ([2, 2, 2, 2, 2], 4, ("next", 2, 3, [4])),
        ([1, 1, 1, 1, 2], 4, ("next", 1, 2, [3, 4])),
        ([4, 4, 4, 4, 4], 4, ("hold", 4, 4, [])),
        ([3, 3, 3, 3, 3], 1, ("hold", 3, 3, [])),
    ],
)
def test_a_dimension_gets_the_step_from_its_floor(values, target, step):
    advice = advice_on(full(d1=values), targets=Targets(levels={"d1": target}))

    assert step_of(advice) == step


def test_a_dimension_that_is_not_scored_has_no_step():
    dimension = advice_on(full(d1=[2, UNKNOWN, UNKNOWN])).dimension("d1")

    assert (dimension.step_advice, dimension.step, dimension.actions) == (None, None, ())
    assert (dimension.outline, dimension.next_level, dimension.costliest) == ((), None, ())


def slugs(advice, slug="d1"):
    return [action.slug for action in advice.dimension(slug).actions]


def act(slug, *improves, number=1, **about):
    return make_action(slug, improves=improves, number=number, **about)


TO_3 = Targets(levels={"d1": 3})


def test_only_what_is_needed_is_advised():
    actions = [act("d1-2-there", "q3"), act("d1-2-one", "q1"), act("d1-2-other", "q2", number=2)]

    advice = advice_on(full(d1=[2, 2, 3, 3, 3]), actions=actions, targets=TO_3)

    assert slugs(advice) == ["d1-2-one", "d1-2-other"]


def test_an_unanswered_question_is_not_known_to_be_missing():
    actions = [act("d1-2-unknown", "q5"), act("d1-2-low", "q1")]

    advice = advice_on(full(d1=[2, 2, 2, 3, UNKNOWN]), actions=actions, targets=TO_3)

    assert slugs(advice) == ["d1-2-low"]


def test_when_nothing_is_needed_the_lowest_question_is_improved():
    """The values of a group may all be there while its score is not: few answered it low."""
    actions = [act("d1-2-one", "q1"), act("d1-2-four", "q4", number=2)]
    low = {"d1q1": 2, "d1q2": 2, "d1q3": 2}
    high = {"d1q1": 4, "d1q2": 4, "d1q3": 4, "d1q4": 3, "d1q5": 3}

    advice = advice_on(
        Responses("full", (Response(low), Response(high))), actions=actions, targets=TO_3
    )

    assert {each.value for each in advice.dimension("d1").row.questions} == {3}
    assert slugs(advice) == ["d1-2-one"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (act("d1-2-z", "q1"), act("d1-2-a", "q2")),
        (act("d1-2-z", "q2", "q3"), act("d1-2-a", "q2")),
        (act("d1-2-z", "q2", impact=3), act("d1-2-a", "q3", impact=2)),
        (act("d1-2-z", "q2", effort="S"), act("d1-2-a", "q3", effort="L")),
        (act("d1-2-z", "q2", number=1), act("d1-2-a", "q3", number=2)),
    ],
    ids=["a lower answer", "two questions", "impact", "effort", "number"],
)
def test_the_first_taken_is_the_most_needed(better, worse):
    advice = advice_on(
        full(d1=[1, 2, 2, 3, 2]), actions=[worse, better], targets=Targets(levels={"d1": 3})
    )

    assert slugs(advice)[0] == better.slug


def test_a_question_that_a_taken_action_improves_is_no_open_need():
    actions = [
        act("d1-1-first", "q1", "q2", impact=3),
        act("d1-1-same", "q1", "q2", impact=2),
        act("d1-1-else", "q3", impact=1),
    ]

    advice = advice_on(full(d1=[1, 1, 1, 2, 1]), actions=actions)

    assert slugs(advice)[:2] == ["d1-1-first", "d1-1-else"]


def test_what_an_action_depends_on_is_taken_before_it():
    actions = [
        act("d1-1-top", "q1", "q2", depends_on=["d1-1-middle"]),
        act("d1-1-middle", "q3", number=2, depends_on=["d1-1-base"]),
        act("d1-1-base", "q4", number=3),
        act("d1-1-left", "q5", number=4),
    ]

    advice = advice_on(full(d1=[1, 1, 1, 1, 1]), actions=actions)

    assert slugs(advice) == ["d1-1-base", "d1-1-middle", "d1-1-top"]


def test_the_first_dimensions_get_the_most_actions():
    actions = [
        act(f"{slug}-1-{n}", f"q{n}", number=n, horizon=1) for slug in SLUGS for n in range(1, 6)
    ]
    answers = {slug: [1, 1, 1, 1, 1] for slug in SLUGS[:6]} | {"d7": [3, 3, 3, 3, 3]}

    advice = advice_on(full(**answers), actions=actions)

    assert [len(each.actions) for each in advice.dimensions] == [3, 3, 2, 2, 1, 1, 0]


def test_the_last_makes_way_for_one_that_can_start_at_once():
    actions = [act(f"d1-1-{n}", f"q{n}", number=n, horizon=2) for n in (1, 2, 3)]
    actions += [act("d1-1-now", "q4", impact=1), act("d1-1-later", "q5", impact=1, number=9)]

    advice = advice_on(full(d1=[1] * 5), actions=actions)

    assert slugs(advice) == ["d1-1-1", "d1-1-2", "d1-1-now"]


def test_one_that_could_start_but_waits_for_what_is_not_kept_does_not_take_a_place():
    actions = [act(f"d1-1-{n}", f"q{n}", number=n, horizon=2) for n in (1, 2, 3, 5)]
    actions.append(act("d1-1-now", "q4", impact=1, depends_on=["d1-1-5"]))

    advice = advice_on(full(d1=[1] * 5), actions=actions)

    assert slugs(advice) == ["d1-1-1", "d1-1-2", "d1-1-3"]


def test_places_left_are_filled_from_the_step_after_it():
    actions = [
        act("d1-2-only", "q1"),
        act("d1-3-same", "q1", number=2, impact=3),
        act("d1-3-open", "q2", number=3, impact=1),
    ]

    advice = advice_on(full(d1=[2, 3, 3, 3, 3]), actions=actions, targets=Targets(levels={"d1": 4}))

    chosen = advice.dimension("d1").step_advice.actions
    assert [(each.action.slug, each.not_before) for each in chosen] == [
        ("d1-2-only", 1),
        ("d1-3-open", 2),
        ("d1-3-same", 2),
    ]
    assert advice.by_horizon[1] == (chosen[0].action,)


def test_places_stay_empty_when_the_target_is_that_of_the_step():
    actions = [act("d1-2-only", "q1"), act("d1-3-more", "q2")]

    advice = advice_on(full(d1=[2, 3, 3, 3, 3]), actions=actions, targets=TO_3)

    assert slugs(advice) == ["d1-2-only"]


def test_in_a_quick_scan_every_action_improves_its_one_question():
    actions = [act("d1-1-a", "q1", number=2), act("d1-1-b", "q2", number=1)]

    advice = advice_on(quick(1, 3, 3, 3, 3, 3, 3), actions=actions)

    assert slugs(advice) == ["d1-1-b", "d1-1-a"]


def test_holding_level_4_is_only_advised_when_nothing_has_a_gap():
    actions = [act("d1-4-second", number=2), act("d1-4-first"), act("d2-4-only", number=3)]

    with_gap = advice_on(quick(4, 4, 4, 4, 4, 4, 3), actions=actions)
    without = advice_on(quick(4, 4, 4, 4, 4, 4, 4), actions=actions)

    assert slugs(with_gap) == []
    assert (slugs(without), slugs(without, "d2")) == (["d1-4-first"], ["d2-4-only"])
    assert [action.slug for action in without.route.actions] == ["d1-4-first", "d2-4-only"]
    assert step_of(without) == ("hold", 4, 4, [])

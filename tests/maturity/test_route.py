"""The order and the time of the actions: rules 16 and 17 of docs/scoring.md."""

import pytest
from hypothesis import given

from maturity.advice import advise
from maturity.definition import Condition
from maturity.responses import Response, Responses, Targets
from maturity.scoring import score
from tests import strategies
from tests.definitions import SLUGS, make_action, make_definition, make_pattern

ALWAYS = Condition(dont_know_over="-1")
LOW = [1, 1, 1, 1, 1]


def route_of(actions, *, patterns=(), answers=None, targets=Targets()):
    """Everybody at level 1 unless told otherwise, so that steps lead from 1 to 2."""
    values = dict.fromkeys(SLUGS, LOW) | (answers or {})
    response = Response(
        {f"{slug}q{n}": v for slug, each in values.items() for n, v in enumerate(each, start=1)}
    )
    definition = make_definition(actions=actions, patterns=patterns)
    result = score(definition, Responses("full", (response,)), targets)
    return advise(definition, result).route


def slugs(actions):
    return [action.slug for action in actions]


def act(slug, improves="q1", **about):
    return make_action(slug, improves=[improves], **about)


def many(horizon=1, count=3):
    return [
        act(f"{slug}-1-{n}", f"q{n}", number=n, horizon=horizon)
        for slug in SLUGS
        for n in range(1, count + 1)
    ]


def test_horizons_hold_five_and_seven_and_the_rest_is_last():
    route = route_of(many())

    assert [len(route.horizon(number)) for number in (1, 2, 3)] == [5, 7, 1]


def test_dimensions_take_turns_by_rank_and_the_first_gets_two():
    route = route_of(many())

    assert slugs(route.horizon(1)) == ["d1-1-1", "d1-1-2", "d2-1-1", "d3-1-1", "d4-1-1"]
    assert slugs(route.quick_wins) == slugs(route.horizon(1))


def test_turns_are_dealt_anew_at_each_horizon():
    route = route_of(many())

    assert slugs(route.horizon(2))[:4] == ["d1-1-3", "d2-1-2", "d3-1-2", "d4-1-2"]


def test_an_action_comes_after_what_it_depends_on_whatever_its_turn():
    first = act("d1-1-a", depends_on=["d2-1-base", "d2-2-elsewhere"])

    route = route_of([first, act("d2-1-base"), act("d3-1-c")])

    assert slugs(route.actions) == ["d2-1-base", "d1-1-a", "d3-1-c"]


def test_an_action_is_not_earlier_than_what_it_depends_on_also_indirectly():
    actions = [
        act("d1-1-top", depends_on=["d2-1-middle"]),
        act("d2-1-middle", depends_on=["d3-1-late"]),
        act("d3-1-late", horizon=3),
    ]

    route = route_of(actions)

    assert slugs(route.horizon(3)) == ["d3-1-late", "d2-1-middle", "d1-1-top"]
    assert route.place_of(actions[0]).horizon == 3


def test_the_first_actions_begin_with_what_the_first_dimension_starts_with():
    actions = [act("d1-1-later", horizon=2), act("d2-1-a"), act("d3-1-b"), act("d4-1-c")]

    assert slugs(route_of(actions).first_actions) == ["d1-1-later", "d2-1-a", "d3-1-b"]


def test_at_most_two_of_the_first_actions_are_of_the_first_dimension():
    assert slugs(route_of(many()).first_actions) == ["d1-1-1", "d1-1-2", "d2-1-1"]
    only = [act(f"d1-1-{n}", f"q{n}", number=n) for n in (1, 2, 3)]

    assert slugs(route_of(only).first_actions) == ["d1-1-1", "d1-1-2"]


def test_without_actions_of_the_first_dimension_the_first_of_the_route_are_first():
    route = route_of([act("d2-1-a"), act("d3-1-b", horizon=2)])

    assert slugs(route.first_actions) == ["d2-1-a", "d3-1-b"]


def test_a_pattern_holds_back_the_larger_actions_of_a_dimension():
    pattern = make_pattern("held", ALWAYS, holds=["d1"])
    actions = [act("d1-1-small", "q1", effort="S"), act("d1-1-large", "q2", effort="L", number=2)]

    route = route_of([*actions, act("d2-1-other", effort="M")], patterns=[pattern])

    assert slugs(route.horizon(1)) == ["d1-1-small", "d2-1-other"]
    assert slugs(route.horizon(3)) == ["d1-1-large"]
    assert route.moved == {"d1-1-large": pattern}


def test_what_waits_for_a_held_action_moves_with_it():
    pattern = make_pattern("held", ALWAYS, holds=["d1"])
    actions = [act("d1-1-large", effort="L"), act("d2-1-after", depends_on=["d1-1-large"])]

    route = route_of(actions, patterns=[pattern])

    assert slugs(route.horizon(3)) == ["d1-1-large", "d2-1-after"]
    assert set(route.moved) == {"d1-1-large", "d2-1-after"}


def test_a_pattern_lets_the_first_dimensions_go_first():
    pattern = make_pattern("focus", ALWAYS, focus=2)
    actions = [
        act("d1-1-top", depends_on=["d3-1-direct"]),
        act("d2-1-second", depends_on=["d4-1-indirect"]),
        act("d3-1-direct", depends_on=["d4-1-indirect"]),
        act("d4-1-indirect"),
        act("d5-1-other"),
    ]

    route = route_of(actions, patterns=[pattern])

    assert set(slugs(route.horizon(1))) == {
        "d1-1-top",
        "d2-1-second",
        "d3-1-direct",
        "d4-1-indirect",
    }
    assert slugs(route.horizon(2)) == ["d5-1-other"]
    assert route.moved == {"d5-1-other": pattern}


def test_a_moved_action_names_the_first_pattern_that_alone_makes_it_later():
    patterns = [
        make_pattern("no-effect", ALWAYS, number=1),
        make_pattern("focus", ALWAYS, number=2, focus=1),
        make_pattern("held", ALWAYS, number=3, holds=["d2", "d1"]),
    ]
    actions = [act("d1-1-a", effort="L"), act("d2-1-b", effort="L"), act("d3-1-late", horizon=3)]

    moved = route_of(actions, patterns=patterns).moved

    assert {slug: pattern.slug for slug, pattern in moved.items()} == {
        "d1-1-a": "held",
        "d2-1-b": "focus",
    }


@pytest.mark.parametrize("holds", [[], ["d1"]])
def test_an_action_that_is_late_anyway_is_not_moved(holds):
    pattern = make_pattern("only", ALWAYS, holds=holds)

    route = route_of([act("d1-1-late", horizon=3)], patterns=[pattern])

    assert route.moved == {}


@pytest.mark.no_cover  # traced it takes twice as long, and those above cover what it uses
@given(strategies.actions(), strategies.responses(), strategies.targets)
def test_every_advised_action_is_placed_once_after_what_it_depends_on(actions, group, targets):
    definition = make_definition(actions=actions)

    advice = advise(definition, score(definition, group, targets))

    advised = [action for each in advice.dimensions for action in each.actions]
    horizons = {placed.action.slug: placed.horizon for placed in advice.route.placed}
    order = list(horizons)
    assert sorted(order) == sorted(slugs(advised))
    assert len(order) == len(advice.route.placed) <= 13
    for action in advised:
        needed = [slug for slug in action.depends_on if slug in horizons]
        assert all(order.index(slug) < order.index(action.slug) for slug in needed)
        assert horizons[action.slug] >= action.horizon
    assert len(advice.by_horizon[1]) <= 5
    assert len(advice.by_horizon[2]) <= 7


@pytest.mark.no_cover
@given(strategies.actions(), strategies.responses(), strategies.targets)
def test_the_order_of_the_content_does_not_matter(actions, group, targets):
    there, back = (make_definition(actions=each) for each in (actions, actions[::-1]))

    routes = [advise(d, score(d, group, targets)).route for d in (there, back)]

    assert slugs(routes[0].actions) == slugs(routes[1].actions)

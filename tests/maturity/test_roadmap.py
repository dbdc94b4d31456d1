"""The order of the actions: rule 17 of docs/scoring.md."""

import pytest
from hypothesis import given

from maturity.roadmap import roadmap
from tests import strategies
from tests.definitions import SLUGS, make_action

RANKS = {slug: rank for rank, slug in enumerate(SLUGS, start=1)}


def planned(*actions, ranks=RANKS):
    return {h: [a.slug for a in placed] for h, placed in roadmap(actions, ranks).items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (make_action("d7-1-z", impact=3, effort="L"), make_action("d1-1-a", impact=2, effort="S")),
        (make_action("d7-1-z", effort="S"), make_action("d1-1-a", effort="M")),
        (make_action("d7-1-z", effort="M"), make_action("d1-1-a", effort="L")),
        (make_action("d1-1-z"), make_action("d2-1-a")),
        (make_action("d1-1-a"), make_action("d1-1-z")),
    ],
    ids=["impact", "small effort", "medium effort", "rank of the dimension", "slug"],
)
def test_within_a_horizon_the_best_action_comes_first(first, second):
    assert planned(second, first)[1] == [first.slug, second.slug]


def test_a_dimension_that_ranks_first_goes_first():
    ranks = {**RANKS, "d1": 7, "d7": 1}

    assert planned(make_action("d1-1-a"), make_action("d7-1-z"), ranks=ranks)[1] == [
        "d7-1-z",
        "d1-1-a",
    ]


def test_an_action_waits_for_what_it_depends_on():
    best = make_action("d1-1-best", impact=3, depends_on=["d2-1-base"])
    base = make_action("d2-1-base", impact=1)
    middle = make_action("d3-1-middle", impact=2)

    assert planned(best, base, middle)[1] == ["d3-1-middle", "d2-1-base", "d1-1-best"]


def test_an_action_moves_to_the_latest_horizon_that_it_depends_on_also_indirectly():
    top = make_action("d1-1-top", horizon=1, depends_on=["d1-1-middle"])
    middle = make_action("d1-1-middle", horizon=1, depends_on=["d1-1-late"])
    late = make_action("d1-1-late", horizon=3)

    assert planned(top, middle, late) == {1: [], 2: [], 3: ["d1-1-late", "d1-1-middle", "d1-1-top"]}


def test_a_dependency_on_an_action_that_does_not_apply_is_ignored():
    assert planned(make_action("d1-1-a", depends_on=["d2-2-elsewhere"]))[1] == ["d1-1-a"]


@given(strategies.actions())
def test_every_action_is_placed_once_after_its_dependencies_and_not_before_its_horizon(actions):
    plan = roadmap(actions, RANKS)

    placed = [(action.slug, horizon) for horizon, each in plan.items() for action in each]
    horizons = dict(placed)
    order = list(horizons)
    assert sorted(order) == sorted(action.slug for action in actions)
    assert len(placed) == len(actions)
    for action in actions:
        needed = [slug for slug in action.depends_on if slug in horizons]
        assert all(order.index(slug) < order.index(action.slug) for slug in needed)
        assert horizons[action.slug] == max([action.horizon, *(horizons[slug] for slug in needed)])


@given(strategies.actions())
def test_the_order_of_the_content_does_not_matter(actions):
    assert roadmap(actions, RANKS) == roadmap(actions[::-1], RANKS)

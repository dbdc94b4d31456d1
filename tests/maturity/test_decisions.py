"""Decisions and their dates: rule 22 of docs/scoring.md."""

import datetime as dt

import pytest

from maturity.advice import advise
from maturity.decisions import DecisionKind, dates_from
from maturity.definition import Condition
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import score
from tests.definitions import SLUGS, make_action, make_definition, make_pattern

START = dt.date(2026, 3, 12)
ENDS = (dt.date(2026, 6, 12), dt.date(2026, 12, 12), dt.date(2027, 9, 12))
ALWAYS = Condition(dont_know_over="-1")


def asked(*levels, questionnaire="quick", start=START, targets=Targets(), **content):
    codes = SLUGS
    answers = dict(zip(codes, levels, strict=True))
    if questionnaire == "full":
        answers = {f"{slug}q{n}": level for slug, level in answers.items() for n in range(1, 6)}
    definition = make_definition(**content)
    result = score(definition, Responses(questionnaire, (Response(answers),)), targets)
    return advise(definition, result, start=start).decisions


def short(decisions):
    return [(str(each.kind), each.horizon, each.date) for each in decisions]


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (START, ENDS),
        (
            dt.date(2026, 8, 31),
            (dt.date(2026, 11, 30), dt.date(2027, 5, 31), dt.date(2028, 2, 29)),
        ),
        (dt.date(2025, 11, 30), (dt.date(2026, 2, 28), dt.date(2026, 8, 30), dt.date(2027, 5, 30))),
    ],
)
def test_horizons_end_three_nine_and_eighteen_months_after_the_start(start, ends):
    dates = dates_from(start)

    assert (dates.start, dates.ends) == (start, ends)


def test_the_step_of_the_first_dimension_is_asked_at_the_end_of_its_horizon():
    actions = [make_action("d1-1-late", horizon=2), make_action("d2-1-soon")]

    step, again = asked(1, 2, 2, 2, 2, 2, 2, actions=actions)

    assert short([step, again]) == [("step", 2, ENDS[1]), ("remeasure", 1, ENDS[0])]
    assert (step.dimension.slug, step.action.slug) == ("d1", "d1-1-late")


def test_a_step_without_an_action_is_asked_at_the_end_of_the_first_horizon():
    step, _ = asked(1, 2, 2, 2, 2, 2, 2)

    assert (step.action, step.date) == (None, ENDS[0])


def test_with_every_target_reached_the_board_is_asked_to_hold():
    targets = Targets(levels=dict.fromkeys(SLUGS, 1))

    decisions = asked(2, 2, 2, 2, 2, 2, 2, questionnaire="full", targets=targets)

    assert short(decisions) == [("hold", 1, ENDS[0]), ("remeasure", 3, ENDS[2])]


def test_without_an_overall_score_what_is_unknown_is_asked_first():
    decisions = asked(1, 1, 1, 1, *[UNKNOWN] * 3)

    assert short(decisions) == [("find_out", 1, ENDS[0]), ("remeasure", 1, ENDS[0])]


@pytest.mark.parametrize(("effect", "horizon"), [({"holds": ["d1"]}, 2), ({"focus": 1}, 1)])
def test_what_a_pattern_moved_has_to_wait(effect, horizon):
    patterns = [
        make_pattern("no-effect", ALWAYS, number=1, severity=3),
        make_pattern("moves", ALWAYS, number=2, **effect),
    ]
    actions = [make_action("d1-1-a", effort="L"), make_action("d2-1-b", effort="L")]

    decisions = asked(1, 1, 2, 2, 2, 2, 2, patterns=patterns, actions=actions)

    wait = decisions[1]
    assert (wait.kind, wait.pattern.slug) == (DecisionKind.WAIT, "moves")
    assert (wait.horizon, wait.date) == (horizon, ENDS[horizon - 1])


def test_a_pattern_that_moved_nothing_asks_nothing():
    patterns = [make_pattern("idle", ALWAYS, holds=["d7"])]

    assert [str(each.kind) for each in asked(*[1] * 7, patterns=patterns)] == ["step", "remeasure"]


def test_without_a_start_there_are_horizons_and_no_dates():
    assert dates_from(None) is None
    assert [each.date for each in asked(*[1] * 7, start=None)] == [None, None]

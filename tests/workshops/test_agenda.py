"""Minutes of a workshop, and what it talks about."""

import datetime as dt
from fractions import Fraction

import pytest

from workshops.agenda import PLANS, Format, Meter, Said, meter_of, most_divided, seconds_for
from workshops.steps import Phase, Room, Standing, State

BEGAN = dt.datetime(2026, 3, 2, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("format", "minutes"),
    [
        (Format.QUICK, 79),
        (Format.ALONE_FIRST, 102),
        (Format.TOGETHER, 133),
        (Format.REMOTE, 102),
    ],
)
def test_the_minutes_of_a_format_add_up(format, minutes):
    assert PLANS[format].minutes == sum(PLANS[format].parts.values()) == minutes


def test_the_most_divided_come_first_and_of_equals_what_moves_the_score_most():
    shown = [
        Said("agreed", (0, 6, 0, 0)),
        Said("too few", None),
        Said("spread", (3, 3, 3, 3)),
        Said("camps", (5, 1, 1, 5), weight=Fraction(1, 5)),
        Said("heavy camps", (5, 1, 1, 5)),
    ]

    assert most_divided(shown) == ("heavy camps", "camps", "spread", "agreed", "too few")
    assert most_divided(shown, most=2) == ("heavy camps", "camps")


def test_a_stage_has_its_seconds():
    plan = PLANS[Format.QUICK]

    seconds = [
        seconds_for(Standing(state, round), plan)
        for state, round in [
            (State.WAITING, 0),
            (State.OPEN, 1),
            (State.OPEN, 2),
            (State.TALKING, 1),
            (State.REVEALED, 1),
            (State.SETTLED, 1),
        ]
    ]

    assert seconds == [None, 60, 45, 120, 240, None]


def meter(minute, **states):
    topics = {code: Standing(State(states.get(code, "waiting"))) for code in "abcdefg"}
    now = BEGAN + dt.timedelta(minutes=minute)
    room = Room(Phase.RUNNING, focus="b", topics=topics)
    plan = PLANS[Format.QUICK]
    return meter_of(room, "abcdefg", plan, minutes=79, began_at=BEGAN, now=now)


def test_in_time_nothing_is_left_out():
    closing_at = BEGAN + dt.timedelta(minutes=49)

    assert meter(0) == Meter(7, 49, closing_at, over=0, skip=())
    assert meter(7, a="settled") == Meter(6, 42, closing_at, over=0, skip=())
    for minute in (1, 13, 14):  # what is on takes the minutes that it has
        assert meter(minute, a="settled").over == 0


def test_what_runs_over_names_the_last_to_leave_out_and_never_what_is_on():
    found = meter(20, a="settled")

    assert (found.topics, found.minutes, found.over, found.skip) == (6, 29, 6, ("g",))
    assert found.each == "4½"
    assert meter(300).skip == ("g", "f", "e", "d", "c", "a")
    assert meter(300).minutes == 0

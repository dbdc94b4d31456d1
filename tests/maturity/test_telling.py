"""Steps, figures, changes and decisions in words: rules 4, 9, 15, 16, 21, 22 and 23."""

import datetime as dt
from fractions import Fraction as F

import pytest

from maturity.advice import advise
from maturity.change import change_since
from maturity.decisions import Decision, DecisionKind
from maturity.loading import published_definition
from maturity.responses import UNKNOWN, Kind, Response, Responses, Targets
from maturity.result import Range
from maturity.scoring import score
from maturity.telling import (
    change_sentence,
    decision_sentence,
    moved_words,
    range_words,
    rank_note,
    rank_text,
    step_title,
)

pytestmark = pytest.mark.django_db

U = UNKNOWN
DAY = dt.date(2027, 3, 12)


@pytest.fixture
def english(db):
    return published_definition("en")


def say_day(day):
    return f"{day.day} March {day.year}"


def full(definition, scores, *, kind=Kind.OWN, people=1, targets=Targets()):
    """Responses that score each dimension in fifths as given; None is not answered."""
    answers = {}
    for dimension, wanted in zip(definition.dimensions, scores, strict=True):
        questions = definition.questionnaire("full").questions_of(dimension.slug)
        if wanted is not None:
            whole, rest = divmod(int(F(wanted) * 5), 5)
            levels = [whole + 1] * rest + [whole] * (5 - rest)
            answers |= {q.code: level for q, level in zip(questions, levels, strict=True)}
    return score(definition, Responses("full", (Response(answers),) * people, kind=kind), targets)


def quick(definition, levels, kind=Kind.OWN):
    slugs = [dimension.slug for dimension in definition.dimensions]
    response = Response(dict(zip(slugs, levels, strict=True)))
    return score(definition, Responses("quick", (response,), kind=kind))


def test_a_step_is_named_by_its_kind_and_level(english):
    threes = Targets(levels={dimension.slug: 3 for dimension in english.dimensions})
    scores = [2, "13/5", 3, 4, 2, 2, 2]
    advice = advise(english, full(english, scores, targets=threes))

    steps = {each.row.dimension.slug: each.step_advice for each in advice.dimensions}
    titles = [step_title(english, steps[each.slug]) for each in english.dimensions[:4]]
    assert titles == ["To level 3", "Complete level 3", "Stay at level 3", "Stay at level 4"]


def test_a_moved_action_names_the_headline_of_its_pattern(english):
    pattern = english.patterns[0]

    assert moved_words(english, pattern) == f"Planned later because of: {pattern.headline}"


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (Range(F(22, 10), F(31, 10)), "2.2 to 3.1 once the missing answers are known"),
        (Range(F(221, 100), F(222, 100)), ""),
        (None, ""),
    ],
)
def test_a_range_is_told_where_its_ends_differ_on_the_page(english, ends, words):
    assert range_words(english, ends) == words


def test_ranks_show_their_range_and_those_of_a_quick_scan_do_not(english):
    scores = ["13/5", *["12/5"] * 5, "7/5"]
    result, scan = full(english, scores), quick(english, [2, 2, 2, 2, 2, 2, U])

    shown = [rank_text(result, row) for row in result.dimensions]
    assert shown == [*["2–7"] * 6, "1"]
    assert [rank_text(scan, row) for row in scan.dimensions] == [*"123456", ""]


def test_nothing_is_ranked_where_every_target_is_reached(english):
    twos = Targets(levels={dimension.slug: 2 for dimension in english.dimensions})
    reached = full(english, [3] * 7, targets=twos)

    assert {rank_text(reached, row) for row in reached.dimensions} == {""}
    assert rank_note(reached) == ""


def test_one_line_says_what_the_ranks_mean(english):
    phrase = english.wording.phrase
    scores = [2] * 7

    assert rank_note(full(english, scores)) == phrase("rank_range")
    assert rank_note(full(english, scores, kind=Kind.GROUP)) == phrase("rank_range")
    of_two = full(english, scores, kind=Kind.GROUP, people=2)
    assert rank_note(of_two) == phrase("rank_range_group")
    assert rank_note(quick(english, [2] * 7)) == phrase("indicative")
    assert rank_note(full(english, [2, *[None] * 6])) == ""


def told(definition, before, now, earlier=DAY):
    change = change_since(full(definition, before), full(definition, now))
    return change_sentence(definition, change, earlier=earlier, say_day=say_day)


TWO = [2] * 7
OPENING = "At the assessment of 12 March 2027 the overall score was 2.0; now it is "
SAME = "The overall score is 2.0, as it was at the assessment of 12 March 2027."
CUSTOMERS, STRATEGY = "customer experience", "strategy"


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (TWO, [3, *TWO[1:]], f"{OPENING}2.1. The clearest rise is in {CUSTOMERS}."),
        (TWO, [1, *TWO[1:]], f"{OPENING}1.9. The clearest fall is in {CUSTOMERS}."),
        (
            TWO,
            [3, 1, *TWO[2:]],
            f"{SAME} The clearest rise is in {CUSTOMERS}, the clearest fall in {STRATEGY}.",
        ),
        (
            TWO,
            [3, "9/5", "9/5", "9/5", "9/5", "9/5", 2],
            f"{SAME} The clearest rise is in {CUSTOMERS}.",
        ),
        (
            TWO,
            [1, "11/5", "11/5", "11/5", "11/5", "11/5", 2],
            f"{SAME} The clearest fall is in {CUSTOMERS}.",
        ),
        (TWO, [2, "12/5", *TWO[2:]], f"{OPENING}2.1. No dimension has clearly changed."),
        (TWO, TWO, f"{SAME} No dimension has clearly changed."),
        (TWO, ["12/5"] * 7, f"{OPENING}2.4. No single dimension stands out."),
        (TWO, ["8/5"] * 7, f"{OPENING}1.6. No single dimension stands out."),
    ],
)
def test_a_change_is_told_with_both_scores_and_the_clearest_dimensions(
    english, before, now, sentence
):
    assert told(english, before, now) == sentence


SINCE = "ince the assessment of 12 March 2027"


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ([3, 2], f"S{SINCE} the clearest rise is in {CUSTOMERS}."),
        ([1, 2], f"S{SINCE} the clearest fall is in {CUSTOMERS}."),
        (
            [3, 1],
            f"S{SINCE} the clearest rise is in {CUSTOMERS} and the clearest fall in {STRATEGY}.",
        ),
        ([2, 2], f"No dimension has clearly changed s{SINCE}."),
    ],
)
def test_without_an_overall_score_the_dimensions_alone_are_told(english, now, sentence):
    rest = [None] * 5

    assert told(english, [2, 2, *rest], [*now, *rest]) == sentence


def test_an_earlier_round_without_a_date_is_the_previous_one(definition):
    words = {"nl": "Bij de vorige meting was", "en": "At the previous assessment the"}

    assert told(definition, TWO, [3, *TWO[1:]], earlier=None).startswith(words[definition.language])


def asked(definition, decision, *, is_quick=False):
    return decision_sentence(definition, decision, is_quick=is_quick, say_day=say_day)


def test_a_step_is_asked_with_its_owner_and_its_date(english):
    dimension = english.dimension("incentives")

    sentence = asked(english, Decision(DecisionKind.STEP, 1, DAY, dimension=dimension))

    assert sentence == (
        f"We ask the management team to {dimension.decision}"
        f" (responsible: {dimension.sponsor}; by 12 March 2027)."
    )


def test_what_has_to_wait_is_asked_in_the_words_of_the_pattern(english):
    pattern = next(each for each in english.patterns if "{dimensions}" in each.wait)
    named = english.dimensions[:2]
    wait = Decision(DecisionKind.WAIT, 2, DAY, pattern=pattern, pattern_dimensions=named)

    assert asked(english, wait) == (
        "We ask the management team not to begin actions for dimensions other than customer"
        " experience and strategy before 12 March 2027."
    )


@pytest.mark.parametrize("kind", [DecisionKind.HOLD, DecisionKind.FIND_OUT, DecisionKind.REMEASURE])
def test_without_dates_a_decision_names_the_month_in_which_its_horizon_ends(definition, kind):
    sentence = asked(definition, Decision(kind, 2, None))

    ends = {"nl": "eind maand 9 van het plan", "en": "the end of month 9 of the plan"}
    assert ends[definition.language] in sentence
    assert "{" not in sentence


def test_after_a_quick_scan_the_full_measurement_is_asked(english):
    again = Decision(DecisionKind.REMEASURE, 1, DAY)

    assert "the full assessment" in asked(english, again, is_quick=True)
    assert "the full assessment" not in asked(english, again)

"""Rules 1 to 13 of docs/scoring.md; the worked examples of that page are the tables here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction as F

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.responses import (
    NOT_APPLICABLE,
    UNKNOWN,
    Kind,
    Response,
    Responses,
    Targets,
    Value,
    usual_kind,
)
from maturity.scoring import discuss_first, nearest_level, score
from tests import strategies
from tests.definitions import SLUGS, make_definition

DEFINITION = make_definition()
ABSENT = None
U, NA = UNKNOWN, NOT_APPLICABLE


def answers_of(slug: str, values: Sequence[Value | None]) -> dict[str, Value]:
    """Answers to the five questions of one dimension; None is not answered."""
    return {f"{slug}q{n}": value for n, value in enumerate(values, start=1) if value is not None}


def full(*people: Mapping[str, Value], agreed: Mapping[str, int] | None = None) -> Responses:
    responses = tuple(Response(person) for person in people)
    return Responses("full", responses, agreed or {}, kind=usual_kind(responses))


def quick(*people: Sequence[Value | None]) -> Responses:
    """Each person's seven answers, one per dimension."""
    responses = tuple(
        Response({slug: value for slug, value in zip(SLUGS, values, strict=True) if value})
        for values in people
    )
    return Responses("quick", responses, kind=usual_kind(responses))


def scored_as(scores: Sequence[F | int | None]) -> Responses:
    """One full response that scores each dimension in fifths as given; None is not scored."""
    answers: dict[str, Value] = {}
    for slug, wanted in zip(SLUGS, scores, strict=True):
        if wanted is not None:
            whole, rest = divmod(int(F(wanted) * 5), 5)
            answers |= answers_of(slug, [whole + 1] * rest + [whole] * (5 - rest))
    return full(answers)


@pytest.mark.parametrize(
    ("values", "expected", "level"),
    [
        ([1, 1, 1, 1, 1], F(1), 1),
        ([2, 2, 2, 3, 3], F(12, 5), 2),
        ([2, 3, U, U, ABSENT], None, None),
        ([2, 3, 2, U, U], F(7, 3), 2),
        ([2, 3, 2, 3, U], F(5, 2), 3),
        ([2, 3, U, NA, NA], F(5, 2), 3),
        ([2, U, U, NA, ABSENT], None, None),
        ([NA, NA, NA, NA, NA], None, None),
        ([NA, NA, NA, NA, 3], F(3), 3),
        ([U, U, U, U, U], None, None),
        ([], None, None),
        ([4, 4, 4, 3, 3], F(18, 5), 4),
    ],
)
def test_a_dimension_scores_the_mean_of_at_least_half_of_its_applicable_questions(
    values, expected, level
):
    row = score(DEFINITION, full(answers_of("d1", values))).dimension("d1")

    assert (row.score, row.level) == (expected, level)
    assert row.is_scored is (expected is not None)


def test_a_question_counts_by_its_weight():
    weighted = make_definition(weights={"d1q1": 3})

    row = score(weighted, full(answers_of("d1", [1, 4, 4, 4, 4]))).dimension("d1")

    assert (row.score, row.level) == (F(19, 7), 3)


@pytest.mark.parametrize(
    ("exact", "level"),
    [
        (F(1), 1),
        (F(149, 100), 1),
        (F(3, 2), 2),
        (F(249, 100), 2),
        (F(5, 2), 3),
        (F(349, 100), 3),
        (F(7, 2), 4),
        (F(4), 4),
    ],
)
def test_half_way_goes_up_to_the_next_level(exact, level):
    assert nearest_level(exact) == level


def test_counts_keep_unknown_not_applicable_and_unanswered_apart():
    one = answers_of("d1", [2, U, NA, ABSENT, 4])
    two = answers_of("d1", [3, U, U, NA, NA])

    row = score(DEFINITION, full(one, two)).dimension("d1")

    assert (row.counts.questions, row.counts.answered, row.counts.unknown) == (10, 3, 3)
    assert (row.counts.not_applicable, row.counts.unanswered) == (3, 1)
    assert row.counts.unknown_share == F(3, 7)


def test_there_is_no_unknown_share_where_nothing_applies():
    row = score(DEFINITION, full(answers_of("d1", [NA] * 5))).dimension("d1")

    assert row.counts.unknown_share is None


def test_a_weak_link_caps_the_level_of_the_whole():
    result = score(DEFINITION, scored_as([4, 4, 4, 4, 4, 4, F(7, 5)]))

    assert result.score == F(254, 70)
    assert result.level == 2
    assert [dimension.slug for dimension in result.capped_by] == ["d7"]
    assert result.spread == F(13, 5)


def test_all_dimensions_at_the_lowest_level_are_named_as_the_cap():
    result = score(DEFINITION, scored_as([F(6, 5), 4, 4, 4, 4, 4, 1]))

    assert [dimension.slug for dimension in result.capped_by] == ["d1", "d7"]


def test_a_level_that_is_no_lower_than_the_score_is_capped_by_nothing():
    result = score(DEFINITION, scored_as([1, 2, 2, 2, 2, 2, 2]))

    assert (result.level, result.capped_by) == (2, ())


def test_the_overall_score_weighs_the_dimensions():
    weighted = make_definition(weights={"d1": 3})

    result = score(weighted, quick([1, 2, 2, 2, 2, 2, 2]))

    assert result.score == F(3 + 12, 9)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([2, 2, 2, 2, 2, U, None], F(2)), ([2, 2, 2, 2, U, U, None], None)],
)
def test_five_scored_dimensions_make_an_overall_score(values, expected):
    result = score(DEFINITION, quick(values))

    assert result.score == expected
    assert (result.level is None) is (expected is None)


def test_nothing_answered_gives_nothing_but_counts():
    result = score(DEFINITION, full({}))

    assert (result.score, result.level, result.capped_by, result.spread) == (None, None, (), None)
    assert (result.counts.questions, result.counts.unanswered) == (35, 35)
    assert result.scored == ()
    assert [row.rank for row in result.dimensions] == [1, 2, 3, 4, 5, 6, 7]


def test_nobody_answering_is_not_an_error():
    result = score(DEFINITION, Responses("full", ()))

    assert (result.score, result.counts.questions, result.counts.unknown_share) == (None, 0, None)


def test_one_scored_dimension_has_a_spread_of_zero():
    assert score(DEFINITION, quick([2, *[None] * 6])).spread == 0


def test_answers_to_other_questions_do_not_count():
    result = score(DEFINITION, full({"ZZ9": 4}))

    assert result.counts.answered == 0


def test_an_unknown_questionnaire_is_an_error():
    with pytest.raises(KeyError, match="other"):
        score(DEFINITION, Responses("other", ()))


@pytest.mark.parametrize(
    ("values", "target"),
    [
        ([1, 2, 3, 4, 1, 1, U], 3),  # a mean of 2
        ([4, 4, 4, 4, 4, 4, 1], 4),  # 25/7 is nearest to 4; rule 6 does not lower it
        ([1, 1, 1, 1, 1, 1, 1], 2),
        ([3, 4, U, U, U, U, U], 4),  # no overall score: the mean of what is scored
    ],
)
def test_the_default_target_is_the_same_for_every_scored_dimension(values, target):
    result = score(DEFINITION, quick(values))

    assert {row.target for row in result.scored} == {target}
    assert {row.target for row in result.dimensions if not row.is_scored} <= {None}
    assert [row.has_own_target for row in result.dimensions] == [False] * 7


def test_what_reaches_its_target_has_a_gap_of_zero():
    result = score(DEFINITION, quick([1, 2, 3, 4, 1, 1, U]))

    assert [row.gap for row in result.dimensions] == [2, 1, 0, 0, 2, 2, None]
    assert [row.has_reached for row in result.dimensions] == [
        *(False, False, True, True, False, False, False)
    ]
    assert [row.dimension.slug for row in result.with_gap] == ["d1", "d5", "d6", "d2"]


def test_a_chosen_target_stands_and_a_target_below_the_score_leaves_no_gap():
    targets = Targets(levels={"d1": 4, "d2": 1, "d7": 3})

    result = score(DEFINITION, quick([1, 2, 3, 4, 1, 1, U]), targets)

    assert [result.dimension(slug).target for slug in ("d1", "d2", "d7")] == [4, 1, 3]
    assert [result.dimension(slug).gap for slug in ("d1", "d2", "d7")] == [3, 0, None]


def test_rank_follows_priority_then_lower_score_then_number():
    targets = Targets(importance={"d2": 3, "d4": 3, "d5": 1})

    result = score(DEFINITION, quick([U, 2, 1, 1, 1, 1, U]), targets)  # the target is 2

    order = ["d4", "d3", "d6", "d5", "d2", "d1", "d7"]
    assert [row.dimension.slug for row in result.by_rank] == order
    assert [row.priority for row in result.by_rank] == [3, 2, 2, 1, 0, None, None]
    assert [row.importance for row in result.by_rank] == [3, 2, 2, 1, 3, 2, 2]
    assert [row.shown_rank for row in result.by_rank] == [1, 2, 3, 4, 5, None, None]


def test_a_group_scores_the_mean_of_those_for_whom_the_dimension_is_scored():
    result = score(
        DEFINITION,
        full(
            answers_of("d1", [2, 2, 2, 2, 2]),
            answers_of("d1", [4, 4, 4, 4, 4]),
            answers_of("d1", [1, U, U, U, U]),
        ),
    )

    row = result.dimension("d1")
    assert (row.score, row.is_agreed, result.response_count) == (F(3), False, 3)
    assert (result.is_group, row.questions[0].value) == (True, 3)
    assert row.questions[0].mean == F(7, 3)
    assert row.questions[0].distribution == (1, 1, 0, 1)


TWO_AND_FOUR = (answers_of("d1", [2, 2, 2, 2, 2]), answers_of("d1", [4, 4, 4, 4, 4]))


def test_a_dimension_is_agreed_when_half_of_its_questions_are():
    row = score(
        DEFINITION, full(*TWO_AND_FOUR, agreed={"d1q1": 1, "d1q2": 1, "d1q3": 1})
    ).dimension("d1")

    assert (row.score, row.level, row.is_agreed) == (F(9, 5), 2, True)
    assert (row.range, row.tolerance_squared) == (None, F(1, 100))
    assert [question.value for question in row.questions] == [1, 1, 1, 3, 3]
    assert [question.cost for question in row.questions] == [F(3, 5)] * 3 + [F(1, 5)] * 2


def test_an_agreed_level_on_one_question_replaces_every_answer_to_it():
    row = score(DEFINITION, full(*TWO_AND_FOUR, agreed={"d1q1": 1})).dimension("d1")

    assert (row.score, row.is_agreed) == (F(13, 5), False)
    assert [question.value for question in row.questions] == [1, 3, 3, 3, 3]
    assert [question.agreed for question in row.questions] == [1, None, None, None, None]


def test_an_agreed_level_counts_for_those_who_skipped_the_question_too():
    row = score(
        DEFINITION, full(answers_of("d1", [NA, 3, 3, U, U]), agreed={"d1q1": 1, "d1q4": 2})
    ).dimension("d1")

    assert row.score == F(1 + 3 + 3 + 2, 4)
    assert row.range == (F(10, 5), F(13, 5))


def test_half_of_the_questions_is_counted_over_all_not_only_the_applicable():
    row = score(
        DEFINITION, full(answers_of("d1", [3, 3, NA, NA, NA]), agreed={"d1q1": 1, "d1q2": 1})
    ).dimension("d1")

    assert row.is_agreed is False


def test_agreed_levels_leave_means_counts_and_consensus_alone():
    plain = score(DEFINITION, full(*TWO_AND_FOUR)).dimension("d1")
    agreed = score(DEFINITION, full(*TWO_AND_FOUR, agreed={"d1q1": 1, "d1q2": 1, "d1q3": 1}))

    row = agreed.dimension("d1")
    assert (row.counts, row.consensus) == (plain.counts, plain.consensus)
    assert [q.mean for q in row.questions] == [q.mean for q in plain.questions]
    assert [q.distribution for q in row.questions] == [q.distribution for q in plain.questions]


def test_a_quick_dimension_is_agreed_by_its_one_question():
    responses = Responses("quick", (Response({"d1": 2}),), agreed={"d1": 4, "d2": 3})

    result = score(DEFINITION, responses)

    assert [row.score for row in result.dimensions[:3]] == [4, 3, None]
    assert [row.is_agreed for row in result.dimensions[:3]] == [True, True, False]


def test_the_cost_of_a_question_is_what_it_keeps_its_dimension_from_four():
    weighted = make_definition(weights={"d1q1": 3})

    row = score(weighted, full(answers_of("d1", [1, 4, 3, 2, U]))).dimension("d1")

    assert [question.cost for question in row.questions] == [F(9, 6), 0, F(1, 6), F(2, 6), None]
    assert sum(q.cost for q in row.questions if q.cost is not None) == 4 - row.score


def test_discussion_starts_where_the_answers_differ_most():
    people = [
        answers_of("d1", [1, 2, 1, 4, 2]),
        answers_of("d1", [4, 2, 2, 3, U]),
        answers_of("d2", [2, 3, U, U, U]),
        answers_of("d2", [2, 2, U, U, U]),
    ]

    rows = discuss_first(score(DEFINITION, full(*people)))

    codes = [row.question.code for row in rows]
    assert codes == ["d1q1", "d1q3", "d1q4", "d2q2", "d1q2", "d2q1"]


def test_of_equal_consensus_the_wider_range_is_discussed_first():
    result = score(DEFINITION, full(*(answers_of("d1", [n, n + 1]) for n in (1, 2))))
    row = result.dimension("d1")
    narrow, wide = row.questions[0], replace(row.questions[1], distribution=(1, 0, 1, 0))
    tied = replace(result, dimensions=(replace(row, questions=(narrow, wide)),))

    assert narrow.consensus == wide.consensus
    assert discuss_first(tied) == (wide, narrow)


@pytest.mark.parametrize(
    ("values", "ends", "tolerance"),
    [
        ([1, 1, 1, 1, 1], None, F(1, 5)),
        ([2, 2, 2, 3, 3], None, F(1, 5)),
        ([2, 3, U, U, ABSENT], None, None),
        ([2, 3, 2, U, U], (F(9, 5), F(3)), F(1, 3)),
        ([2, 3, 2, 3, U], (F(11, 5), F(14, 5)), F(1, 4)),
        ([2, 3, U, NA, NA], (F(2), F(3)), F(1, 2)),
        ([NA, NA, NA, NA, NA], None, None),
    ],
)
def test_a_score_has_a_range_by_what_is_missing_and_a_tolerance_by_one_answer(
    values, ends, tolerance
):
    row = score(DEFINITION, full(answers_of("d1", values))).dimension("d1")

    assert row.range == ends
    assert row.tolerance_squared == (None if tolerance is None else tolerance**2)


def test_a_heavy_question_moves_a_score_more():
    weighted = make_definition(weights={"d1q1": 3})

    row = score(weighted, full(answers_of("d1", [1, 4, 4, 4, 4]))).dimension("d1")

    assert row.tolerance_squared == F(3, 7) ** 2


@pytest.mark.parametrize(
    ("people", "tolerance_squared"),
    [
        ([[2] * 5, [4] * 5], F(1)),  # a variance of 2, by 2
        ([[3] * 5] * 4, F(1, 100)),  # one answer, squared, by 4
        ([[3] * 5, [U] * 5], F(1, 25)),  # scored for one of two
        ([[3, 3, 3, NA, NA], [3, 3, 3, NA, 3]], F(1, 16) / 2),  # a question that is nobody's
    ],
)
def test_the_tolerance_of_a_group_is_by_its_spread_or_by_one_answer(people, tolerance_squared):
    row = score(DEFINITION, full(*(answers_of("d1", each) for each in people))).dimension("d1")

    assert row.tolerance_squared == tolerance_squared


def test_the_range_of_a_group_is_the_mean_of_everybodys_ends():
    people = [answers_of("d1", [2, 2, 2, 2, U]), answers_of("d1", [3] * 5), answers_of("d1", [4])]

    row = score(DEFINITION, full(*people)).dimension("d1")

    assert row.range == ((F(9, 5) + 3) / 2, (F(12, 5) + 3) / 2)


def test_the_range_of_the_whole_takes_a_dimension_without_one_by_its_score():
    answers = {code: 2 for slug in SLUGS for code in answers_of(slug, [1] * 5)}

    result = score(DEFINITION, full({**answers, "d1q1": U}))

    assert result.range == (F(9, 5) / 7 + F(12, 7), F(12, 5) / 7 + F(12, 7))
    assert score(DEFINITION, full(answers)).range is None
    assert score(DEFINITION, quick([2, 2, U, U, U, U, U])).range is None


def test_rank_ranges_say_what_a_few_answers_could_change():
    result = score(DEFINITION, scored_as([F(13, 5), *[F(12, 5)] * 5, F(7, 5)]))

    assert [row.target for row in result.dimensions] == [3] * 7
    assert [row.rank for row in result.dimensions] == [7, 2, 3, 4, 5, 6, 1]
    assert [row.rank_range for row in result.dimensions] == [*[(2, 7)] * 6, (1, 1)]


def test_a_lone_laggard_ranks_first_for_sure():
    result = score(DEFINITION, scored_as([4, 4, 4, 4, 4, 4, F(7, 5)]))

    assert result.dimension("d7").gap == F(13, 5)
    assert result.dimension("d7").rank_range == (1, 1)
    assert [row.has_reached for row in result.dimensions] == [*[True] * 6, False]


def test_importance_makes_a_doubt_larger_too():
    targets = Targets(importance={"d1": 3})

    result = score(DEFINITION, scored_as([2, 2, None, None, None, None, None]), targets)

    assert [row.priority for row in result.dimensions[:2]] == [3, 2]  # 1 > 9/25 + 4/25
    assert [row.rank_range for row in result.dimensions[:2]] == [(1, 1), (2, 2)]


def test_the_value_of_a_question_is_of_those_for_whom_its_dimension_is_scored():
    people = [answers_of("d1", [2] * 5), answers_of("d1", [4, U, U, U, U])]

    row = score(DEFINITION, full(*people)).dimension("d1")

    assert (row.questions[0].mean, row.questions[0].value) == (3, 2)
    assert row.questions[0].answer_level == 2


def test_a_dimension_that_is_not_scored_has_values_only_where_they_were_agreed():
    row = score(DEFINITION, full(answers_of("d1", [2, 2]), agreed={"d2q1": 3})).dimension("d1")
    other = score(DEFINITION, full({}, agreed={"d2q1": 3})).dimension("d2")

    assert [question.value for question in row.questions] == [None] * 5
    assert (other.is_scored, [question.value for question in other.questions][:2]) == (
        False,
        [3, None],
    )
    assert (other.tolerance_squared, other.rank_range) == (None, None)


def anonymous(count, *, questionnaire="full", minimum=5, answers=None):
    people = tuple(Response(answers or answers_of("d1", [2] * 5)) for _ in range(count))
    return Responses(
        questionnaire, people, minimum_group=minimum, kind=Kind.GROUP, is_anonymous=True
    )


def test_an_anonymous_dimension_needs_enough_people_to_be_scored():
    few = score(DEFINITION, anonymous(4)).dimension("d1")
    enough = score(DEFINITION, anonymous(5)).dimension("d1")

    assert (few.score, few.level, enough.score) == (None, None, 2)
    hidden = few.questions[0]
    assert (hidden.is_hidden, hidden.mean, hidden.distribution) == (True, None, (0, 0, 0, 0))
    assert (hidden.consensus, hidden.value, hidden.cost) == (None, None, None)
    assert (enough.questions[0].is_hidden, enough.questions[0].distribution) == (
        False,
        (0, 5, 0, 0),
    )


def test_an_agreed_level_counts_where_too_few_answered_anonymously():
    responses = replace(anonymous(5, answers=answers_of("d1", [2, 2, 2, U])), agreed={"d1q4": 3})

    row = score(DEFINITION, responses).dimension("d1")

    assert (row.questions[3].is_hidden, row.questions[3].value) == (True, 3)


# Properties of any group.


@pytest.mark.no_cover  # traced they take twice as long, and those above cover what they use
@given(strategies.responses())
def test_scores_stay_between_one_and_four(group):
    result = score(DEFINITION, group)

    assert all(1 <= row.score <= 4 for row in result.scored)
    assert all(row.level in (1, 2, 3, 4) for row in result.scored)
    assert result.score is None or 1 <= result.score <= 4
    assert result.level is None or result.level <= nearest_level(result.score)
    assert all(0 <= row.consensus <= 1 for row in result.questions if row.consensus is not None)


@pytest.mark.no_cover
@given(strategies.responses())
def test_counts_add_up(group):
    result = score(DEFINITION, group)

    rows = [result, *result.dimensions, *result.questions]
    for counts in (row.counts for row in rows):
        parts = counts.answered + counts.unknown + counts.not_applicable + counts.unanswered
        assert counts.questions == parts
    assert result.counts.questions == 35 * len(group.responses)
    assert all(sum(row.distribution) == row.counts.answered for row in result.questions)


@pytest.mark.no_cover
@given(strategies.responses(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_answers_does_not_matter(group, random):
    people = [
        replace(
            person, answers=dict(random.sample(list(person.answers.items()), len(person.answers)))
        )
        for person in group.responses
    ]
    random.shuffle(people)

    assert score(DEFINITION, replace(group, responses=tuple(people))) == score(DEFINITION, group)


@pytest.mark.no_cover
@given(strategies.responses(min_people=1), st.data())
def test_a_higher_answer_never_lowers_a_score(group, data):
    number = data.draw(st.integers(0, len(group.responses) - 1))
    person = group.responses[number]
    low = [code for code, value in person.answers.items() if value in (1, 2, 3)]
    assume(low)
    code = data.draw(st.sampled_from(low))
    raised = replace(person, answers={**person.answers, code: person.answers[code] + 1})
    people = (*group.responses[:number], raised, *group.responses[number + 1 :])

    before = score(DEFINITION, group)
    after = score(DEFINITION, replace(group, responses=people))

    for old, new in zip(before.scored, after.scored, strict=True):
        assert new.score >= old.score
    if before.score is not None:
        assert after.score >= before.score
        assert after.level >= before.level


@pytest.mark.no_cover
@given(strategies.responses())
def test_ranks_are_one_to_seven_and_what_is_not_scored_comes_last(group):
    rows = score(DEFINITION, group).by_rank

    assert [row.rank for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.is_scored for row in rows] == sorted([row.is_scored for row in rows], reverse=True)


@pytest.mark.no_cover
@given(strategies.responses(min_people=1, max_people=1))
def test_the_costs_of_one_response_add_up_to_what_misses_from_four(group):
    for row in score(DEFINITION, group).scored:
        assert sum(each.cost for each in row.questions if each.cost is not None) == 4 - row.score

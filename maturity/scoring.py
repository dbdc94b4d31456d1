"""Scores of responses, to the letter of the scoring rules (docs/scoring.md). Pure and exact.

Rule numbers in the docstrings are those of docs/scoring.md; what comes out is in `maturity.result`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from maturity.answering import Scored, largest_share, scored
from maturity.definition import Definition, Dimension, Question
from maturity.groups import OTHER as OTHER  # the key of "overig" in DimensionResult.departments
from maturity.groups import (
    anonymous_departments,
    consensus,
    department_minimum,
    departments,
    mean,
    mean_consensus,
    perception_gap,
    variance_of_mean,
)
from maturity.ranking import ranked
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Responses, Targets, Value
from maturity.result import HIGHEST_LEVEL as HIGHEST_LEVEL
from maturity.result import LEVELS, NO_COUNTS, Range
from maturity.result import Counts as Counts
from maturity.result import DimensionResult as DimensionResult
from maturity.result import QuestionResult as QuestionResult
from maturity.result import Result as Result
from maturity.result import nearest_level as nearest_level

NEEDED_DIMENSIONS = 5  # scored ones, for an overall score (rule 5)
DEFAULT_IMPORTANCE = 2
Answers = Mapping[str, Value]
Person = tuple[Answers, Scored]


def score(definition: Definition, responses: Responses, targets: Targets = Targets()) -> Result:
    """Rules 1 to 14: everything that can be said of these responses, before any advice.

    Answers to questions that are not in the questionnaire do not count. Raises KeyError for a
    questionnaire that the definition does not have.
    """
    questionnaire = definition.questionnaire(responses.questionnaire)
    measured = [
        _dimension_result(dimension, questionnaire.questions_of(dimension.slug), responses)
        for dimension in definition.dimensions
    ]
    rows = ranked(_aimed(measured, targets))
    overall = _overall_score(rows)
    level, capped_by = _overall_level(overall, rows)
    scores = [row.score for row in rows if row.score is not None]
    return Result(
        definition=definition,
        questionnaire=questionnaire.slug,
        is_group=responses.is_group,
        response_count=len(responses.responses),
        score=overall,
        level=level,
        capped_by=capped_by,
        range=None if overall is None else _overall_range(rows),
        counts=sum((row.counts for row in rows), NO_COUNTS),
        spread=max(scores) - min(scores) if scores else None,
        dimensions=rows,
    )


def discuss_first(result: Result) -> tuple[QuestionResult, ...]:
    """Rule 13: the questions with a consensus, those with the least of it first."""
    keyed = [
        (row.consensus, -_width(row.distribution), row.question.number, row)
        for row in result.questions
        if row.consensus is not None
    ]
    return tuple(row for *_, row in sorted(keyed, key=lambda entry: entry[:3]))


def _width(distribution: Sequence[int]) -> int:
    chosen = [level for level, count in enumerate(distribution, start=1) if count]
    return max(chosen) - min(chosen)


def _dimension_result(
    dimension: Dimension, questions: tuple[Question, ...], responses: Responses
) -> DimensionResult:
    """Rules 1 to 4, 9 to 12 and 14 for one dimension; target and rank need all seven."""
    agreed = {q.code: responses.agreed[q.code] for q in questions if q.code in responses.agreed}
    is_agreed = bool(agreed) and 2 * len(agreed) >= len(questions)
    own = [scored(questions, response.answers) for response in responses.responses]
    people = _people(questions, responses, own, agreed)
    rows = _question_results(questions, responses, people, agreed)
    by_department = _departments(questions, responses, own)
    group_score = mean([person.score for _, person in people]) if people else None
    return DimensionResult(
        dimension=dimension,
        score=group_score,
        level=None if group_score is None else nearest_level(group_score),
        is_agreed=is_agreed,
        range=None if is_agreed else _range([person for _, person in people]),
        tolerance_squared=_tolerance_squared(rows, responses, people, is_agreed=is_agreed),
        counts=sum((row.counts for row in rows), NO_COUNTS),
        target=None,
        has_own_target=False,
        importance=DEFAULT_IMPORTANCE,
        rank=0,
        rank_range=None,
        consensus=mean_consensus(row.consensus for row in rows),
        departments=by_department,
        perception_gap=perception_gap(by_department),
        questions=rows,
    )


def _people(
    questions: Sequence[Question],
    responses: Responses,
    own: Sequence[Scored | None],
    agreed: Mapping[str, int],
) -> list[Person]:
    """Rules 10 and 11: those for whom the dimension is scored, with the answers that count.

    An agreed level takes the place of everybody's own answer. None are fewer than the minimum of
    an anonymous group (rule 14d).
    """
    answers: list[Answers] = [response.answers for response in responses.responses]
    found = list(own)
    if agreed:
        answers = [{**each, **agreed} for each in answers]
        found = [scored(questions, each) for each in answers]
    people = [(each, person) for each, person in zip(answers, found, strict=True) if person]
    is_enough = not responses.is_anonymous or len(people) >= responses.minimum_group
    return people if is_enough else []


def _range(people: Sequence[Scored]) -> Range | None:
    """Rule 4: the means of everybody's lowest and highest; None when nobody misses an answer."""
    ranges = [person.range for person in people]
    if not any(ranges):
        return None
    ends = [
        each or Range(person.score, person.score)
        for each, person in zip(ranges, people, strict=True)
    ]
    return Range(mean([each.low for each in ends]), mean([each.high for each in ends]))


def _tolerance_squared(
    rows: Sequence[QuestionResult],
    responses: Responses,
    people: Sequence[Person],
    *,
    is_agreed: bool,
) -> Fraction | None:
    """Rule 9: what the score could differ by chance."""
    if not people:
        return None
    if is_agreed:
        return (largest_share(row.question for row in rows if row.value is not None) / 2) ** 2
    if len(responses.responses) == 1:
        (answers, _), *_others = people
        given = [q.question for q in rows if isinstance(answers.get(q.question.code), int)]
        return largest_share(given) ** 2
    applicable = [
        row.question
        for row in rows
        if any(answers.get(row.question.code) != NOT_APPLICABLE for answers, _ in people)
    ]
    chance = largest_share(applicable) ** 2 / len(people)
    return max(chance, variance_of_mean([person.score for _, person in people]))


def _departments(
    questions: Sequence[Question], responses: Responses, own: Sequence[Scored | None]
) -> dict[str, Fraction | None]:
    """Rule 14, of everybody's own answers."""
    names = [response.department for response in responses.responses]
    scores = [person.score if person else None for person in own]
    if not responses.is_anonymous:
        return departments(names, scores, responses.minimum_group)
    minimum = department_minimum(responses.minimum_group, len(questions))
    return anonymous_departments(names, scores, minimum)


def _question_results(
    questions: Sequence[Question],
    responses: Responses,
    people: Sequence[Person],
    agreed: Mapping[str, int],
) -> tuple[QuestionResult, ...]:
    """Rules 4, 11, 12, 14d and 18."""
    rows = [_question_result(q, responses, people, agreed.get(q.code)) for q in questions]
    weights = sum(row.question.weight for row in rows if row.value is not None)
    return tuple(replace(row, cost=_cost(row, weights)) for row in rows)


def _question_result(
    question: Question, responses: Responses, people: Sequence[Person], agreed: int | None
) -> QuestionResult:
    count = len(responses.responses)
    tally = Counter(each.answers.get(question.code) for each in responses.responses)
    distribution = (tally[1], tally[2], tally[3], tally[4])
    answered = sum(distribution)
    is_hidden = responses.is_anonymous and answered < responses.minimum_group
    counts = Counts(count, answered, tally[UNKNOWN], tally[NOT_APPLICABLE], tally[None])
    counting = Counter(answers.get(question.code) for answers, _ in people)
    value = None if is_hidden else _mean_level(counting)
    return QuestionResult(
        question=question,
        mean=None if is_hidden else _mean_level(tally),
        distribution=(0, 0, 0, 0) if is_hidden else distribution,
        is_hidden=is_hidden,
        counts=counts,
        consensus=None if is_hidden else consensus(distribution),
        agreed=agreed,
        value=value if agreed is None else Fraction(agreed),
        cost=None,
    )


def _mean_level(tally: Mapping[Value | None, int]) -> Fraction | None:
    answered = sum(tally[level] for level in LEVELS)
    return Fraction(sum(level * tally[level] for level in LEVELS), answered) if answered else None


def _cost(row: QuestionResult, weights: int) -> Fraction | None:
    """Rule 18: what the question keeps its dimension from 4."""
    if row.value is None:
        return None
    return row.question.weight * (HIGHEST_LEVEL - row.value) / weights


def _aimed(rows: Sequence[DimensionResult], targets: Targets) -> Iterator[DimensionResult]:
    """Rule 8: every row with its target, chosen or one and the same, and its importance."""
    usual = _default_target(rows)
    for row in rows:
        slug = row.dimension.slug
        chosen = targets.levels.get(slug)
        yield replace(
            row,
            target=chosen if chosen is not None or not row.is_scored else usual,
            has_own_target=chosen is not None,
            importance=targets.importance.get(slug, DEFAULT_IMPORTANCE),
        )


def _default_target(rows: Iterable[DimensionResult]) -> int | None:
    """Rule 8: one above the level nearest to the mean of what is scored."""
    middle = _mean_score((row.score, row.dimension.weight) for row in rows)
    return None if middle is None else min(HIGHEST_LEVEL, nearest_level(middle) + 1)


def _mean_score(weighted: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    """The weighted mean of the scores that there are."""
    scored = [(score, weight) for score, weight in weighted if score is not None]
    if not scored:
        return None
    total = sum((score * weight for score, weight in scored), Fraction())
    return total / sum(weight for _, weight in scored)


def _overall_score(rows: Sequence[DimensionResult]) -> Fraction | None:
    """Rule 5: the mean of the scored dimensions; None when there are fewer than five."""
    if sum(row.is_scored for row in rows) < NEEDED_DIMENSIONS:
        return None
    return _mean_score((row.score, row.dimension.weight) for row in rows)


def _overall_range(rows: Sequence[DimensionResult]) -> Range | None:
    """Rule 4: rule 5 over the ends; a dimension without a range counts with its score."""
    if not any(row.range for row in rows):
        return None
    low = _mean_score((r.range.low if r.range else r.score, r.dimension.weight) for r in rows)
    high = _mean_score((r.range.high if r.range else r.score, r.dimension.weight) for r in rows)
    return None if low is None or high is None else Range(low, high)


def _overall_level(
    overall: Fraction | None, rows: Iterable[DimensionResult]
) -> tuple[int | None, tuple[Dimension, ...]]:
    """Rule 6: the level, and the dimensions that keep it lower than the score is."""
    if overall is None:
        return None, ()
    levels = [(row.level, row.dimension) for row in rows if row.level is not None]
    weakest = min(level for level, _ in levels)
    if nearest_level(overall) <= weakest + 1:
        return nearest_level(overall), ()
    return weakest + 1, tuple(dimension for level, dimension in levels if level == weakest)

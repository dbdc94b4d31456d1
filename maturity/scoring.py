"""Scores of responses, to the letter of the scoring rules (docs/scoring.md). Pure and exact.

Levels and scores run from 1 to 4; scores are `Fraction`s, consensus is a float (rule 12). A value
that does not exist is None. Rule numbers in the docstrings are those of docs/scoring.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity.definition import Definition, Dimension, Question
from maturity.groups import OTHER as OTHER  # the key of "overig" in DimensionResult.departments
from maturity.groups import consensus, departments, mean, mean_consensus, perception_gap
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response, Responses, Targets, Value

LEVELS = (1, 2, 3, 4)
HIGHEST_LEVEL = 4
NEEDED_DIMENSIONS = 5  # scored ones, for an overall score (rule 5)
DEFAULT_IMPORTANCE = 2


@dataclass(frozen=True, slots=True)
class Counts:
    """Rule 4, over all responses together."""

    questions: int
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.questions + other.questions,
            self.answered + other.answered,
            self.unknown + other.unknown,
            self.not_applicable + other.not_applicable,
            self.unanswered + other.unanswered,
        )

    @property
    def unknown_share(self) -> Fraction | None:
        applicable = self.questions - self.not_applicable
        return Fraction(self.unknown, applicable) if applicable else None


NO_COUNTS = Counts(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    question: Question
    mean: Fraction | None  # of the participants' own levels
    distribution: tuple[int, int, int, int]  # how many chose level 1, 2, 3, 4
    counts: Counts
    consensus: float | None  # rule 12
    agreed: int | None  # rule 11
    value: Fraction | None  # rule 18: what counts in the dimension
    cost: Fraction | None  # rule 18: what it keeps the dimension from 4


@dataclass(frozen=True, slots=True)
class DimensionResult:
    dimension: Dimension
    score: Fraction | None
    level: int | None
    agreed: bool  # "overeengekomen" (rule 11)
    counts: Counts
    target: int | None
    has_own_target: bool  # chosen; else the target is the default of rule 8
    gap: Fraction | None
    importance: int
    priority: Fraction | None
    rank: int  # 1 to 7
    consensus: float | None
    departments: Mapping[str, Fraction]  # only what may be shown; OTHER is "overig" (rule 14)
    perception_gap: Fraction | None
    questions: tuple[QuestionResult, ...]

    @property
    def is_scored(self) -> bool:
        return self.score is not None

    @property
    def shown_rank(self) -> int | None:
        """For people: what has no score stands last, but in no order that says something."""
        return self.rank if self.is_scored else None


@dataclass(frozen=True, slots=True)
class Result:
    definition: Definition
    questionnaire: str
    response_count: int
    score: Fraction | None
    level: int | None
    capped_by: tuple[Dimension, ...]
    counts: Counts
    spread: Fraction | None
    dimensions: tuple[DimensionResult, ...]  # seven, by number

    @property
    def scored(self) -> tuple[DimensionResult, ...]:
        return tuple(row for row in self.dimensions if row.is_scored)

    @property
    def by_rank(self) -> tuple[DimensionResult, ...]:
        return tuple(sorted(self.dimensions, key=lambda row: row.rank))

    @property
    def questions(self) -> tuple[QuestionResult, ...]:
        return tuple(question for row in self.dimensions for question in row.questions)

    def dimension(self, slug: str) -> DimensionResult:
        return next(row for row in self.dimensions if row.dimension.slug == slug)


def score(definition: Definition, responses: Responses, targets: Targets = Targets()) -> Result:
    """Rules 1 to 14: everything that can be said of these responses, before any advice.

    Answers to questions that are not in the questionnaire do not count. Raises KeyError for a
    questionnaire that the definition does not have.
    """
    questionnaire = definition.questionnaire(responses.questionnaire)
    rows = _ranked(
        _dimension_result(dimension, questionnaire.questions_of(dimension.slug), responses, targets)
        for dimension in definition.dimensions
    )
    overall = _overall_score(rows)
    level, capped_by = _overall_level(overall, rows)
    scores = [row.score for row in rows if row.score is not None]
    return Result(
        definition=definition,
        questionnaire=questionnaire.slug,
        response_count=len(responses.responses),
        score=overall,
        level=level,
        capped_by=capped_by,
        counts=sum((row.counts for row in rows), NO_COUNTS),
        spread=max(scores) - min(scores) if scores else None,
        dimensions=rows,
    )


def nearest_level(score: Fraction) -> int:
    """Rule 2: the level nearest to a score; exactly half-way goes up."""
    return int(score + Fraction(1, 2))


def response_score(questions: Sequence[Question], answers: Mapping[str, Value]) -> Fraction | None:
    """Rule 1: one person's score of a dimension, given its questions; None when not scored."""
    applicable = len(questions)
    answered = total = weights = 0
    for question in questions:
        value = answers.get(question.code)
        if isinstance(value, int):
            answered += 1
            total += question.weight * value
            weights += question.weight
        elif value == NOT_APPLICABLE:
            applicable -= 1
    return Fraction(total, weights) if answered and 2 * answered >= applicable else None


def discuss_first(result: Result) -> tuple[QuestionResult, ...]:
    """Rule 13: the questions with a consensus, those with the least of it first."""
    keyed = [
        (row.consensus, -_range(row.distribution), row.question.number, row)
        for row in result.questions
        if row.consensus is not None
    ]
    return tuple(row for *_, row in sorted(keyed, key=lambda entry: entry[:3]))


def _range(distribution: Sequence[int]) -> int:
    chosen = [level for level, count in enumerate(distribution, start=1) if count]
    return max(chosen) - min(chosen)


def _dimension_result(
    dimension: Dimension,
    questions: tuple[Question, ...],
    responses: Responses,
    targets: Targets,
) -> DimensionResult:
    """Rules 1 to 4, 8 to 12 and 14 for one dimension; its rank follows when all seven are known."""
    own_scores = [response_score(questions, response.answers) for response in responses.responses]
    agreed = {q.code: responses.agreed[q.code] for q in questions if q.code in responses.agreed}
    is_agreed = bool(agreed) and 2 * len(agreed) >= len(questions)
    if is_agreed:
        group_score = response_score(questions, agreed)
    else:
        group_score = _group_score(questions, responses, agreed) if agreed else _mean(own_scores)
    rows = _question_results(questions, responses.responses, agreed, is_agreed=is_agreed)
    by_department = _departments(responses, own_scores)
    chosen = targets.levels.get(dimension.slug)
    target = _target(group_score, chosen)
    gap = _gap(group_score, target)
    importance = targets.importance.get(dimension.slug, DEFAULT_IMPORTANCE)
    return DimensionResult(
        dimension=dimension,
        score=group_score,
        level=None if group_score is None else nearest_level(group_score),
        agreed=is_agreed,
        counts=sum((row.counts for row in rows), NO_COUNTS),
        target=target,
        has_own_target=chosen is not None,
        gap=gap,
        importance=importance,
        priority=None if gap is None else gap * importance,
        rank=0,
        consensus=mean_consensus(row.consensus for row in rows),
        departments=by_department,
        perception_gap=perception_gap(by_department),
        questions=rows,
    )


def _group_score(
    questions: Sequence[Question], responses: Responses, agreed: Mapping[str, int]
) -> Fraction | None:
    """Rules 10 and 11: the mean after agreed levels took the place of everybody's own."""
    replaced = ({**response.answers, **agreed} for response in responses.responses)
    return _mean([response_score(questions, answers) for answers in replaced])


def _mean(scores: Iterable[Fraction | None]) -> Fraction | None:
    """Rule 10: the mean over those for whom the dimension is scored."""
    known = [score for score in scores if score is not None]
    return mean(known) if known else None


def _departments(
    responses: Responses, own_scores: Sequence[Fraction | None]
) -> dict[str, Fraction]:
    """Rule 14."""
    names = [response.department for response in responses.responses]
    return departments(names, own_scores, responses.minimum_group)


def _target(score: Fraction | None, chosen: int | None) -> int | None:
    """Rule 8: the chosen target, else one level up where there is one."""
    if chosen is not None or score is None:
        return chosen
    return min(HIGHEST_LEVEL, nearest_level(score) + 1)


def _gap(score: Fraction | None, target: int | None) -> Fraction | None:
    """Rule 8."""
    return None if score is None or target is None else max(Fraction(), target - score)


def _question_results(
    questions: Sequence[Question],
    responses: Sequence[Response],
    agreed: Mapping[str, int],
    *,
    is_agreed: bool,
) -> tuple[QuestionResult, ...]:
    """Rules 4, 11, 12 and 18. In an agreed dimension only the agreed questions have a value."""
    rows = [_question_result(q, responses, agreed.get(q.code)) for q in questions]
    if is_agreed:
        rows = [row if row.agreed is not None else replace(row, value=None) for row in rows]
    weights = sum(row.question.weight for row in rows if row.value is not None)
    return tuple(replace(row, cost=_cost(row, weights)) for row in rows)


def _question_result(
    question: Question, responses: Sequence[Response], agreed: int | None
) -> QuestionResult:
    tally = Counter(response.answers.get(question.code) for response in responses)
    answered = sum(tally[level] for level in LEVELS)
    total = sum(level * tally[level] for level in LEVELS)
    own_mean = Fraction(total, answered) if answered else None
    distribution = (tally[1], tally[2], tally[3], tally[4])
    return QuestionResult(
        question=question,
        mean=own_mean,
        distribution=distribution,
        counts=Counts(len(responses), answered, tally[UNKNOWN], tally[NOT_APPLICABLE], tally[None]),
        consensus=consensus(distribution),
        agreed=agreed,
        value=own_mean if agreed is None else Fraction(agreed),
        cost=None,
    )


def _cost(row: QuestionResult, weights: int) -> Fraction | None:
    """Rule 18: what the question keeps its dimension from 4."""
    if row.value is None:
        return None
    return row.question.weight * (HIGHEST_LEVEL - row.value) / weights


def _ranked(rows: Iterable[DimensionResult]) -> tuple[DimensionResult, ...]:
    """Rule 9: by priority (high first), lower score, number; what is not scored comes last."""
    rows = list(rows)

    def order(row: DimensionResult) -> tuple[bool, Fraction, Fraction, int]:
        return (
            row.score is None,
            -(row.priority or Fraction()),
            row.score or Fraction(),
            row.dimension.number,
        )

    ranks = {row.dimension.slug: rank for rank, row in enumerate(sorted(rows, key=order), start=1)}
    return tuple(replace(row, rank=ranks[row.dimension.slug]) for row in rows)


def _overall_score(rows: Iterable[DimensionResult]) -> Fraction | None:
    """Rule 5: the weighted mean of the scored dimensions; None when there are fewer than five."""
    scored = [(row.score, row.dimension.weight) for row in rows if row.score is not None]
    if len(scored) < NEEDED_DIMENSIONS:
        return None
    total = sum((score * weight for score, weight in scored), Fraction())
    return total / sum(weight for _, weight in scored)


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

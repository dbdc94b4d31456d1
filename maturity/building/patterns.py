"""Patterns across dimensions, each with its condition."""

from maturity import definition as plain
from maturity import models
from maturity.building.rows import InLanguage, exact


def patterns(content: InLanguage) -> tuple[plain.Pattern, ...]:
    return tuple(_pattern(content, row) for row in content.of(models.Pattern))


def _pattern(content: InLanguage, row: models.Pattern) -> plain.Pattern:
    return plain.Pattern(
        slug=row.slug,
        number=row.number,
        severity=row.severity,
        condition=_condition(content, row),
        headline=content.text(row, "headline"),
        meaning=content.text(row, "meaning"),
        advice=content.text(row, "advice"),
        holds=tuple(row.holds),
        focus=row.focus,
        wait=content.text(row, "wait"),
        sources=tuple(row.sources),
    )


def _condition(content: InLanguage, row: models.Pattern) -> plain.Condition:
    if row.question_id is not None:
        code = content.question_codes[row.question_id]
        return plain.Condition(question=code, at_most=exact(row.at_most))
    threshold = exact(row.threshold)
    match row.kind:
        case models.ConditionKind.LEAD_LAG:
            return plain.Condition(
                lead=content.dimension_slug(row.lead_id),
                lag=content.dimension_slug(row.lag_id),
                gap=threshold,
            )
        case models.ConditionKind.BELOW:
            return plain.Condition(
                below=threshold, dimension=content.dimension_slug(row.dimension_id)
            )
        case models.ConditionKind.DISSENT_OVER:
            dimension = content.dimension_slug(row.dimension_id) or "any"
            return plain.Condition(dissent_over=threshold, dimension=dimension)
        case kind:
            # all_below, spread_over, dont_know_over: the threshold alone, under that name.
            return plain.Condition(**{kind: threshold})

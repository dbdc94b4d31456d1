"""Horizons, phases, risks, scenes and figures."""

from types import MappingProxyType

from maturity import definition as plain
from maturity import models
from maturity.building.rows import InLanguage, exact


def horizons(content: InLanguage) -> tuple[plain.Horizon, ...]:
    return tuple(
        plain.Horizon(
            number=row.number,
            name=content.text(row, "name"),
            period=content.text(row, "period"),
            aim=content.text(row, "aim"),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Horizon)
    )


def phases(content: InLanguage) -> tuple[plain.ProgrammePhase, ...]:
    steps = content.grouped(models.ProgrammeStep, "phase")
    deliverables = content.grouped(models.Deliverable, "phase")
    return tuple(
        plain.ProgrammePhase(
            number=row.number,
            slug=row.slug,
            horizon=row.horizon,
            name=content.text(row, "name"),
            purpose=content.text(row, "purpose"),
            steps=tuple(content.text(step, "text") for step in steps[row.pk]),
            deliverables=tuple(content.text(line, "text") for line in deliverables[row.pk]),
            basecamp=content.text(row, "basecamp"),
            sources=tuple(row.sources),
        )
        for row in content.of(models.ProgrammePhase)
    )


def risks(content: InLanguage) -> tuple[plain.Risk, ...]:
    return tuple(
        plain.Risk(
            slug=row.slug,
            number=row.number,
            name=content.text(row, "name"),
            signal=content.text(row, "signal"),
            mitigation=content.text(row, "mitigation"),
            dimensions=tuple(row.dimensions),
            when_any_below=exact(row.when_any_below),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Risk)
    )


def scenes(content: InLanguage) -> tuple[plain.Scene, ...]:
    outcomes = content.grouped(models.SceneOutcome, "scene")
    return tuple(
        plain.Scene(
            slug=row.slug,
            number=row.number,
            dimension=content.dimension_slug(row.dimension_id),
            situation=content.text(row, "situation"),
            outcomes=MappingProxyType(
                {outcome.level: content.text(outcome, "text") for outcome in outcomes[row.pk]}
            ),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Scene)
    )


def figures(content: InLanguage) -> tuple[plain.Figure, ...]:
    return tuple(
        plain.Figure(
            slug=row.slug,
            claim=content.text(row, "claim"),
            figure=row.figure,
            said_by=row.said_by,
            caution=content.text(row, "caution"),
            dimensions=tuple(row.dimensions),
            in_report=row.in_report,
            sources=tuple(row.sources),
        )
        for row in content.of(models.Figure)
    )

"""The matrix and the steps between its levels."""

from collections.abc import Mapping
from types import MappingProxyType

from maturity import definition as plain
from maturity import models
from maturity.building.rows import InLanguage


def levels(content: InLanguage) -> tuple[plain.Level, ...]:
    return tuple(
        plain.Level(
            number=row.number,
            slug=row.slug,
            name=content.text(row, "name"),
            definition=content.text(row, "definition"),
            customer_scene=content.text(row, "customer_scene"),
            crm_role=content.text(row, "crm_role"),
            in_sentence=content.text(row, "in_sentence"),
            meaning=content.text(row, "meaning"),
            sources=tuple(row.sources),
            note=content.text(row, "note"),
        )
        for row in content.of(models.Level)
    )


def sectors(content: InLanguage) -> tuple[plain.Sector, ...]:
    return tuple(
        plain.Sector(
            slug=row.slug,
            name=content.text(row, "name"),
            description=content.text(row, "description"),
            reading=content.text(row, "reading"),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Sector)
    )


def dimensions(content: InLanguage) -> tuple[plain.Dimension, ...]:
    words = content.grouped(models.LevelWords, "dimension")
    steps = content.grouped(models.Step, "dimension")
    actions = content.grouped(models.Action, "step")
    return tuple(
        plain.Dimension(
            number=row.number,
            slug=row.slug,
            name=content.text(row, "name"),
            about=content.text(row, "about"),
            weight=row.weight,
            in_sentence=content.text(row, "in_sentence"),
            decision=content.text(row, "decision"),
            sponsor=content.text(row, "sponsor"),
            cells=MappingProxyType(content.cells[row.pk]),
            words=MappingProxyType({line.level: _words(content, line) for line in words[row.pk]}),
            steps=_steps(content, steps[row.pk], actions, are_holds=False),
            holds=_steps(content, steps[row.pk], actions, are_holds=True),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Dimension)
    )


def _words(content: InLanguage, row: models.LevelWords) -> plain.LevelWords:
    return plain.LevelWords(position=content.text(row, "position"), goal=content.text(row, "goal"))


def _steps(
    content: InLanguage,
    rows: list[models.Step],
    actions: Mapping[int, list[models.Action]],
    *,
    are_holds: bool,
) -> Mapping[int, plain.Step]:
    """The steps up, or those of holding a level, by the level that they start from."""
    steps = [_step(content, row, actions[row.pk]) for row in rows]
    return MappingProxyType({step.from_level: step for step in steps if step.is_hold == are_holds})


def _step(content: InLanguage, row: models.Step, actions: list[models.Action]) -> plain.Step:
    dimension = content.dimension_slug(row.dimension_id)
    return plain.Step(
        dimension=dimension,
        from_level=row.from_level,
        to_level=row.to_level,
        headline=content.text(row, "headline"),
        rationale=content.text(row, "rationale"),
        pitfall=content.text(row, "pitfall"),
        actions=tuple(_action(content, action, dimension) for action in actions),
    )


def _action(content: InLanguage, row: models.Action, dimension: str) -> plain.Action:
    return plain.Action(
        slug=row.slug,
        dimension=dimension,
        number=row.number,
        improves=tuple(row.improves),
        title=content.text(row, "title"),
        description=content.text(row, "description"),
        owner=content.text(row, "owner"),
        effort=row.effort,
        impact=row.impact,
        horizon=row.horizon,
        kpi=content.text(row, "kpi"),
        depends_on=tuple(row.depends_on),
        sources=tuple(row.sources),
    )

"""What is asked, with the options and hints of every sector."""

from collections.abc import Mapping
from types import MappingProxyType

from maturity import definition as plain
from maturity import models
from maturity.building.rows import LEVELS, InLanguage


def questionnaires(content: InLanguage) -> tuple[plain.Questionnaire, ...]:
    questions = content.grouped(models.Question, "questionnaire")
    options = content.grouped(models.Option, "question")
    hints = content.grouped(models.SectorHint, "question")
    return tuple(
        plain.Questionnaire(
            slug=row.slug,
            name=content.text(row, "name"),
            allows_not_applicable=row.allows_not_applicable,
            questions=tuple(
                _question(content, question, options[question.pk], hints[question.pk])
                for question in questions[row.pk]
            ),
        )
        for row in content.of(models.Questionnaire)
    )


def _question(
    content: InLanguage,
    row: models.Question,
    options: list[models.Option],
    hints: list[models.SectorHint],
) -> plain.Question:
    return plain.Question(
        code=row.code,
        dimension=content.dimension_slug(row.dimension_id),
        number=row.number,
        facet=content.text(row, "facet")
        or content.text(content.dimensions[row.dimension_id], "name"),
        text=content.text(row, "text"),
        why=content.text(row, "why"),
        proof=content.text(row, "proof"),
        weight=row.weight,
        hints=_hints(content, row, hints),
        options=_options(content, row, options),
        sources=tuple(row.sources),
    )


def _hints(
    content: InLanguage, row: models.Question, hints: list[models.SectorHint]
) -> Mapping[str, str]:
    of_sector = {content.sector_slugs[hint.sector_id]: content.text(hint, "text") for hint in hints}
    general = content.text(row, "hint")
    return MappingProxyType(
        {slug: of_sector.get(slug, general) for slug in content.sector_slugs.values()}
    )


def _options(
    content: InLanguage, row: models.Question, options: list[models.Option]
) -> Mapping[str, tuple[plain.Option, ...]]:
    """Its own options, the same in every sector; without them the statements of the cells."""
    own = tuple(plain.Option(option.level, (content.text(option, "text"),)) for option in options)
    cells = content.cells[row.dimension_id]
    return MappingProxyType(
        {sector: own or _cell_options(cells, sector) for sector in content.sector_slugs.values()}
    )


def _cell_options(
    cells: Mapping[int, tuple[plain.Statement, ...]], sector: str
) -> tuple[plain.Option, ...]:
    return tuple(
        plain.Option(level, tuple(line.text for line in cells[level] if line.applies_to(sector)))
        for level in LEVELS
    )

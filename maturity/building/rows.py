"""The rows of a version with their texts in one language.

The language columns are read by name (`name_nl`, `name_en`): going through `name` would silently
fall back to Dutch where English is missing.
"""

from collections.abc import Mapping
from decimal import Decimal

from maturity import definition as plain
from maturity import models
from maturity.reading import Content

LEVELS = range(1, 5)


class InLanguage:
    """The rows of a version with their texts in one language."""

    def __init__(self, rows: Content, language: str) -> None:
        self.version = rows.version
        self.language = language
        self.of = rows.of
        self.grouped = rows.grouped
        self.sector_slugs = {row.pk: row.slug for row in self.of(models.Sector)}
        self.dimensions = {row.pk: row for row in self.of(models.Dimension)}
        self.question_codes = {row.pk: row.code for row in self.of(models.Question)}
        self.cells = self._cells()

    def text(self, row: models.Content | models.ModelVersion, column: str) -> str:
        """Empty without a text: the content tests allow that in both languages or neither."""
        return getattr(row, f"{column}_{self.language}") or ""

    def dimension_slug(self, dimension_id: int | None) -> str:
        return self.dimensions[dimension_id].slug if dimension_id is not None else ""

    def _cells(self) -> Mapping[int, Mapping[int, tuple[plain.Statement, ...]]]:
        """Statements by dimension id and level."""
        cells: dict[int, dict[int, tuple[plain.Statement, ...]]] = {
            dimension_id: dict.fromkeys(LEVELS, ()) for dimension_id in self.dimensions
        }
        for row in self.of(models.Statement):
            statement = plain.Statement(
                text=self.text(row, "text"),
                sectors=tuple(row.sectors),
                sources=tuple(row.sources),
                note=self.text(row, "note"),
            )
            cells[row.dimension_id][row.level] += (statement,)
        return cells


def exact(number: Decimal | None) -> str:
    """A threshold as text that Fraction takes: "0.5"; empty without one."""
    return "" if number is None else format(number.normalize(), "f")

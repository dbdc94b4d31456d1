"""The rows of one model version: one query for each model, both languages at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from maturity import models

LANGUAGES = ("nl", "en")

RowT = TypeVar("RowT", bound=models.Content)


@dataclass(frozen=True, slots=True)
class Content:
    """Every row that a Definition is made of, in order, in both languages."""

    version: models.ModelVersion
    rows: Mapping[type[models.Content], tuple[models.Content, ...]]

    def of(self, model: type[RowT]) -> tuple[RowT, ...]:
        return self.rows[model]  # type: ignore[return-value]  # keyed by the rows' own type

    def grouped(self, model: type[RowT], parent: str) -> Mapping[int, list[RowT]]:
        """The rows by the id of their parent."""
        groups: dict[int, list[RowT]] = defaultdict(list)
        for row in self.of(model):
            groups[getattr(row, f"{parent}_id")].append(row)
        return groups


READ = (
    models.Source,
    models.Level,
    models.Sector,
    models.Dimension,
    models.LevelWords,
    models.Statement,
    models.Questionnaire,
    models.Question,
    models.Option,
    models.SectorHint,
    models.Step,
    models.Action,
    models.Pattern,
    models.Horizon,
    models.ProgrammePhase,
    models.ProgrammeStep,
    models.Deliverable,
    models.Risk,
    models.Scene,
    models.SceneOutcome,
    models.Figure,
    models.SentenceTemplate,
    models.Phrase,
    models.ReadingNote,
)


def read_content(model_version_id: int) -> Content:
    """Costs one query for the version and one for each model in READ."""
    return Content(
        version=models.ModelVersion.objects.get(pk=model_version_id),
        rows=MappingProxyType(
            {model: tuple(model.objects.of_version(model_version_id)) for model in READ}
        ),
    )

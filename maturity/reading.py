"""The rows of one model version, and the Definition that they make in one language.

The language columns are read by name (`name_nl`, `name_en`): going through `name` would silently
fall back to Dutch where English is missing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from maturity import definition as plain
from maturity import models

LANGUAGES = ("nl", "en")
LEVELS = range(1, 5)

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


def build_definition(content: Content, language: str) -> plain.Definition:
    return _Builder(content, language).definition()


def _exact(number: Decimal) -> str:
    """A threshold as text that Fraction takes: "0.5"."""
    return format(number.normalize(), "f")


class _Builder:
    def __init__(self, content: Content, language: str) -> None:
        self.content = content
        self.language = language
        self.sector_slugs = {row.pk: row.slug for row in content.of(models.Sector)}
        self.dimension_slugs = {row.pk: row.slug for row in content.of(models.Dimension)}
        self.dimension_names = {
            row.pk: self.text(row, "name") for row in content.of(models.Dimension)
        }
        self.cells = self._cells()

    def text(self, row: models.Content | models.ModelVersion, column: str) -> str:
        """Empty without a text: the content tests allow that in both languages or neither."""
        return getattr(row, f"{column}_{self.language}") or ""

    def definition(self) -> plain.Definition:
        version = self.content.version
        return plain.Definition(
            slug=version.slug,
            version=version.version,
            language=self.language,
            name=self.text(version, "name"),
            levels=self.levels(),
            sectors=self.sector_values(),
            dimensions=self.dimensions(),
            questionnaires=self.questionnaires(),
            patterns=tuple(self.pattern(row) for row in self.content.of(models.Pattern)),
            horizons=self.horizons(),
            phases=self.phases(),
            risks=self.risks(),
            scenes=self.scenes(),
            figures=self.figures(),
            wording=self.wording(),
            sources=MappingProxyType(
                {row.code: self.text(row, "description") for row in self.content.of(models.Source)}
            ),
        )

    def levels(self) -> tuple[plain.Level, ...]:
        return tuple(
            plain.Level(
                number=row.number,
                slug=row.slug,
                name=self.text(row, "name"),
                definition=self.text(row, "definition"),
                customer_scene=self.text(row, "customer_scene"),
                crm_role=self.text(row, "crm_role"),
                in_sentence=self.text(row, "in_sentence"),
                meaning=self.text(row, "meaning"),
                sources=tuple(row.sources),
                note=self.text(row, "note"),
            )
            for row in self.content.of(models.Level)
        )

    def sector_values(self) -> tuple[plain.Sector, ...]:
        return tuple(
            plain.Sector(
                slug=row.slug,
                name=self.text(row, "name"),
                description=self.text(row, "description"),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Sector)
        )

    def _cells(self) -> dict[int, dict[int, tuple[plain.Statement, ...]]]:
        """Statements by dimension id and level."""
        cells: dict[int, dict[int, tuple[plain.Statement, ...]]] = {
            pk: dict.fromkeys(LEVELS, ()) for pk in self.dimension_slugs
        }
        for row in self.content.of(models.Statement):
            statement = plain.Statement(
                text=self.text(row, "text"),
                sectors=tuple(row.sectors),
                sources=tuple(row.sources),
                note=self.text(row, "note"),
            )
            cells[row.dimension_id][row.level] += (statement,)
        return cells

    def dimensions(self) -> tuple[plain.Dimension, ...]:
        words = self.content.grouped(models.LevelWords, "dimension")
        steps = self.content.grouped(models.Step, "dimension")
        actions = self.content.grouped(models.Action, "step")
        return tuple(
            plain.Dimension(
                number=row.number,
                slug=row.slug,
                name=self.text(row, "name"),
                about=self.text(row, "about"),
                weight=row.weight,
                in_sentence=self.text(row, "in_sentence"),
                decision=self.text(row, "decision"),
                cells=MappingProxyType(self.cells[row.pk]),
                words=MappingProxyType({line.level: self.words(line) for line in words[row.pk]}),
                steps=MappingProxyType(
                    {step.from_level: self.step(step, actions[step.pk]) for step in steps[row.pk]}
                ),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Dimension)
        )

    def words(self, row: models.LevelWords) -> plain.LevelWords:
        return plain.LevelWords(
            position=self.text(row, "position"),
            strength=self.text(row, "strength"),
            brake=self.text(row, "brake"),
            next=self.text(row, "next"),
        )

    def step(self, row: models.Step, actions: list[models.Action]) -> plain.Step:
        dimension = self.dimension_slugs[row.dimension_id]
        return plain.Step(
            dimension=dimension,
            from_level=row.from_level,
            to_level=row.to_level,
            headline=self.text(row, "headline"),
            rationale=self.text(row, "rationale"),
            pitfall=self.text(row, "pitfall"),
            actions=tuple(self.action(action, dimension) for action in actions),
        )

    def action(self, row: models.Action, dimension: str) -> plain.Action:
        return plain.Action(
            slug=row.slug,
            dimension=dimension,
            number=row.number,
            title=self.text(row, "title"),
            description=self.text(row, "description"),
            owner=self.text(row, "owner"),
            effort=row.effort,
            impact=row.impact,
            horizon=row.horizon,
            kpi=self.text(row, "kpi"),
            depends_on=tuple(row.depends_on),
            sources=tuple(row.sources),
        )

    def questionnaires(self) -> tuple[plain.Questionnaire, ...]:
        questions = self.content.grouped(models.Question, "questionnaire")
        options = self.content.grouped(models.Option, "question")
        hints = self.content.grouped(models.SectorHint, "question")
        return tuple(
            plain.Questionnaire(
                slug=row.slug,
                name=self.text(row, "name"),
                minutes=row.minutes,
                allows_not_applicable=row.allows_not_applicable,
                questions=tuple(
                    self.question(question, options[question.pk], hints[question.pk])
                    for question in questions[row.pk]
                ),
            )
            for row in self.content.of(models.Questionnaire)
        )

    def question(
        self,
        row: models.Question,
        options: list[models.Option],
        hints: list[models.SectorHint],
    ) -> plain.Question:
        return plain.Question(
            code=row.code,
            dimension=self.dimension_slugs[row.dimension_id],
            number=row.number,
            facet=self.text(row, "facet") or self.dimension_names[row.dimension_id],
            text=self.text(row, "text"),
            why=self.text(row, "why"),
            proof=self.text(row, "proof"),
            weight=row.weight,
            hints=self.hints(row, hints),
            options=self.options(row, options),
            sources=tuple(row.sources),
        )

    def hints(self, row: models.Question, hints: list[models.SectorHint]) -> Mapping[str, str]:
        of_sector = {self.sector_slugs[hint.sector_id]: self.text(hint, "text") for hint in hints}
        general = self.text(row, "hint")
        return MappingProxyType(
            {slug: of_sector.get(slug, general) for slug in self.sector_slugs.values()}
        )

    def options(
        self, row: models.Question, options: list[models.Option]
    ) -> Mapping[str, tuple[plain.Option, ...]]:
        """Its own options, the same in every sector; without them the statements of the cells."""
        own = tuple(plain.Option(option.level, (self.text(option, "text"),)) for option in options)
        cells = self.cells[row.dimension_id]
        return MappingProxyType(
            {sector: own or _cell_options(cells, sector) for sector in self.sector_slugs.values()}
        )

    def pattern(self, row: models.Pattern) -> plain.Pattern:
        return plain.Pattern(
            slug=row.slug,
            number=row.number,
            severity=row.severity,
            condition=self.condition(row),
            headline=self.text(row, "headline"),
            meaning=self.text(row, "meaning"),
            advice=self.text(row, "advice"),
            sources=tuple(row.sources),
        )

    def condition(self, row: models.Pattern) -> plain.Condition:
        threshold = _exact(row.threshold)
        match row.kind:
            case models.ConditionKind.LEAD_LAG:
                return plain.Condition(
                    lead=self.slug_of(row.lead_id), lag=self.slug_of(row.lag_id), gap=threshold
                )
            case models.ConditionKind.BELOW:
                return plain.Condition(below=threshold, dimension=self.slug_of(row.dimension_id))
            case models.ConditionKind.DISSENT_OVER:
                dimension = self.slug_of(row.dimension_id) or "any"
                return plain.Condition(dissent_over=threshold, dimension=dimension)
            case kind:
                # all_below, spread_over, dont_know_over: the threshold alone, under that name.
                return plain.Condition(**{kind: threshold})

    def slug_of(self, dimension_id: int | None) -> str:
        return self.dimension_slugs[dimension_id] if dimension_id is not None else ""

    def horizons(self) -> tuple[plain.Horizon, ...]:
        return tuple(
            plain.Horizon(
                number=row.number,
                name=self.text(row, "name"),
                period=self.text(row, "period"),
                aim=self.text(row, "aim"),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Horizon)
        )

    def phases(self) -> tuple[plain.ProgrammePhase, ...]:
        steps = self.content.grouped(models.ProgrammeStep, "phase")
        deliverables = self.content.grouped(models.Deliverable, "phase")
        return tuple(
            plain.ProgrammePhase(
                number=row.number,
                slug=row.slug,
                horizon=row.horizon,
                name=self.text(row, "name"),
                purpose=self.text(row, "purpose"),
                steps=tuple(self.text(step, "text") for step in steps[row.pk]),
                deliverables=tuple(self.text(line, "text") for line in deliverables[row.pk]),
                basecamp=self.text(row, "basecamp"),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.ProgrammePhase)
        )

    def risks(self) -> tuple[plain.Risk, ...]:
        return tuple(
            plain.Risk(
                slug=row.slug,
                number=row.number,
                name=self.text(row, "name"),
                signal=self.text(row, "signal"),
                mitigation=self.text(row, "mitigation"),
                dimensions=tuple(row.dimensions),
                when_any_below=_exact(row.when_any_below),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Risk)
        )

    def scenes(self) -> tuple[plain.Scene, ...]:
        outcomes = self.content.grouped(models.SceneOutcome, "scene")
        return tuple(
            plain.Scene(
                slug=row.slug,
                number=row.number,
                dimension=self.dimension_slugs[row.dimension_id],
                situation=self.text(row, "situation"),
                outcomes=MappingProxyType(
                    {outcome.level: self.text(outcome, "text") for outcome in outcomes[row.pk]}
                ),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Scene)
        )

    def figures(self) -> tuple[plain.Figure, ...]:
        return tuple(
            plain.Figure(
                slug=row.slug,
                claim=self.text(row, "claim"),
                figure=row.figure,
                said_by=row.said_by,
                caution=self.text(row, "caution"),
                dimensions=tuple(row.dimensions),
                sources=tuple(row.sources),
            )
            for row in self.content.of(models.Figure)
        )

    def wording(self) -> plain.Wording:
        joining = self.phrases(models.PhraseKind.JOINING)
        return plain.Wording(
            sentences=MappingProxyType(
                {
                    row.slug: plain.SentenceTemplate(
                        named=self.text(row, "named"), unnamed=self.text(row, "unnamed")
                    )
                    for row in self.content.of(models.SentenceTemplate)
                }
            ),
            list_and=joining.get("list_and", ""),
            decision_opening=joining.get("decision_opening", ""),
            states=self.phrases(models.PhraseKind.STATE),
            how_to_read=tuple(
                plain.ReadingNote(row.slug, self.text(row, "title"), self.text(row, "text"))
                for row in self.content.of(models.ReadingNote)
            ),
            privacy=self.phrases(models.PhraseKind.PRIVACY),
        )

    def phrases(self, kind: models.PhraseKind) -> Mapping[str, str]:
        return MappingProxyType(
            {
                row.slug: self.text(row, "text")
                for row in self.content.of(models.Phrase)
                if row.kind == kind
            }
        )


def _cell_options(
    cells: Mapping[int, tuple[plain.Statement, ...]], sector: str
) -> tuple[plain.Option, ...]:
    return tuple(
        plain.Option(level, tuple(line.text for line in cells[level] if line.applies_to(sector)))
        for level in LEVELS
    )

"""The Definition that the rows of a model version make, in one language.

The language columns are read by name (`name_nl`, `name_en`): going through `name` would silently
fall back to Dutch where English is missing.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

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


def build_definition(rows: Content, language: str) -> plain.Definition:
    content = InLanguage(rows, language)
    version = content.version
    return plain.Definition(
        slug=version.slug,
        version=version.version,
        language=content.language,
        name=content.text(version, "name"),
        levels=_levels(content),
        sectors=_sectors(content),
        dimensions=_dimensions(content),
        questionnaires=_questionnaires(content),
        patterns=tuple(_pattern(content, row) for row in content.of(models.Pattern)),
        horizons=_horizons(content),
        phases=_phases(content),
        risks=_risks(content),
        scenes=_scenes(content),
        figures=_figures(content),
        wording=_wording(content),
        sources=MappingProxyType(
            {row.code: content.text(row, "description") for row in content.of(models.Source)}
        ),
    )


def _levels(content: InLanguage) -> tuple[plain.Level, ...]:
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


def _sectors(content: InLanguage) -> tuple[plain.Sector, ...]:
    return tuple(
        plain.Sector(
            slug=row.slug,
            name=content.text(row, "name"),
            description=content.text(row, "description"),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Sector)
    )


def _dimensions(content: InLanguage) -> tuple[plain.Dimension, ...]:
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
            cells=MappingProxyType(content.cells[row.pk]),
            words=MappingProxyType({line.level: _words(content, line) for line in words[row.pk]}),
            steps=MappingProxyType(
                {step.from_level: _step(content, step, actions[step.pk]) for step in steps[row.pk]}
            ),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Dimension)
    )


def _words(content: InLanguage, row: models.LevelWords) -> plain.LevelWords:
    return plain.LevelWords(
        position=content.text(row, "position"),
        strength=content.text(row, "strength"),
        brake=content.text(row, "brake"),
        next=content.text(row, "next"),
    )


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


def _questionnaires(content: InLanguage) -> tuple[plain.Questionnaire, ...]:
    questions = content.grouped(models.Question, "questionnaire")
    options = content.grouped(models.Option, "question")
    hints = content.grouped(models.SectorHint, "question")
    return tuple(
        plain.Questionnaire(
            slug=row.slug,
            name=content.text(row, "name"),
            minutes=row.minutes,
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


def _pattern(content: InLanguage, row: models.Pattern) -> plain.Pattern:
    return plain.Pattern(
        slug=row.slug,
        number=row.number,
        severity=row.severity,
        condition=_condition(content, row),
        headline=content.text(row, "headline"),
        meaning=content.text(row, "meaning"),
        advice=content.text(row, "advice"),
        sources=tuple(row.sources),
    )


def _condition(content: InLanguage, row: models.Pattern) -> plain.Condition:
    threshold = _exact(row.threshold)
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


def _horizons(content: InLanguage) -> tuple[plain.Horizon, ...]:
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


def _phases(content: InLanguage) -> tuple[plain.ProgrammePhase, ...]:
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


def _risks(content: InLanguage) -> tuple[plain.Risk, ...]:
    return tuple(
        plain.Risk(
            slug=row.slug,
            number=row.number,
            name=content.text(row, "name"),
            signal=content.text(row, "signal"),
            mitigation=content.text(row, "mitigation"),
            dimensions=tuple(row.dimensions),
            when_any_below=_exact(row.when_any_below),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Risk)
    )


def _scenes(content: InLanguage) -> tuple[plain.Scene, ...]:
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


def _figures(content: InLanguage) -> tuple[plain.Figure, ...]:
    return tuple(
        plain.Figure(
            slug=row.slug,
            claim=content.text(row, "claim"),
            figure=row.figure,
            said_by=row.said_by,
            caution=content.text(row, "caution"),
            dimensions=tuple(row.dimensions),
            sources=tuple(row.sources),
        )
        for row in content.of(models.Figure)
    )


def _wording(content: InLanguage) -> plain.Wording:
    joining = _phrases(content, models.PhraseKind.JOINING)
    return plain.Wording(
        sentences=MappingProxyType(
            {
                row.slug: plain.SentenceTemplate(
                    named=content.text(row, "named"), unnamed=content.text(row, "unnamed")
                )
                for row in content.of(models.SentenceTemplate)
            }
        ),
        list_and=joining.get("list_and", ""),
        decision_opening=joining.get("decision_opening", ""),
        decision_hold=joining.get("decision_hold", ""),
        states=_phrases(content, models.PhraseKind.STATE),
        how_to_read=tuple(
            plain.ReadingNote(row.slug, content.text(row, "title"), content.text(row, "text"))
            for row in content.of(models.ReadingNote)
        ),
        privacy=_phrases(content, models.PhraseKind.PRIVACY),
    )


def _phrases(content: InLanguage, kind: models.PhraseKind) -> Mapping[str, str]:
    return MappingProxyType(
        {
            row.slug: content.text(row, "text")
            for row in content.of(models.Phrase)
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


def _exact(number: Decimal) -> str:
    """A threshold as text that Fraction takes: "0.5"."""
    return format(number.normalize(), "f")

"""The result page as values to print: a Report told in the order of the page. Costs no query."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.behind import Behind, Counted, answers_behind, counted_group
from assessments.pattern_pictures import ShownPattern, shown_pattern
from maturity.advice import DimensionAdvice
from maturity.definition import (
    Action,
    Dimension,
    Horizon,
    Level,
    LevelWords,
    ProgrammePhase,
    Questionnaire,
)
from maturity.display import score_text
from maturity.matrix import Row, matrix_rows, source_texts
from maturity.scoring import OTHER, DimensionResult, discuss_first
from reports.basis import basis, why_unscored
from reports.charts import pips
from reports.insights import Insight, dimension_insight, sentence_mark, summary_insight
from reports.radar import NARROW, WIDE, Radar, radar_svg
from reports.report import Report
from reports.series import COMPOUNDS, radar_of, scale_words
from reports.svg import Svg

DISCUSSED = 5  # questions that a group is told to discuss first
UNFOLDED = 3  # priorities that are open when the page comes
CLAUSE_END = re.compile(r"[,.;:](?=\s)")
IMPACTS = {impact: pips(impact) for impact in (1, 2, 3)}
LONGEST_CLAUSE = 120  # letters: more is no opening any more


@dataclass(frozen=True, slots=True)
class Opening:
    """The sentence that the page begins with: the clause that says the level, and the rest."""

    clause: str  # empty when there is nothing to set apart
    rest: str


def opening_of(sentence: str, organisation: str) -> Opening:
    """A comma or full stop in the name of the organisation ends no clause."""
    name = " ".join(organisation.split())
    found = CLAUSE_END.search(sentence, max(sentence.find(name), 0) + len(name))
    end = found.end() if found else len(sentence)
    if end > LONGEST_CLAUSE + len(name):
        return Opening("", sentence)
    return Opening(sentence[:end], sentence[end:])


@dataclass(frozen=True, slots=True)
class ShownAction:
    action: Action
    dimension: Dimension
    horizon: Horizon
    effort: str  # in words
    impact: Svg
    after: tuple[Action, ...]  # actions on the roadmap that come before it


@dataclass(frozen=True, slots=True)
class Department:
    name: str
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Priority:
    """A dimension with the step to take and the answers behind its score."""

    advice: DimensionAdvice
    headline: str
    standing: str  # score and target
    words: LevelWords | None
    from_level: Level | None
    to_level: Level | None
    actions: tuple[ShownAction, ...]
    behind: tuple[Behind, ...]
    departments: tuple[Department, ...]
    insight: Insight | None  # own words
    why_unscored: str  # empty when it has a score

    @property
    def row(self) -> DimensionResult:
        return self.advice.row


@dataclass(frozen=True, slots=True)
class Stage:
    """A horizon: what to do, and the questions to answer with yes before going on."""

    horizon: Horizon
    actions: tuple[ShownAction, ...]
    phases: tuple[ProgrammePhase, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    row: DimensionResult
    name: str  # of the dimension, with a soft hyphen where a long word may break
    level: Level | None
    previous: Fraction | None  # its score in the round before


@dataclass(frozen=True, slots=True)
class ResultPage:
    report: Report
    questionnaire: Questionnaire
    basis: tuple[str, ...]
    level: Level | None  # of the whole
    radar: Radar
    radar_wide: Svg
    radar_narrow: Svg
    figures: tuple[FigureLine, ...]
    matrix: tuple[Row, ...]
    patterns: tuple[ShownPattern, ...]
    priorities: tuple[Priority, ...]  # by rank
    quick_wins: tuple[ShownAction, ...]
    stages: tuple[Stage, ...]
    missing: tuple[DimensionResult, ...]  # with questions that can still get a level
    discuss: tuple[Counted, ...]
    sources: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return self.report.responses.is_group

    @property
    def scale_words(self) -> str:
        return scale_words(self.report)

    @property
    def sentence_mark(self) -> str:
        return sentence_mark(self.report)

    @property
    def insight(self) -> Insight | None:
        return summary_insight(self.report)

    @property
    def opening(self) -> Opening:
        """An own sentence may begin with any clause: it stands whole."""
        if self.report.edition.own_words.sentence:
            return Opening("", self.report.sentence)
        return opening_of(self.report.sentence, self.report.about.organisation)

    @property
    def first_priorities(self) -> tuple[Priority, ...]:
        return self.priorities[:UNFOLDED]

    @property
    def later_priorities(self) -> tuple[Priority, ...]:
        return self.priorities[UNFOLDED:]

    @property
    def has_answers(self) -> bool:
        counts = self.report.result.counts
        return counts.unanswered < counts.questions or bool(self.report.responses.agreed)

    @property
    def notes(self) -> int:
        return sum(len(response.notes) for response in self.report.responses.responses)


def result_page(report: Report, *, can_edit: bool) -> ResultPage:
    """In the active language, which is the report's.

    Who only holds the read-only link does not see what single participants of a group noted.
    """
    actions = {
        action.slug: _shown_action(report, action, number)
        for number, planned in report.advice.roadmap.items()
        for action in planned
    }
    definition, result, radar = report.definition, report.result, radar_of(report)
    return ResultPage(
        report=report,
        questionnaire=definition.questionnaire(result.questionnaire),
        basis=basis(report),
        level=definition.level(result.level) if result.level else None,
        radar=radar,
        radar_wide=radar_svg(radar, WIDE, key="radar-wide"),
        radar_narrow=radar_svg(radar, NARROW, key="radar-narrow"),
        figures=tuple(_figure_line(report, row) for row in result.dimensions),
        matrix=matrix_rows(report.definition, sector=report.sector, result=report.result),
        patterns=tuple(shown_pattern(report, pattern) for pattern in report.advice.patterns),
        priorities=tuple(
            _priority(report, advice, actions, with_notes=can_edit)
            for advice in report.advice.dimensions
        ),
        quick_wins=tuple(actions[action.slug] for action in report.advice.quick_wins),
        stages=tuple(_stage(report, horizon, actions) for horizon in report.definition.horizons),
        missing=tuple(
            row
            for row in result.dimensions
            if report.is_provisional and (row.counts.unanswered or row.counts.unknown)
        ),
        discuss=tuple(counted_group(row) for row in discuss_first(report.result)[:DISCUSSED]),
        sources=_sources(report),
    )


def _figure_line(report: Report, row: DimensionResult) -> FigureLine:
    name = row.dimension.name
    return FigureLine(
        row=row,
        name="\N{SOFT HYPHEN}".join(part.rstrip("-") for part in COMPOUNDS.get(name, (name,))),
        level=report.definition.level(row.level) if row.level else None,
        previous=report.previous.dimension(row.dimension.slug).score if report.previous else None,
    )


def _shown_action(report: Report, action: Action, horizon: int) -> ShownAction:
    """`horizon` is the effective one of the roadmap (rule 17), not the action's own."""
    planned = {each.slug: each for stage in report.advice.roadmap.values() for each in stage}
    return ShownAction(
        action=action,
        dimension=report.definition.dimension(action.dimension),
        horizon=report.definition.horizons[horizon - 1],
        effort={
            "S": pgettext("effort", "small"),
            "M": pgettext("effort", "medium"),
            "L": pgettext("effort", "large"),
        }[action.effort],
        impact=IMPACTS[action.impact],
        after=tuple(planned[slug] for slug in action.depends_on if slug in planned),
    )


def _priority(
    report: Report,
    advice: DimensionAdvice,
    actions: dict[str, ShownAction],
    *,
    with_notes: bool,
) -> Priority:
    row, step = advice.row, advice.step
    return Priority(
        advice=advice,
        headline=step.headline if step else _("Not scored yet"),
        standing=_standing(row, report.language),
        words=row.dimension.words[row.level] if row.level else None,
        from_level=report.definition.level(step.from_level) if step else None,
        to_level=report.definition.level(step.to_level) if step else None,
        actions=tuple(actions[action.slug] for action in advice.actions),
        behind=answers_behind(report, row, with_notes=with_notes),
        departments=tuple(
            Department(_("other departments") if name == OTHER else name, mean)
            for name, mean in row.departments.items()
        ),
        insight=dimension_insight(report, row.dimension.slug),
        why_unscored=why_unscored(report, row),
    )


def _standing(row: DimensionResult, language: str) -> str:
    if not row.is_scored:
        return _("not scored")
    return _("%(score)s, target %(target)s") % {
        "score": score_text(row.score, language),
        "target": row.target,
    }


def _stage(report: Report, horizon: Horizon, actions: dict[str, ShownAction]) -> Stage:
    planned = report.advice.roadmap[horizon.number]
    return Stage(
        horizon=horizon,
        actions=tuple(actions[action.slug] for action in planned),
        phases=tuple(
            phase for phase in report.definition.phases if phase.horizon == horizon.number
        ),
    )


def _sources(report: Report) -> tuple[str, ...]:
    """Where the words of this page come from, each source once."""

    def used() -> Iterable[Iterable[str]]:
        for row in report.result.dimensions:
            yield row.dimension.sources
        for pattern in report.advice.patterns:
            yield pattern.sources
        for planned in report.advice.roadmap.values():
            for action in planned:
                yield action.sources

    return source_texts(report.definition, *used())

"""The roadmap as values to draw: what to do when, what waits for what, and when to go on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from maturity.advice import DimensionAdvice
from maturity.definition import Action
from maturity.display import score_text
from reports.report import Report
from reports.series import source_line

HORIZONS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class PlannedAction:
    number: int  # in the order of the roadmap
    title: str
    owner: str
    effort: str  # S, M or L
    horizon: int
    waits_for: tuple[int, ...]  # numbers of the actions on the plan that it depends on


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A dimension. Each lane holds at most one action for each horizon."""

    rank: int
    name: str
    step: str  # "2,4 to 3"
    lanes: tuple[tuple[PlannedAction | None, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanCamp:
    """Where a horizon ends: its questions, each with the name of its phase."""

    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanHorizon:
    number: int
    name: str
    period: str
    aim: str
    camp: PlanCamp


@dataclass(frozen=True, slots=True)
class PlanWords:
    key_effort: str
    key_now: str
    key_later: str
    key_waits: str
    after: str  # with {numbers}
    camp: str
    camp_hint: str
    nothing: str


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    description: str
    subtitle: str
    horizons: tuple[PlanHorizon, ...]
    rows: tuple[PlanRow, ...]  # by rank
    words: PlanWords

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        found = [each for row in self.rows for lane in row.lanes for each in lane if each]
        return tuple(sorted(found, key=lambda action: action.number))


def plan_of(report: Report) -> Plan:
    with override(report.language):
        rows = tuple(_rows(report))
        horizons = tuple(_horizons(report))
        return Plan(
            title=_title(report),
            description=_description(horizons, rows),
            subtitle=source_line(report),
            horizons=horizons,
            rows=rows,
            words=_words(),
        )


def _title(report: Report) -> str:
    if report.about.organisation:
        return _("Roadmap of %(organisation)s") % {"organisation": report.about.organisation}
    return _("Roadmap of your organisation")


def _words() -> PlanWords:
    return PlanWords(
        key_effort=_("Length of a bar: effort"),
        key_now=_("start now"),
        key_later=_("later"),
        key_waits=_("waits for an earlier action"),
        after=_("after {numbers}"),
        camp=_("Basecamp"),
        camp_hint=_("Go on only when these questions can be answered with yes."),
        nothing=_("There are no actions yet: no dimension has a score."),
    )


def _horizons(report: Report) -> Iterator[PlanHorizon]:
    for horizon in report.definition.horizons:
        phases = [each for each in report.definition.phases if each.horizon == horizon.number]
        camp = PlanCamp(tuple((phase.name, phase.basecamp) for phase in phases))
        yield PlanHorizon(horizon.number, horizon.name, horizon.period, horizon.aim, camp)


def _rows(report: Report) -> Iterator[PlanRow]:
    roadmap = report.advice.roadmap
    in_order = [action for horizon in HORIZONS for action in roadmap[horizon]]
    numbers = {action.slug: number for number, action in enumerate(in_order, start=1)}
    for advice in report.advice.dimensions:
        if advice.actions:
            yield PlanRow(
                rank=advice.row.rank,
                name=advice.row.dimension.name,
                step=_("%(score)s to %(target)s")
                % {
                    "score": score_text(advice.row.score, report.language),
                    "target": advice.row.target,
                },
                lanes=_lanes(advice, roadmap, numbers),
            )


def _lanes(
    advice: DimensionAdvice,
    roadmap: Mapping[int, Sequence[Action]],
    numbers: Mapping[str, int],
) -> tuple[tuple[PlannedAction | None, ...], ...]:
    """An action goes on in the lane of what it depends on where there is room, else in the first
    lane with room."""
    lanes: list[list[PlannedAction | None]] = []
    for place, horizon in enumerate(HORIZONS):
        for action in roadmap[horizon]:
            if action not in advice.actions:
                continue
            planned = _planned(action, horizon, numbers)
            free = [lane for lane in lanes if lane[place] is None]
            if not free:
                lanes.append([None] * len(HORIZONS))
                free = lanes[-1:]
            best = next((lane for lane in free if _leads_to(lane, planned)), free[0])
            best[place] = planned
    return tuple(tuple(lane) for lane in lanes)


def _planned(action: Action, horizon: int, numbers: Mapping[str, int]) -> PlannedAction:
    waits_for = tuple(sorted(numbers[slug] for slug in action.depends_on if slug in numbers))
    return PlannedAction(
        numbers[action.slug], action.title, action.owner, action.effort, horizon, waits_for
    )


def _leads_to(lane: Sequence[PlannedAction | None], planned: PlannedAction) -> bool:
    return any(each.number in planned.waits_for for each in lane if each)


def _description(horizons: Sequence[PlanHorizon], rows: Sequence[PlanRow]) -> str:
    """For those who do not see the picture: every action in order, with its horizon."""
    actions = [each for row in rows for lane in row.lanes for each in lane if each]
    parts = []
    for horizon in horizons:
        titles = [
            f"{each.number} {each.title}"
            for each in sorted(actions, key=lambda action: action.number)
            if each.horizon == horizon.number
        ]
        parts.append(f"{horizon.name} ({horizon.period}): {'; '.join(titles) or '–'}.")
    return " ".join(parts)

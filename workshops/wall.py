"""What the screen shows of all topics together: the radar as it grows, and where departments
differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from maturity.definition import Dimension
from maturity.display import difference_text, score_text
from maturity.groups import OTHER
from maturity.responses import Targets
from maturity.result import DimensionResult, Result
from maturity.scoring import score
from reports.radar import WALL, Axis, Radar, radar_svg
from reports.series import name_lines
from reports.spread import department_name, department_text
from reports.svg import Svg
from workshops.answers import responses_now
from workshops.board import Board
from workshops.steps import Wall


@dataclass(frozen=True, slots=True)
class Grown:
    drawing: Svg
    scores: list[tuple[str, str]]  # of the dimensions of which all was shown


@dataclass(frozen=True, slots=True)
class Gap:
    dimension: str
    departments: list[tuple[str, str]]
    difference: str


def shown_on(board: Board, language: str) -> dict[str, object]:
    """For the page of the screen. Six queries, or none."""
    if board.is_blank or board.is_over or board.room.wall is Wall.TOPIC:
        return {}
    result = score(board.definition, responses_now(board.workshop), Targets())
    if board.room.wall is Wall.RADAR:
        return {"radar": radar_now(board, result, language)}
    hides = board.workshop.is_anonymous
    return {"gaps": list(gaps_of(result, language, is_anonymous=hides))}


def radar_now(board: Board, result: Result, language: str) -> Grown:
    """An axis has no score before all topics of its dimension were shown, or left out."""
    rows = [(row, is_whole(board, row.dimension)) for row in result.dimensions]
    axes = [_axis(row, language, is_shown=is_shown) for row, is_shown in rows]
    radar = Radar(
        title=gettext("Where we stand"),
        description=gettext("Radar chart of the dimensions that were shown, on a scale of 1 to 4."),
        not_scored=gettext("not shown yet"),
        axes=tuple(axes),
    )
    scores = [(axis.name, axis.label) for axis in axes if axis.score is not None]
    return Grown(radar_svg(radar, WALL, key="wall"), scores)


def is_whole(board: Board, dimension: Dimension) -> bool:
    topics = [each for each in board.topics if each.question.dimension == dimension.slug]
    asked = [each for each in topics if not each.is_skipped]
    return bool(asked) and all(each.tallies for each in asked)


def _axis(row: DimensionResult, language: str, *, is_shown: bool) -> Axis:
    name = row.dimension.name
    value = row.score if is_shown else None
    label = "" if value is None else score_text(value, language)
    number = None if value is None else float(value)
    return Axis(name, name_lines(name), number, label, target=None, previous=None)


def gaps_of(result: Result, language: str, *, is_anonymous: bool) -> Iterator[Gap]:
    """In half levels where nobody is named; the greatest difference first. Of one department there
    is none to tell."""
    for row in sorted(result.dimensions, key=lambda row: -(row.perception_gap or 0)):
        told = {name: mean for name, mean in row.departments.items() if name != OTHER}
        known = [mean for mean in told.values() if mean is not None]
        if len(known) > 1:
            means = [
                (department_name(name), department_text(mean, language, is_anonymous=is_anonymous))
                for name, mean in told.items()
            ]
            yield Gap(row.dimension.name, means, difference_text(known, language))

"""Up to four measurements of a client beside each other: a radar, and a row for each dimension.

Pure: what was measured and scored is passed in.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from clients.rounds import Round
from maturity.change import Difference, are_comparable
from maturity.definition import Dimension, Level
from maturity.display import score_text
from maturity.telling import SayDay
from reports.charts import Moment, trend_line
from reports.comparison import of_the_day
from reports.radar import NARROW, Axis, Radar, radar_svg
from reports.series import name_lines
from reports.svg import Svg

MOST = 4


@dataclass(frozen=True, slots=True)
class Score:
    day: dt.date
    name: str  # of the measurement
    score: Fraction | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class Row:
    dimension: Dimension
    scores: tuple[Score, ...]  # the earliest first
    trend: Svg
    change: Difference | None  # since the one before that the latest is compared with


@dataclass(frozen=True, slots=True)
class Comparison:
    names: tuple[str, ...]  # of the measurements: their days, the earliest first
    rows: tuple[Row, ...]
    radar: Svg
    narrow: Svg

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The names, the latest first, with the classes of their lines."""
        lines = ["r-now", "r-prev", "r-prev r-prev--2", "r-prev r-prev--3"]
        return list(zip(reversed(self.names), lines, strict=False))


def comparison_of(rounds: Sequence[Round], say_day: SayDay) -> Comparison | None:
    """Of the latest with what it can be compared with; `rounds` the latest first. None for one."""
    latest = rounds[0] if rounds else None
    if latest is None:
        return None
    earlier = [
        each
        for each in rounds[1:]
        if each.assessment.round != latest.assessment.round
        and are_comparable(each.result, latest.result)
    ]
    if not earlier:
        return None
    shown = [latest, *earlier[: MOST - 1]]
    names = [of_the_day(say_day(each.assessment.date), each.number) for each in shown]
    radar = _radar(shown, names)
    return Comparison(
        names=tuple(reversed(names)),
        rows=_rows(shown, names),
        radar=radar_svg(radar, key="rounds"),
        narrow=radar_svg(radar, NARROW, key="rounds-narrow"),
    )


def _rows(shown: Sequence[Round], names: Sequence[str]) -> tuple[Row, ...]:
    latest = shown[0]
    changes = latest.change.dimensions if latest.change else {}
    rows = []
    for dimension in (row.dimension for row in latest.result.dimensions):
        named = zip(reversed(shown), reversed(names), strict=True)
        scores = tuple(_score(each, name, dimension.slug) for each, name in named)
        rows.append(Row(dimension, scores, _trend(scores), changes.get(dimension.slug)))
    return tuple(rows)


def _trend(scores: Sequence[Score]) -> Svg:
    first, last = scores[0].day, scores[-1].day
    days = max(1, (last - first).days)
    places = [(each.day - first).days / days for each in scores]
    drawn = [None if each.score is None else float(each.score) for each in scores]
    return trend_line([Moment(*each) for each in zip(places, drawn, strict=True)])


def _score(measured: Round, name: str, slug: str) -> Score:
    row = measured.result.dimension(slug)
    level = None if row.level is None else measured.result.definition.level(row.level)
    return Score(measured.assessment.date, name, row.score, level)


def _radar(shown: Sequence[Round], names: Sequence[str]) -> Radar:
    return Radar(
        title=_("The last assessment beside those before it"),
        description=_(
            "Radar chart with seven axes from 1 to 4. %(days)s; the table has the figures."
        )
        % {"days": ", ".join(names)},
        not_scored=_("not scored"),
        axes=tuple(_axis(shown, row.dimension) for row in shown[0].result.dimensions),
    )


def _axis(shown: Sequence[Round], dimension: Dimension) -> Axis:
    scores = [each.result.dimension(dimension.slug).score for each in shown]
    now, previous, *older = [None if score is None else float(score) for score in scores]
    return Axis(
        name=dimension.name,
        lines=name_lines(dimension.name),
        score=now,
        label=score_text(scores[0], shown[0].result.definition.language),
        target=None,
        previous=previous,
        older=tuple(older),
    )

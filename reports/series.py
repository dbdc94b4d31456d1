"""The figures of a Report as values to draw: SVG, plotly and table say the same."""

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from maturity.display import score_text
from maturity.result import DimensionResult, Result
from reports.radar import Axis, Radar
from reports.report import Report

# Where a long word may break beside the radar; other names break at a space.
COMPOUNDS: Mapping[str, tuple[str, str]] = {"Organisatiestructuur": ("Organisatie-", "structuur")}
LONGEST_LINE = 12  # letters
LONGEST_CONJUNCTION = 3  # "and": it goes with what follows


def radar_of(report: Report) -> Radar:
    with override(report.language):
        return Radar(
            title=_radar_title(report),
            description=_radar_description(report),
            not_scored=_("not scored"),
            axes=tuple(_axis(report, row) for row in report.result.dimensions),
        )


def outline_of(result: Result | None) -> Radar:
    """Of a drawing without words; empty of nothing."""
    scores = [row.score for row in result.dimensions] if result else []
    return Radar(
        title="",
        description="",
        not_scored="",
        axes=tuple(
            Axis("", (), None if score is None else float(score), "", None, None)
            for score in scores
        ),
    )


def scale_words(report: Report) -> str:
    """What radar and table show, and whose the targets are."""
    rows = report.result.dimensions
    owned = [row.has_own_target for row in rows]
    if not any(row.target for row in rows):
        words = _("Seven dimensions stand on a scale of 1 to 4.")
    elif all(owned):
        words = _("Seven dimensions stand on a scale of 1 to 4, beside your own target.")
    elif any(owned):
        words = _(
            "Seven dimensions stand on a scale of 1 to 4, beside your own target,"
            " or the default target where none was chosen."
        )
    else:
        (target,) = {row.target for row in rows if row.target}
        words = _(
            "Seven dimensions stand on a scale of 1 to 4, beside the default target: %(target)s."
        ) % {"target": _for_each(rows, target)}
    if report.beside:
        words += " " + _("The previous assessment is shown beside it.")
    return words


def _for_each(rows: Sequence[DimensionResult], target: int) -> str:
    if all(row.is_scored for row in rows):
        return _("level %(level)s for each") % {"level": target}
    return _("level %(level)s for each one with a score") % {"level": target}


def source_line(report: Report) -> str:
    """What a picture that is looked at alone rests on: the round, of whom, when."""
    about = report.about
    with override(report.language):
        facts = [about.title, report.sector.name, date_format(about.date, "j F Y")]
        return ", ".join([*filter(None, facts), *([_("provisional")] * report.is_provisional)])


def name_lines(name: str) -> tuple[str, ...]:
    """In two, as near the middle as its spaces allow, when it is longer than a line."""
    if len(name) <= LONGEST_LINE:
        return (name,)
    if name in COMPOUNDS:
        return COMPOUNDS[name]
    words = name.split(" ")
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    if not breaks:
        return (name,)

    def unevenness(lines: tuple[str, str]) -> tuple[bool, int]:
        first, second = lines
        ends_on_conjunction = len(first.split(" ")[-1]) <= LONGEST_CONJUNCTION
        return ends_on_conjunction, abs(len(first) - len(second))

    return min(breaks, key=unevenness)


def _axis(report: Report, row: DimensionResult) -> Axis:
    slug = row.dimension.slug
    previous = report.beside.dimension(slug).score if report.beside else None
    return Axis(
        name=row.dimension.name,
        lines=name_lines(row.dimension.name),
        score=None if row.score is None else float(row.score),
        label=score_text(row.score, report.language),
        target=row.target,
        previous=None if previous is None else float(previous),
    )


def _radar_title(report: Report) -> str:
    if report.about.organisation:
        return _("Channel maturity of %(organisation)s") % {
            "organisation": report.about.organisation
        }
    return _("Channel maturity of your organisation")


def _radar_description(report: Report) -> str:
    return " ".join(
        [
            _("Radar chart with seven axes from 1 to 4."),
            *(row_words(row, report.language) for row in report.result.dimensions),
        ]
    )


def row_words(row: DimensionResult, language: str) -> str:
    """What a picture of the row says: "Strategy: 2.8, target 3." """
    words = {
        "name": row.dimension.name,
        "score": score_text(row.score, language),
        "target": row.target,
    }
    if row.score is None:
        return _("%(name)s: not scored.") % words
    return _("%(name)s: %(score)s, target %(target)s.") % words

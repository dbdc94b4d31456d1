"""A radar of an organisation that does not exist, to show visitors what they will get."""

from fractions import Fraction
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from maturity.definition import Definition
from maturity.display import score_text
from maturity.loading import published_definition
from reports.radar import NARROW, Axis, Radar, radar_svg
from reports.series import name_lines
from reports.svg import Svg

# Score and target by the dimension's number. One is not scored: that happens, and it shows.
EXAMPLE: dict[int, tuple[str | None, int]] = {
    1: ("2.8", 4),
    2: ("2.4", 3),
    3: ("1.8", 3),
    4: ("2.2", 3),
    5: (None, 3),
    6: ("2.6", 4),
    7: ("1.4", 2),
}


@cache  # a third of the time of the landing page
def example_drawing(language: str) -> Svg:
    with override(language):
        return radar_svg(example_radar(published_definition(language)), NARROW, key="example")


def example_radar(definition: Definition) -> Radar:
    axes = []
    for dimension in definition.dimensions:
        score, target = EXAMPLE[dimension.number]
        axes.append(
            Axis(
                name=dimension.name,
                lines=name_lines(dimension.name),
                score=None if score is None else float(score),
                label="" if score is None else score_text(Fraction(score), definition.language),
                target=target,
                previous=None,
            )
        )
    return Radar(
        title=_("Example of a result"),
        description=_(
            "Radar chart of an invented organisation: seven dimensions on a scale of 1 to 4, "
            "each with its target. One dimension is not scored."
        ),
        not_scored=_("not scored"),
        axes=tuple(axes),
    )

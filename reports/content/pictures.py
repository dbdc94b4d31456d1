"""Pictures as values: each format draws them itself. Plain Python."""

from dataclasses import dataclass

from reports.charts import Spot, Stretch
from reports.radar import Radar


@dataclass(frozen=True, slots=True)
class Bar:
    """A score and a target on the scale of 1 to 4."""

    score: float | None
    target: int | None


@dataclass(frozen=True, slots=True)
class Pips:
    """So many of three."""

    count: int


@dataclass(frozen=True, slots=True)
class Columns:
    """How many chose each level, with their mean."""

    distribution: tuple[int, int, int, int]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """One or two dimensions on the scale of 1 to 4, with a limit."""

    spots: tuple[Spot, ...]
    limit: Spot | None


@dataclass(frozen=True, slots=True)
class Lane:
    """Actions of one dimension, at most one in each horizon."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Qr:
    """What a camera reads; the words beside it say the same."""

    text: str


Picture = Radar | Bar | Pips | Columns | Span | Lane | Qr

"""How a room chose, in words and as a drawing. The limits are fixed beforehand, and no opinion."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from django.utils.translation import gettext, ngettext

from maturity.definition import Option
from maturity.display import figure_text
from maturity.groups import HIGHEST_BAND, LOWEST_BAND, OTHER, consensus

AGREE, MOSTLY_AGREE, DIFFER = 0.85, 0.65, 0.45
LEAST_OF_CAMP = 2  # nobody alone is a camp
LETTERS = "ABCD"
FIRST, PLACE = 133, 450  # units of the axis: the middle of the first bricks, and on to the next
BRICK, GAP, HIGHEST = 17, 4, 185


Departments = Sequence[tuple[str, Fraction | None]]  # half levels; None: too few to say


@dataclass(frozen=True, slots=True)
class Counted:
    """One round, as it was shown."""

    levels: tuple[int, ...] | None  # how many chose 1, 2, 3 and 4; None: too few to say
    answers: int
    unknown: int
    departments: Departments = ()
    changed: int | None = None  # people who had chosen otherwise the round before; None: not told

    @property
    def consensus(self) -> float | None:
        return consensus(self.levels) if self.levels else None

    @property
    def mean(self) -> Fraction | None:
        if not self.levels:
            return None
        total = sum(level * times for level, times in enumerate(self.levels, start=1))
        return Fraction(total, sum(self.levels))

    @property
    def is_split(self) -> bool:
        """Into camps, or so far apart that no level is that of the room."""
        levels, agreement = self.levels, self.consensus
        if not levels or agreement is None:
            return False
        return agreement < DIFFER or (agreement < AGREE and _peaks(levels) is not None)

    @property
    def middle(self) -> tuple[int, int] | None:
        """The levels of the two answers in the middle; twice the same where there is one."""
        if not self.levels:
            return None
        chosen = [level for level, times in enumerate(self.levels, 1) for _ in range(times)]
        return chosen[(len(chosen) - 1) // 2], chosen[len(chosen) // 2]

    @property
    def proposed(self) -> int | None:
        """The level in the middle, where there is one and the room is not split around it."""
        lower, upper = self.middle or (None, None)
        return lower if lower == upper and not self.is_split else None

    @property
    def unproposed_words(self) -> str:
        """Why no level is proposed; empty where one is, or where nothing is told of levels."""
        if self.middle is None or self.proposed is not None:
            return ""
        if self.is_split:
            return gettext("No level is proposed: the answers lie too far apart.")
        lower, upper = self.middle
        words = {"one": LETTERS[lower - 1], "other": LETTERS[upper - 1]}
        said = gettext(
            "No level is proposed: the middle of the answers lies between %(one)s and %(other)s."
        )
        return said % words

    @property
    def changed_words(self) -> str:
        if self.changed is None:
            return ""
        said = ngettext(
            "%(changed)s person chose otherwise after the talk.",
            "%(changed)s people chose otherwise after the talk.",
            self.changed,
        )
        return said % {"changed": self.changed}


@dataclass(frozen=True, slots=True)
class Column:
    option: Option
    count: int
    before: int | None  # in the round before
    bricks: tuple[str, ...]  # heights at which they lie, for the drawing
    brick: str  # how high one is
    outline: str  # of how high the round before stood, as a path; empty when there was none

    @property
    def letter(self) -> str:
        return self.option.letter


def columns_of(
    options: Sequence[Option], now: Counted, before: Counted | None
) -> tuple[Column, ...]:
    """A brick for each answer, from the ground up."""
    levels, earlier = now.levels or (0, 0, 0, 0), before.levels if before else None
    pitch = _pitch(now, before)
    gap = min(Fraction(GAP), pitch / 4)
    ground = pitch * _most(now, before)
    return tuple(
        Column(
            option=option,
            count=levels[place],
            before=earlier[place] if earlier else None,
            bricks=tuple(
                _number(ground - pitch * (number + 1) + gap) for number in range(levels[place])
            ),
            brick=_number(pitch - gap),
            outline=_outline(ground, pitch * earlier[place]) if earlier else "",
        )
        for place, option in enumerate(options)
    )


def height_of(now: Counted, before: Counted | None) -> str:
    """Of the drawing: as high as the highest of both rounds, and never higher than fits."""
    return _number(_pitch(now, before) * _most(now, before) + 1)


def _most(now: Counted, before: Counted | None) -> int:
    earlier = before.levels if before else None
    return max(*(now.levels or (0,)), *(earlier or ()), 1)


def _pitch(now: Counted, before: Counted | None) -> Fraction:
    return min(Fraction(BRICK + GAP), Fraction(HIGHEST, _most(now, before)))


def _outline(ground: Fraction, high: Fraction) -> str:
    """How high a round stood, as a path; empty where nobody chose that."""
    up = _number(high)
    return f"M2 {_number(ground)}v-{up}h296v{up}" if high else ""


def mean_place(mean: Fraction) -> str:
    """Where it lies under the columns."""
    return _number(FIRST + (mean - 1) * PLACE)


def _number(value: Fraction | int) -> str:
    return f"{float(value):.1f}"


def band_text(mean: Fraction | None, language: str) -> str:
    """A half level of an anonymous department, with closed ends (rule 14b)."""
    if mean is None:
        return gettext("too few answers")
    text = figure_text(mean, language)
    if mean == LOWEST_BAND:
        return gettext("%(mean)s or lower") % {"mean": text}
    if mean == HIGHEST_BAND:
        return gettext("%(mean)s or higher") % {"mean": text}
    return text


def department_text(mean: Fraction | None, language: str, *, is_anonymous: bool) -> str:
    """Half levels only where people were promised that nobody learns what they chose."""
    if mean is None or is_anonymous:
        return band_text(mean, language)
    return figure_text(mean, language)


def department_name(name: str) -> str:
    return gettext("others") if name == OTHER else name


def words_of(counted: Counted) -> str:
    said = _words(counted)
    if 3 * counted.unknown >= counted.answers > 0:
        unsure = gettext("One in three or more does not know. That is an outcome too.")
        return f"{said} {unsure}"
    return said


def _words(counted: Counted) -> str:
    levels, agreement = counted.levels, counted.consensus
    if not levels or agreement is None:
        return gettext("Too few people chose a level to show how they are spread.")
    top = _top(levels, counted.mean or Fraction())
    if max(levels) == sum(levels):
        return gettext("Everybody chooses %(letter)s.") % {"letter": LETTERS[top]}
    if agreement >= AGREE:
        said = gettext("The room agrees: almost everybody chooses %(letter)s.")
        return said % {"letter": LETTERS[top]}
    if peaks := _peaks(levels):
        return _two_camps(levels, *peaks)
    if agreement >= MOSTLY_AGREE:
        return _mostly(levels, top)
    if agreement >= DIFFER:
        return gettext("The answers differ.")
    return gettext("The room is divided.")


def _top(levels: Sequence[int], mean: Fraction) -> int:
    """What most chose; of equals the one nearest to the mean."""
    return max(range(4), key=lambda place: (levels[place], -abs(place + 1 - mean)))


def _peaks(levels: Sequence[int]) -> tuple[int, int] | None:
    """Two camps: peaks that are not beside each other, two people and a quarter of the room or
    more each, and between them at most three fifths of the smaller one."""
    found = [
        (one, other)
        for one, other in combinations(filter(lambda place: _is_peak(levels, place), range(4)), 2)
        if other - one > 1
        and min(levels[one], levels[other]) >= LEAST_OF_CAMP
        and 4 * min(levels[one], levels[other]) >= sum(levels)
        and 5 * max(levels[one + 1 : other]) <= 3 * min(levels[one], levels[other])
    ]
    return max(found, key=lambda pair: levels[pair[0]] + levels[pair[1]], default=None)


def _is_peak(levels: Sequence[int], place: int) -> bool:
    """Nobody would say that three choose C where five choose D."""
    return levels[place] == max(levels[max(place - 1, 0) : place + 2])


def _two_camps(levels: Sequence[int], one: int, other: int) -> str:
    camps = {"one": _camp(levels, one), "other": _camp(levels, other)}
    return gettext("The room sees two organisations: %(one)s, %(other)s.") % camps


def _camp(levels: Sequence[int], place: int) -> str:
    said = gettext("%(count)s choose %(letter)s")
    return said % {"count": levels[place], "letter": LETTERS[place]}


def _mostly(levels: Sequence[int], top: int) -> str:
    beside = [place for place in (top - 1, top + 1) if 0 <= place < 4]
    equal = [place for place in beside if levels[place] == levels[top]]
    if equal:
        first, second = sorted((top, equal[0]))
        said = gettext("The room mostly agrees, between %(first)s and %(second)s.")
        return said % {"first": LETTERS[first], "second": LETTERS[second]}
    return gettext("The room mostly agrees, around %(letter)s.") % {"letter": LETTERS[top]}

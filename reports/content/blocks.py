"""What a chapter of a result consists of: worded once, printed by every format. Plain Python.

A block holds finished words in the language of the report, and values to draw; never markup. By its
`role` ("sentence", "goal") it is arranged. A claim says on which answers it rests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maturity.claims import Ground
from reports.content.pictures import Bar as Bar
from reports.content.pictures import Columns as Columns
from reports.content.pictures import Lane as Lane
from reports.content.pictures import Picture as Picture
from reports.content.pictures import Pips as Pips
from reports.content.pictures import Qr as Qr
from reports.content.pictures import Span as Span
from reports.prose import Block as Prose

# Words.


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    depth: int = 3  # 2 is the title of a chapter
    role: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with a few bold words before it where it has a label."""

    text: str
    role: str = ""
    label: str = ""
    rests_on: tuple[Ground, ...] = ()

    @property
    def is_title(self) -> bool:
        """The sentence that a page of its own has as its title."""
        return self.role in {"sentence", "long-sentence"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure to read from afar."""

    text: str  # "2,2", or that there is none
    is_scored: bool
    level: int | None = None
    name: str = ""  # of the level
    notes: tuple[str, ...] = ()  # its range, the score of the round before
    picture: Bar | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One of a few things to remember."""

    title: str
    label: str = ""  # whose words the text is
    text: str = ""
    detail: str = ""
    rests_on: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[Point, ...]
    role: str = ""


# Tables.


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[str, ...] = ()  # paragraphs, or items where there are several
    level: int | None = None  # its number in its colour before the words
    note: str = ""  # smaller, below
    tags: tuple[str, ...] = ()  # "you are here"
    picture: Bar | None = None  # repeats the words of the row
    role: str = ""  # words: "header", "number strong", "list here goal"

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.role.split())

    @property
    def is_header(self) -> bool:
        return "header" in self.roles

    @property
    def is_list(self) -> bool:
        return "list" in self.roles

    @property
    def is_figure(self) -> bool:  # many are alike, and hold no word that anybody typed
        return self.role.startswith("number") and not (self.picture or self.tags or self.note)

    @property
    def is_filled(self) -> bool:
        """In the colour of its level, which then has no mark of its own."""
        return "here" in self.roles


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    role: str = ""  # "whole": of all rows together; "group": names the rows below it
    rests_on: tuple[Ground, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.role == "group"


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row is its header. `head` may be empty."""

    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    role: str

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands above each cell, where a narrow screen shows a row as a card."""
        return tuple(" ".join(each.lines) for each in self.head)


# Pictures with their words.


@dataclass(frozen=True, slots=True)
class Key:
    """A sign of the radar with its word."""

    sign: str  # "now", "target", "previous", "gap"
    word: str


@dataclass(frozen=True, slots=True)
class Figure:
    picture: Picture
    words: str  # what the picture shows to those who do not see it; empty where words stand beside
    role: str
    key: tuple[Key, ...] = ()

    @property
    def is_main(self) -> bool:
        """The radar where there is room for it."""
        return self.role == "wide"


# What is done.


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What the columns are called."""

    action: str
    measure: str
    owner: str
    when: str
    effort: str
    impact: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    slug: str
    number: int  # in the order of the route
    dimension: str
    title: str
    description: str
    measure: str
    owner: str
    when: str  # the period of its horizon, or by which date
    who_and_when: str  # of a workshop with what of it is only proposed
    horizon: int
    effort: str  # in words
    size: str  # S, M or L
    impact: int
    impact_words: str  # "2 of 3"
    waits_for: tuple[int, ...]  # numbers of the actions on the route that it depends on
    after: str  # the same in words; may be empty
    moved: str  # why it stands later than it would: a pattern; may be empty

    @property
    def pips(self) -> Pips:
        return Pips(self.impact)


@dataclass(frozen=True, slots=True)
class Actions:
    rows: tuple[ActionRow, ...]
    role: str  # "full": all of it; "short": without description; "wins": of all dimensions
    words: ActionWords

    @property
    def is_full(self) -> bool:
        return self.role == "full"

    @property
    def has_dimensions(self) -> bool:
        return self.role == "wins"


@dataclass(frozen=True, slots=True)
class RouteLane:
    picture: Lane
    actions: tuple[ActionRow | None, ...]  # one for each horizon


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A dimension on the route."""

    rank: str
    name: str
    step: str  # "2,4 to 3"
    lanes: tuple[RouteLane, ...]

    @property
    def height(self) -> int:
        """Rows of a table: bars and words for every lane."""
        return 2 * len(self.lanes)

    @property
    def is_single(self) -> bool:
        return len(self.lanes) == 1


@dataclass(frozen=True, slots=True)
class RouteHorizon:
    """A horizon of the route, and the questions of the basecamp that it ends at."""

    number: int
    name: str
    period: str
    until: str  # "until 12 June 2026"; empty without a date
    aim: str
    questions: tuple[tuple[str, str], ...]  # the phase, and what to answer with yes

    @property
    def when(self) -> str:
        return ", ".join(filter(None, (self.period, self.until)))


@dataclass(frozen=True, slots=True)
class Route:
    horizons: tuple[RouteHorizon, ...]
    rows: tuple[RouteRow, ...]
    role: str = ""

    @property
    def actions(self) -> tuple[ActionRow, ...]:
        """In the order of the route."""
        lanes = (lane for row in self.rows for lane in row.lanes)
        found = (action for lane in lanes for action in lane.actions if action)
        return tuple(sorted(found, key=lambda action: action.number))


# Answers.


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer: of one person, or how those of a group are spread."""

    code: str
    facet: str
    question: str
    level: int | None  # that one person chose, or that the group agreed
    lines: tuple[str, ...]  # of the option at that level
    missing: str  # why there is no level
    spread: Columns | None
    figures: tuple[str, ...]  # "mean 2,4", "consensus 0,62"
    mark: str  # "weighs most on the score"
    reason: str
    notes: tuple[str, ...]
    rests_on: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    rows: tuple[Answer, ...]
    role: str  # "marks": side by side, without the words of question and option; "list"
    note_word: str
    has_codes: bool

    @property
    def is_short(self) -> bool:
        return self.role == "marks"


# What holds other blocks.


@dataclass(frozen=True, slots=True)
class Callout:
    """Set apart, with who speaks or what it is: an insight, a pitfall, a decision."""

    heading: str
    parts: tuple[Prose, ...]
    role: str
    language: str = ""  # that it was written in, when a person wrote it
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks that belong together, arranged by their role."""

    role: str
    blocks: "tuple[Block, ...]"
    level: int | None = None  # coloured as that level


Block = (
    Heading
    | Text
    | Items
    | Facts
    | Score
    | Points
    | Table
    | Figure
    | Actions
    | Route
    | Answers
    | Callout
    | Panel
)


@dataclass(frozen=True, slots=True)
class Chapter:
    slug: str  # its anchor
    title: str
    blocks: tuple[Block, ...]
    role: str = ""  # how it is laid out: "wide", "dimension", "half"
    lead: str = ""
    key: str = ""  # in its place, of a chapter that is drawn: what the drawing says

    @property
    def is_part(self) -> bool:
        """One of several of a kind, with a head of its own. Those of a full measurement follow the
        chapter of priorities, where there is one: the contents set them in under it."""
        return self.role in {"dimension", "half"}

    @property
    def brief(self) -> str:
        """What a part says of itself where only its title shows: its score, and which it is."""
        if not self.is_part:
            return ""
        words = tuple(every_block(self.blocks))
        scores = [each.text for each in words if isinstance(each, Score)]
        places = [each.text for each in words if isinstance(each, Text) and each.role == "kicker"]
        return " · ".join((*scores[:1], *places[:1]))

    @property
    def is_broad(self) -> bool:
        """May be wider than a phone."""
        return any(isinstance(block, (Table, Actions, Route)) for block in self.blocks)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """In reading order, with what panels hold."""
    for block in blocks:
        yield block
        if isinstance(block, Panel):
            yield from every_block(block.blocks)

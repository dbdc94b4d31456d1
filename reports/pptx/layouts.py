"""The layouts of the deck: where every placeholder lies and how its text looks. Inches and points.

A size that stands here stands nowhere else: slides fill placeholders and inherit.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 13.333, 7.5  # of a slide, 16:9
LEFT, FULL = 0.65, 12.03  # margin, and width between the margins
TOP, BOTTOM = 1.8, 6.78  # of what stands under the title


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextLevel:
    """A level of an outline; colours are names of the theme."""

    size: int
    colour: str = "tx1"
    is_bold: bool = False
    is_bullet: bool = False
    before: int = 6  # points above a paragraph


@dataclass(frozen=True, slots=True)
class Placeholder:
    kind: str  # as OOXML names it
    index: int  # 0 for what has none
    name: str
    box: Box
    levels: tuple[TextLevel, ...] = ()  # none: those of the master
    anchor: str = "t"


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    placeholders: tuple[Placeholder, ...]
    kind: str = ""  # as OOXML names it, for programs that look for a title slide
    is_dark: bool = False
    band: Box | None = None  # white, on a dark layout


FOOTER = Placeholder(
    "ftr", 11, "Footer", Box(LEFT, 7.02, 10.8, 0.22), (TextLevel(11, "accent6"),), "ctr"
)
NUMBER = Placeholder(
    "sldNum", 12, "Slide number", Box(11.68, 7.02, 1.0, 0.22), (TextLevel(11, "accent6"),), "ctr"
)
TITLE = Placeholder("title", 0, "Title", Box(LEFT, 0.5, FULL, 0.6), (), "b")
LEAD = Placeholder("body", 13, "Lead", Box(LEFT, 1.17, FULL, 0.56), (TextLevel(16, "accent6"),))
_BODY = (
    TextLevel(16, is_bold=True, before=10),
    TextLevel(16, before=2),
    TextLevel(16, is_bullet=True, before=2),
)
_LARGER = (
    TextLevel(18, is_bold=True, before=14),
    TextLevel(18, before=2),
    TextLevel(18, is_bullet=True, before=2),
)
_HEADING = (TextLevel(16, "accent6", is_bold=True),)

COVER = Layout(
    "Cover",
    (
        Placeholder(
            "ctrTitle", 0, "Title", Box(LEFT, 1.35, 5.9, 2.6), (TextLevel(46, "bg1", is_bold=True),)
        ),
        Placeholder(
            "subTitle", 1, "Organisation", Box(LEFT, 5.6, 5.3, 1.25), (TextLevel(28, is_bold=True),)
        ),
        Placeholder(
            "body", 13, "Facts", Box(6.35, 5.6, 4.1, 1.3), (TextLevel(14, "accent6", before=1),)
        ),
        Placeholder(
            "body", 14, "Sender", Box(LEFT, 0.5, 6.6, 0.75), (TextLevel(16, "bg1", is_bold=True),)
        ),
        Placeholder("body", 15, "Report", Box(LEFT, 3.95, 6.6, 1.2), (TextLevel(18, "bg1"),), "b"),
        Placeholder("body", 16, "Contact", Box(LEFT, 6.95, FULL, 0.5), (TextLevel(14, "accent6"),)),
    ),
    kind="title",
    is_dark=True,
    band=Box(0, 5.35, WIDTH + 0.01, HEIGHT - 5.35),
)
STATEMENT = Layout(
    "Statement",
    (
        TITLE,
        Placeholder("body", 17, "Lead", Box(LEFT, 1.17, FULL, 0.36), LEAD.levels),
        Placeholder(
            "body",
            13,
            "Statement",
            Box(LEFT, 1.6, 7.55, 2.38),
            (TextLevel(24, "tx2", is_bold=True),),
        ),
        Placeholder("body", 14, "Text", Box(LEFT, 4.1, 7.55, 2.72), _BODY),
        Placeholder(
            "body",
            15,
            "Figure",
            Box(8.95, 1.4, 3.73, 1.05),
            (TextLevel(66, "tx2", is_bold=True),),
            "ctr",
        ),
        Placeholder("body", 16, "Caption", Box(8.95, 2.5, 3.73, 0.64), (TextLevel(14, "accent6"),)),
        FOOTER,
        NUMBER,
    ),
)
DECISION = Layout(
    "Decision",
    (
        TITLE,
        Placeholder(
            "body", 13, "Statement", Box(LEFT, TOP, 6.2, 4.4), (TextLevel(28, "tx2", is_bold=True),)
        ),
        Placeholder("body", 14, "Heading", Box(7.45, TOP, 5.23, 0.3), _HEADING),
        Placeholder("tbl", 15, "Table", Box(7.45, TOP + 0.35, 5.23, 4.4)),
        FOOTER,
        NUMBER,
    ),
)
CHART = Layout(
    "Chart",
    (
        TITLE,
        LEAD,
        Placeholder("chart", 14, "Chart", Box(LEFT, 1.75, 7.9, 5.15)),
        Placeholder("body", 15, "Text", Box(8.95, 4.0, 3.73, 2.8), _BODY),
        FOOTER,
        NUMBER,
    ),
)
FIGURES = Layout(
    "Table and chart",
    (
        TITLE,
        LEAD,
        Placeholder("tbl", 14, "Table", Box(LEFT, TOP, 9.2, 4.9)),
        Placeholder("chart", 15, "Chart", Box(9.98, TOP, 2.7, 4.9)),
        FOOTER,
        NUMBER,
    ),
)
TABLE = Layout(
    "Table",
    (TITLE, LEAD, Placeholder("tbl", 14, "Table", Box(LEFT, TOP, FULL, 4.9)), FOOTER, NUMBER),
)
COLUMNS = Layout(
    "Two columns",
    (
        TITLE,
        LEAD,
        Placeholder("body", 14, "Left heading", Box(LEFT, TOP, 5.7, 0.3), _HEADING),
        Placeholder("body", 15, "Left", Box(LEFT, TOP + 0.35, 5.7, 4.6), _LARGER),
        Placeholder("body", 16, "Right heading", Box(6.98, TOP, 5.7, 0.3), _HEADING),
        Placeholder("body", 17, "Right", Box(6.98, TOP + 0.35, 5.7, 4.6), _LARGER),
        FOOTER,
        NUMBER,
    ),
)
ROUTE = Layout(
    "Route",
    (
        TITLE,
        LEAD,
        Placeholder("tbl", 14, "Table", Box(LEFT, TOP + 0.65, FULL, 4.4)),
        FOOTER,
        NUMBER,
    ),
)

LAYOUTS = (COVER, STATEMENT, DECISION, CHART, FIGURES, TABLE, COLUMNS, ROUTE)
MASTER = (
    TITLE,
    Placeholder("body", 1, "Text", Box(LEFT, TOP, FULL, BOTTOM - TOP)),
    FOOTER,
    NUMBER,
)

"""Words in a drawing: how they are set, and in how many lines. Plain Python."""

from dataclasses import dataclass

from reports import colours
from reports.measure import text_width, wrapped
from reports.svg import Attributes, Point, element, text_content

FONT = "Inter, system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Type:
    size: float
    line: float  # from one line to the next
    ink: str = colours.INK
    weight: str = "400"

    @property
    def is_bold(self) -> bool:
        return self.weight != "400"

    def lines(self, text: str, width: float) -> list[str]:
        return wrapped(text, width, self.size, is_bold=self.is_bold)

    def width(self, text: str) -> float:
        return text_width(text, self.size, is_bold=self.is_bold)


def written(text: str, at: Point, type: Type, **more: str) -> str:
    """One line, on its base line; `more` are attributes of SVG with underscores."""
    attributes: Attributes = {
        "x": at[0],
        "y": at[1],
        "font-family": FONT,
        "font-size": type.size,
        "font-weight": type.weight,
        "fill": type.ink,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return element("text", attributes, text_content(text))

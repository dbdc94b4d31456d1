"""SVG as text. Every attribute and every text is escaped here; numbers always have a dot."""

from collections.abc import Mapping
from html import escape

from reports.prose import printable

NAMESPACE = "http://www.w3.org/2000/svg"

Point = tuple[float, float]
Attributes = Mapping[str, str | float]
Marks = Mapping[str, Attributes]  # what each kind of mark looks like: a class, or its colours


class Svg(str):
    """A whole picture: escaped already, so templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> "Svg":
        return self


def recoloured(picture: Svg, colour: str, other: str) -> Svg:
    """With one colour for another. Words stay: a quotation mark in them is escaped."""
    return Svg(picture.replace(f'"{colour}"', f'"{other}"'))


def number(value: float) -> str:
    """With at most two decimals and without a needless zero: 318, 142.5, 0.25."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def points(corners: list[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def text_content(text: str) -> str:
    """Escaped; without the characters that no XML document may hold."""
    return escape(printable(text), quote=True)


def element(tag: str, attributes: Attributes, *children: str) -> str:
    """`children` is SVG text that is already escaped: other elements, or `text_content`."""
    written = "".join(
        f' {name}="{text_content(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def image(
    width: float,
    height: float,
    *children: str,
    title: str = "",
    description: str = "",
    key: str = "",
    name: str = "",
) -> Svg:
    """A whole SVG. With a title it is an image with a name (`key` keeps its ids apart on one page);
    without one it is decoration beside words that say the same. `name` is a class for the page."""
    attributes: dict[str, str | float] = {
        "xmlns": NAMESPACE,
        "viewBox": f"0 0 {number(width)} {number(height)}",
    }
    if name:
        attributes["class"] = name
    if not title:
        hidden = {**attributes, "aria-hidden": "true", "focusable": "false"}
        return Svg(element("svg", hidden, *children))
    named = [element("title", {"id": f"{key}-title"}, text_content(title))]
    if description:
        named.append(element("desc", {"id": f"{key}-desc"}, text_content(description)))
    labelled = f"{key}-title {key}-desc" if description else f"{key}-title"
    shown = {**attributes, "role": "img", "aria-labelledby": labelled}
    return Svg(element("svg", shown, *named, *children))

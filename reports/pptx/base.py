"""What a deck is built on: the template of the house that it comes from, or our own."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from reports import colours
from reports.edition import Branding
from reports.formats import Format
from reports.house import our_template
from reports.pptx.house import complete, say_colours, theme_of

READABLE = 4.5  # contrast
DRAWN = {"tx1", "bg1", "accent6"}  # in charts the colours of the house, to be read on its slides


@dataclass(frozen=True, slots=True)
class Base:
    presentation: Any  # without slides
    layouts: Mapping[str, Any]  # by the names of ours
    has_plain_cover: bool = False  # of a house
    said: Mapping[str, str] | None = None  # colours of ours, where its theme has others
    drawn: Mapping[str, str] | None = None  # and those of charts, which stand on its background

    def finish(self) -> None:
        """Slides name colours of a theme; under that of a house they say ours."""
        if self.said is None or self.drawn is None:
            return
        for slide in self.presentation.slides:
            say_colours(slide._element, self.said)
            for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
                for each in chart._chartSpace.xpath(".//a:schemeClr[@val='accent6']"):
                    each.set("val", "tx1")
                say_colours(chart._chartSpace, self.drawn)


def base_of(branding: Branding) -> Base:
    if branding.template is None:
        return _of_ours(branding.accent)
    presentation = Presentation(io.BytesIO(branding.template.content))
    completed = complete(presentation)
    if not completed.lacks:  # begun from ours, so its colours mean what ours mean
        _recolour(presentation, branding.accent)
        return Base(presentation, completed.layouts)
    said = theme_of(_of_ours(branding.accent).presentation)
    drawn = {name: value for name, value in said.items() if name not in DRAWN}
    if _is_dark(presentation):
        drawn |= {"accent1": _bare(colours.LEVELS[1]), "accent2": _bare(branding.on_dark)}
    return Base(presentation, completed.layouts, completed.has_plain_cover, said, drawn)


def _is_dark(presentation: Any) -> bool:
    """Its background, as far as the theme says it: our dark lines would not stand out there."""
    names = presentation.slide_master._element.find(qn("p:clrMap"))
    paper = theme_of(presentation).get(names.get("bg1"), _bare(colours.PAPER))
    return colours.contrast(f"#{paper}", colours.PRIMARY) < READABLE


def _of_ours(accent: str) -> Base:
    presentation = Presentation(io.BytesIO(our_template(Format.PPTX)))
    _recolour(presentation, accent)
    return Base(presentation, {each.name: each for each in presentation.slide_layouts})


def _recolour(presentation: Any, accent: str) -> None:
    for theme in _themes(presentation) if accent else ():
        theme._blob = theme.blob.replace(_bare(colours.ACCENT).encode(), _bare(accent).encode())


def _bare(colour: str) -> str:
    return colour.lstrip("#")


def _themes(presentation: Any) -> Iterator[Any]:
    """Of the slides, and of the notes."""
    for part in (presentation.slide_master.part, presentation.notes_master.part):
        yield part.part_related_by(RELATIONSHIP_TYPE.THEME)

"""What a deck is built on: the template of the house that it comes from, or our own."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from reports import colours
from reports.edition import Branding
from reports.formats import Format
from reports.house import our_template
from reports.pptx.house import complete, say_colours, theme_of

DRAWN = {"tx1", "bg1", "accent6"}  # in charts the colours of the house, to be read on its slides


@dataclass(frozen=True, slots=True)
class Base:
    presentation: Any  # without slides
    layouts: Mapping[str, Any]  # by the names of ours
    has_plain_cover: bool = False  # of a house
    colours: Mapping[str, str] | None = None  # of ours, where its theme has others

    def finish(self) -> None:
        """Slides name colours of a theme; under that of a house they say ours."""
        if self.colours is None:
            return
        drawn = {name: value for name, value in self.colours.items() if name not in DRAWN}
        for slide in self.presentation.slides:
            say_colours(slide._element, self.colours)
            for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
                for each in chart._chartSpace.xpath(".//a:schemeClr[@val='accent6']"):
                    each.set("val", "tx1")
                say_colours(chart._chartSpace, drawn)


def base_of(branding: Branding) -> Base:
    if branding.template is None:
        return _of_ours(branding.accent)
    presentation = Presentation(io.BytesIO(branding.template.content))
    completed = complete(presentation)
    if not completed.lacks:  # begun from ours, so its colours mean what ours mean
        _recolour(presentation, branding.accent)
        return Base(presentation, completed.layouts)
    said = theme_of(_of_ours(branding.accent).presentation)
    return Base(presentation, completed.layouts, completed.has_plain_cover, said)


def _of_ours(accent: str) -> Base:
    presentation = Presentation(io.BytesIO(our_template(Format.PPTX)))
    _recolour(presentation, accent)
    return Base(presentation, {each.name: each for each in presentation.slide_layouts})


def _recolour(presentation: Any, accent: str) -> None:
    for theme in _themes(presentation) if accent else ():
        theme._blob = theme.blob.replace(_digits(colours.ACCENT), _digits(accent))


def _digits(colour: str) -> bytes:
    return colour.lstrip("#").encode()


def _themes(presentation: Any) -> Iterator[Any]:
    """Of the slides, and of the notes."""
    for part in (presentation.slide_master.part, presentation.notes_master.part):
        yield part.part_related_by(RELATIONSHIP_TYPE.THEME)

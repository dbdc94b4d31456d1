"""A deck under construction: slides whose placeholders are filled, never hard-coded text."""

import io
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from reports.pptx.base import empty_deck, theme
from reports.pptx.layouts import LAYOUTS, Box, Layout
from reports.pptx.text import Text, clean, fits_whole, fitted
from reports.report import Report

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide with the layout that it follows."""

    slide: Any
    layout: Layout

    def placeholder(self, index: int) -> Any:
        return next(
            each for each in self.slide.placeholders if each.placeholder_format.idx == index
        )

    def fill(self, index: int, *texts: Text | str) -> None:
        """Text that fits: smaller where it must, cut where that does not help."""
        spec = next(each for each in self.layout.placeholders if each.index == index)
        paragraphs = [Text(each) if isinstance(each, str) else each for each in texts]
        kept, scale = fitted(paragraphs, spec)
        if not kept:
            return
        frame = self.placeholder(index).text_frame
        frame.clear()
        write(frame, kept)
        if scale < 100:
            fit = frame._txBody.bodyPr.get_or_change_to_normAutofit()
            fit.set("fontScale", str(scale * 1000))

    def has_room(self, index: int, *texts: Text) -> bool:
        """Whole, be it smaller."""
        spec = next(each for each in self.layout.placeholders if each.index == index)
        return fits_whole(texts, spec)

    def tell(self, *texts: Text | str) -> None:
        """The speaker notes."""
        paragraphs = [Text(each) if isinstance(each, str) else each for each in texts]
        cleaned = [replace(each, text=clean(each.text)) for each in paragraphs]
        write(self.slide.notes_slide.notes_text_frame, [each for each in cleaned if each.text])


def write(frame: Any, texts: Iterable[Text]) -> None:
    for number, each in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each.text
        say_language(run, each.language)
        if each.level:
            paragraph.level = each.level


def say_language(run: Any, language: str) -> None:
    """Of one run; those that keep silent get the language of the deck in the end."""
    if language:
        run._r.get_or_add_rPr().set("lang", LANGUAGES[language])


def describe(shape: Any, description: str) -> None:
    """Alternative text; an empty one marks decoration, that screen readers skip."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", clean(description))
    if not description:
        properties.append(parse_xml(DECORATIVE))


def inches(box: Box) -> tuple[Any, Any, Any, Any]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


class Deck:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.said: set[str] = set()  # insights that have had their place: SUMMARY, dimension slugs
        self._accent = report.edition.branding.accent
        self._presentation: Any = Presentation(io.BytesIO(empty_deck(self._accent)))

    def add(self, layout: Layout, title: str, lead: str = "") -> Sheet:
        own = self._presentation.slide_layouts[LAYOUTS.index(layout)]
        sheet = Sheet(self._presentation.slides.add_slide(own), layout)
        sheet.fill(0, title)
        if lead:
            sheet.fill(13, lead)
        return sheet

    def as_bytes(self) -> bytes:
        self._name()
        for number, slide in enumerate(self._presentation.slides):
            if number:
                self._add_foot(slide)
            _drop_empty_placeholders(slide)
            for identity, each in enumerate(slide._element.xpath(".//p:cNvPr"), start=1):
                each.set("id", str(identity))
        self._dress_notes()
        self._say_language()
        package = io.BytesIO()
        self._presentation.save(package)
        return package.getvalue()

    def _name(self) -> None:
        about, properties = self.report.about, self._presentation.core_properties
        properties.title = clean(self._presentation.slides[0].shapes.title.text)
        properties.subject = clean(about.organisation)
        properties.author = clean(self.report.edition.branding.sender) or "Kanaalkompas"
        properties.last_modified_by = properties.author
        properties.language = LANGUAGES[self.report.language]
        properties.comments = ""

    def _add_foot(self, slide: Any) -> None:
        """Footer and number, which python-pptx leaves to the layout."""
        for each in slide.slide_layout.placeholders:
            if each.placeholder_format.idx not in (11, 12):
                continue
            element = deepcopy(each._element)
            for name in ("a:xfrm", "a:prstGeom"):
                for inherited in element.findall(f".//{qn(name)}"):
                    inherited.getparent().remove(inherited)
            for spoken in element.xpath(".//*[@lang]"):
                del spoken.attrib["lang"]
            styles = element.find(f".//{qn('a:lstStyle')}")
            for style in list(styles):
                styles.remove(style)
            slide.shapes._spTree.append(element)
            if each.placeholder_format.idx == 11:
                footer = slide.shapes[-1]
                footer.text_frame.text = self._footer()

    def _footer(self) -> str:
        """Who it is about and who it comes from, as long as in the running lines of paper."""
        organisation = Truncator(clean(self.report.about.organisation)).chars(70)
        sender = Truncator(clean(self.report.edition.branding.sender)).chars(40)
        return " · ".join(filter(None, (organisation, sender))) or "Kanaalkompas"

    def _dress_notes(self) -> None:
        """The notes in our own theme too."""
        part = self._presentation.notes_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        part._element = parse_xml(theme(self._accent).encode())

    def _say_language(self) -> None:
        """On every run that does not say its own, and on what is typed behind it later."""
        language = LANGUAGES[self.report.language]
        for slide in self._presentation.slides:
            frames = (shape for shape in slide.shapes if shape.has_chart)
            charts = [frame.chart.part._element for frame in frames]
            for root in (slide._element, slide.notes_slide._element, *charts):
                for run in root.iter(qn("a:r")):
                    properties = run.get_or_add_rPr()
                    properties.set("lang", properties.get("lang") or language)
                for name in ("a:endParaRPr", "a:defRPr"):
                    for properties in root.iter(qn(name)):
                        properties.set("lang", language)
                for field in root.iter(qn("a:fld")):
                    field.get_or_add_rPr().set("lang", language)


def _drop_empty_placeholders(slide: Any) -> None:
    for shape in list(slide.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)

"""A deck under construction: slides whose placeholders are filled, never hard-coded text."""

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from reports.content import chapters
from reports.content.blocks import Chapter
from reports.content.cover import BRAND, Cover, cover
from reports.edition import Branding
from reports.pptx.base import base_of
from reports.pptx.template import Room, room_of
from reports.pptx.text import (
    AT_THE_LIMIT,
    TITLE_SMALLEST,
    Text,
    clean,
    cleaned,
    picked,
    scale_of,
    set_line,
    typeset,
)
from reports.report import Report

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
TITLE, KICKER, FOOTER, NUMBER = 0, 10, 11, 12  # placeholders of every layout but the cover
WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)  # of a slide of ours
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Box:
    """Inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide."""

    slide: Any

    def placeholder(self, index: int) -> Any:
        return _placeholder(self.slide, index)

    @property
    def stretch(self) -> tuple[float, float]:
        """How much wider and higher it is than a slide of ours."""
        deck = self.slide.part.package.presentation_part.presentation
        return deck.slide_width / WIDTH, deck.slide_height / HEIGHT

    def room(self, index: int) -> Room:
        return room_of(_placeholder(self.slide.slide_layout, index))

    def fill(self, index: int, *texts: Text | str) -> list[Text]:
        """What has room: smaller where it must, then less, in whole sentences. Gives the rest."""
        room = self.room(index)
        kept, left = picked(typeset(texts), room)
        if left and not kept:
            kept = [left.pop(0)]
        self._write(index, kept, scale_of(kept, room) or scale_of(kept, room, AT_THE_LIMIT))
        return left

    def entitle(self, candidates: Sequence[Text]) -> Text:
        """By the first that has room as a title, else the last."""
        room = self.room(TITLE)
        for each in candidates:
            if scale := scale_of([each], room, TITLE_SMALLEST):
                break
        else:
            scale = scale_of([each], room) or scale_of([each], room, AT_THE_LIMIT) or 1
        self._write(TITLE, [each], scale)
        return each

    def fill_whole(self, index: int, *versions: Sequence[Text]) -> None:
        """With the first version that has room, else with all of the last, as small as it takes."""
        room = self.room(index)
        for texts in map(typeset, versions):
            if scale := scale_of(texts, room):
                break
        else:
            scale = scale_of(texts, room, AT_THE_LIMIT)
        self._write(index, texts, scale)

    def _write(self, index: int, texts: Sequence[Text], scale: float | None) -> None:
        if texts:
            frame = self.placeholder(index).text_frame
            frame.clear()
            write(frame, texts)
            levels = self.room(index)
            for paragraph, each in zip(frame.paragraphs, texts, strict=True):
                if scale and scale < 1:
                    paragraph.runs[0].font.size = Pt(levels.level(each.level).size * scale)

    def says(self, text: str) -> bool:
        """As its title."""
        return bool(set_line(text) == self.slide.shapes.title.text)

    def unsaid(self, texts: Sequence[Text]) -> list[Text]:
        """Without the one that is the title."""
        return [each for each in texts if not self.says(each.text)]

    def tell(self, *texts: Text | str) -> None:
        """The speaker notes."""
        write(self.slide.notes_slide.notes_text_frame, cleaned(texts))


def _placeholder(slide: Any, index: int) -> Any:
    return next(each for each in slide.placeholders if each.placeholder_format.idx == index)


def write(frame: Any, texts: Iterable[Text]) -> None:
    for number, each in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each.text
        if each.language:  # those that keep silent get the language of the deck in the end
            run._r.get_or_add_rPr().set("lang", LANGUAGES[each.language])
        if each.level:
            paragraph.level = each.level


def describe(shape: Any, description: str) -> None:
    """Alternative text; an empty one marks decoration, that screen readers skip."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", clean(description))
    if not description:
        properties.append(parse_xml(DECORATIVE))


def inches(box: Box) -> tuple[Any, Any, Any, Any]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


class Deck:
    def __init__(
        self, front: Cover, branding: Branding, *, organisation: str, language: str
    ) -> None:
        self.front = front
        self.branding = branding
        self.organisation = organisation  # may be empty
        self.language = language
        self._titles: set[str] = set()
        self._base = base_of(branding)
        self._presentation = self._base.presentation

    def add(self, layout: str, kicker: str, *titles: Text | str) -> Sheet:
        """The title is the first that has room and is on no other slide yet; the kicker, what the
        slide is about, stands in where there is none."""
        sheet = Sheet(self._presentation.slides.add_slide(self._base.layouts[layout]))
        fresh = [each for each in typeset((*titles, kicker)) if each.text not in self._titles]
        title = sheet.entitle(fresh or typeset([kicker]))
        self._titles.add(title.text)
        if kicker and not sheet.says(kicker):
            sheet.fill(KICKER, kicker)
        return sheet

    def width_of(self, layout: str, index: int) -> float:
        """Of a placeholder, in inches."""
        return float(_placeholder(self._base.layouts[layout], index).width.inches)

    @property
    def has_plain_cover(self) -> bool:
        """That of a house: a title, and lines below it."""
        return self._base.has_plain_cover

    def as_bytes(self) -> bytes:
        self._name()
        for number, slide in enumerate(self._presentation.slides):
            if number:
                self._add_foot(slide)
            _drop_empty_placeholders(slide)
            for identity, each in enumerate(slide._element.xpath(".//p:cNvPr"), start=1):
                each.set("id", str(identity))
        self._say_language()
        self._base.finish()
        package = io.BytesIO()
        self._presentation.save(package)
        return package.getvalue()

    def _name(self) -> None:
        properties, front = self._presentation.core_properties, self.front
        properties.title = clean(front.subject)[:255]
        properties.subject = clean(front.about)[:255]
        properties.author = properties.last_modified_by = clean(front.brand)
        properties.language = LANGUAGES[self.language]
        properties.comments = ""

    def _add_foot(self, slide: Any) -> None:
        """Footer and number, which python-pptx leaves to the layout."""
        for each in slide.slide_layout.placeholders:
            if each.placeholder_format.idx not in (FOOTER, NUMBER):
                continue
            element = deepcopy(each._element)
            for name in ("a:xfrm", "a:prstGeom"):
                for inherited in element.findall(f".//{qn(name)}"):
                    inherited.getparent().remove(inherited)
            for spoken in element.xpath(".//*[@lang]"):
                del spoken.attrib["lang"]
            styles = element.find(f".//{qn('a:lstStyle')}")
            for style in list(styles if styles is not None else ()):
                styles.remove(style)
            slide.shapes._spTree.append(element)
            if each.placeholder_format.idx == FOOTER:
                slide.shapes[-1].text_frame.text = self._footer(room_of(each))

    def _footer(self, room: Room) -> str:
        """Who it is about and who it comes from, as far as that has room in one line."""
        organisation, sender = clean(self.organisation), clean(self.front.sender)
        both = " · ".join(filter(None, (organisation, sender)))
        names = filter(None, (both, organisation, sender))
        return next((each for each in names if _has_line(each, room)), BRAND)

    def _say_language(self) -> None:
        """On every run that does not say its own, and on what is typed behind it later."""
        language = LANGUAGES[self.language]
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


class ResultDeck(Deck):
    """Of one result: its slides show some of its chapters."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            cover(report),
            report.edition.branding,
            organisation=report.about.organisation,
            language=report.language,
        )
        self.report = report
        self.chapters = chapters(report)

    def chapter(self, slug: str) -> Chapter | None:
        return next((each for each in self.chapters if each.slug == slug), None)


def _has_line(text: str, room: Room) -> bool:
    return scale_of([Text(text)], room, room.level(0).size) is not None


def _drop_empty_placeholders(slide: Any) -> None:
    for shape in list(slide.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)

"""What a template of a house may lack, and is taken from ours; for documents and slides alike."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from reports.formats import Format

OURS = {
    kind: Path(__file__).parent / kind / f"template.{kind}" for kind in (Format.DOCX, Format.PPTX)
}


@cache
def our_template(kind: Format) -> bytes:
    return OURS[kind].read_bytes()


class Lack(StrEnum):
    COVER = "cover"  # the page with the radar; a plain one in its place
    TITLE = "title"
    HEADINGS = "headings"
    LISTS = "lists"
    CAPTION = "caption"
    CONTENTS = "contents"
    TABLES = "tables"  # how they look
    HEADER = "header"
    FOOTER = "footer"
    PAGE = "page"  # with room for our tables
    SLIDE_COVER = "slide-cover"
    SLIDE_OPENING = "slide-opening"
    SLIDE_DECISION = "slide-decision"
    SLIDE_CHART = "slide-chart"
    SLIDE_TABLE_CHART = "slide-table-chart"
    SLIDE_TABLE = "slide-table"
    SLIDE_COLUMNS = "slide-columns"
    SLIDE_TEXT = "slide-text"
    SLIDE_FIGURE = "slide-figure"
    SLIDE_ROUTE = "slide-route"
    SLIDE_FRAME = "slide-frame"  # where its title and text lie

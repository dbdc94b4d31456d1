"""Our own HTML as a tree that WeasyPrint lays out, read by the parser of XML.

WeasyPrint reads HTML with a parser in Python, a tenth of the whole time of a report. What our
templates print is well-formed but for the elements that never have content, so once those are
closed the parser of XML, in C, makes the same tree in a hundredth of that. Whatever it refuses is
read as HTML after all.
"""

import re
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML  # noqa: TID253 -- only reports.pdf imports this

_EMPTY = re.compile(r"<(br|col|hr|img|link|meta)\b([^<>]*?)\s*/?>")
_DOCTYPE = re.compile(r"^\s*<!doctype html>", re.IGNORECASE)
_SPACE_AT_END = re.compile(r"\s+(?=</(?:p|li|h[1-6]|t[dh]|d[dt])>)")
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Markup(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """An HTML of WeasyPrint that begins with a tree. Raises ElementTree.ParseError."""

    def __init__(self, html: str, base_url: str, url_fetcher: Any) -> None:
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        root = ElementTree.fromstring(well_formed(html))  # noqa: S314 -- has no document type
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def well_formed(html: str) -> str:
    """Without a document type, so that no entity can be declared; empty elements closed."""
    return _EMPTY.sub(r"<\1\2/>", _DOCTYPE.sub("", html, count=1))


def without_space_at_end(html: str) -> str:
    """Without the space that no reader sees: WeasyPrint gives it room in the last line of a text,
    and where only that is too wide breaks this line after its first word."""
    return _SPACE_AT_END.sub("", html)


def document_of(html: str, *, base_url: str, url_fetcher: Any) -> HTML:
    printable = without_space_at_end(_NEVER_IN_XML.sub("", html))
    try:
        return Markup(printable, base_url, url_fetcher)
    except ElementTree.ParseError:
        return HTML(string=printable, base_url=base_url, url_fetcher=url_fetcher)

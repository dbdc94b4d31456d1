"""The empty document: `template.docx` beside this file, with its styles, theme, lists and settings.

It was made for these reports: open it in a word processor to change how they look.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn

from reports import colours

PATH = Path(__file__).resolve().parent / "template.docx"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def empty_document(language: str, accent: str) -> Document:
    """`accent` is "#rrggbb"; empty for our own, which stands in the template."""
    document = docx.Document(io.BytesIO(_template()))
    _speak(document, LOCALES[language])
    if accent:
        _recolour(document, accent.lstrip("#"))
    return document


@cache
def _template() -> bytes:
    return PATH.read_bytes()


def _speak(document: Document, locale: str) -> None:
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), locale)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), locale)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), "," if locale == "nl-NL" else ".")


def _recolour(document: Document, accent: str) -> None:
    """In the styles, and in the theme for those who go on with the document."""
    ours = colours.ACCENT.lstrip("#")
    for mark in document.styles.element.iter():
        if mark.get(qn("w:color")) == ours:
            mark.set(qn("w:color"), accent)
        if mark.tag == qn("w:color") and mark.get(qn("w:val")) == ours:
            mark.set(qn("w:val"), accent)
    for theme in _themes(document):
        theme._blob = theme.blob.replace(ours.encode(), accent.encode())


def _themes(document: Document) -> Iterator[Part]:
    for related in document.part.rels.values():
        if related.reltype.endswith("/theme"):
            yield related.target_part

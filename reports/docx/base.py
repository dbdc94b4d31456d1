"""What a document is built on: the template of the house that it comes from, or our own."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn

from reports import colours
from reports.docx.house import complete
from reports.docx.template import LOCALES
from reports.edition import Branding
from reports.formats import Format
from reports.house import Lack, our_template

OWN = frozenset({Lack.HEADER, Lack.FOOTER})  # of ours: each document has its own


@dataclass(frozen=True, slots=True)
class Base:
    document: Document  # without text
    lacks: frozenset[Lack]
    is_of_house: bool

    @property
    def has_other_theme(self) -> bool:
        """Than ours, so that its colours stand for something else."""
        return self.is_of_house and not self.lacks <= OWN


def base_of(branding: Branding, language: str) -> Base:
    template = branding.template
    document = docx.Document(
        io.BytesIO(template.content if template else our_template(Format.DOCX))
    )
    lacks = complete(document) if template else OWN
    _speak(document, LOCALES[language])
    if branding.accent:
        _recolour(document, branding.accent.lstrip("#"))
    return Base(document, lacks, is_of_house=template is not None)


def _speak(document: Document, locale: str) -> None:
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), locale)
    said = {"w:themeFontLang": locale, "w:decimalSymbol": "," if locale == "nl-NL" else "."}
    for name, value in said.items():
        for each in document.settings.element.findall(qn(name)):
            each.set(qn("w:val"), value)


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

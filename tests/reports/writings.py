"""All words of each way to print a report, to look in for what must, or must not, stand there."""

import io
import xml.etree.ElementTree as ET
from zipfile import ZipFile

from reports.chapters import report_html
from reports.formats import Format
from reports.making import render

OFFICE = {"document": Format.DOCX, "slides": Format.PPTX, "spreadsheet": Format.XLSX}


def written(report):
    """By way; the PDF as the HTML that it is typeset from."""
    office = {way: _office_words(render(report, format)) for way, format in OFFICE.items()}
    return {"PDF": " ".join(report_html(report).split()), **office}


def _office_words(content):
    with ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join("".join(ET.fromstring(part).itertext()) for part in parts)

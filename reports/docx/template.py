"""The empty document: styles, theme, lists and settings, from the parts in `template/`.

They are readable XML and not a binary template: they show in a diff, take their colours from the
tokens and leave nothing in the document that we did not choose.
"""

import io
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document

from reports import colours

FOLDER = Path(__file__).resolve().parent / "template"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def empty_document(language: str, accent: str) -> Document:
    """`accent` is "#rrggbb"; empty for our own."""
    tokens = colours.TOKENS | ({"accent": accent} if accent else {})
    values = {name.replace("-", "_"): colour.lstrip("#") for name, colour in tokens.items()}
    words = {"locale": LOCALES[language], "decimal_symbol": "," if language == "nl" else "."}
    package = io.BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        for name, part in _parts().items():
            archive.writestr(name, string.Template(part).substitute(values | words))
    return docx.Document(package)


@cache
def _parts() -> Mapping[str, str]:
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in paths}

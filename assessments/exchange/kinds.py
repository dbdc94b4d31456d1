"""What kind of file somebody gave in place of an assessment, in a reader's words."""

import json
import re

from django.utils.translation import gettext as _

MARKUP = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
DRAWING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b", re.IGNORECASE)
COLUMNS = re.compile(r"[^\r\n]*(?:;|\t|,\S)")
RESULT = re.compile(r'\s*{\s*"format"\s*:\s*"kanaalkompas/result@')


def kind_of(content: bytes) -> str:
    """A sentence; empty for what looks like text that could have become one of ours."""
    for opening, words in _signatures():
        if content.startswith(opening):
            return words
    if content.startswith(b"PK"):
        return _packed(content)
    text = content[:4096].decode(json.detect_encoding(content), errors="ignore")
    if MARKUP.match(text):
        return _("This is a web page, perhaps one that was saved instead of the file.")
    if DRAWING.match(text):
        return _("This is a drawing (SVG).")
    if RESULT.match(text):
        return _("This is a result: it holds the scores, not the answers that they come from.")
    if not text.lstrip().startswith(("{", "[")):
        if COLUMNS.match(text):
            return _("This is a list with columns (CSV), as a spreadsheet saves it.")
        return _("This is no JSON file, or it was changed by another program.")
    return ""


def _signatures() -> list[tuple[bytes | tuple[bytes, ...], str]]:
    picture = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
    return [
        (b"%PDF", _("This is a PDF, perhaps the report.")),
        (picture, _("This is a picture.")),
        (b"{\\rtf", _("This is a document of a word processor, perhaps the report.")),
        (b"\xd0\xcf\x11\xe0", _("This is a document of an older office program.")),
    ]


def _packed(content: bytes) -> str:
    """Office programs pack their files: the names of the parts tell which one it was."""
    if b"word/" in content:
        return _("This is a document of a word processor, perhaps the report.")
    if b"xl/" in content:
        return _("This is a spreadsheet, perhaps the plan of action.")
    if b"ppt/" in content:
        return _("These are slides, perhaps the report.")
    return _("This is a packed folder (ZIP). Unpack it first and choose the file in it.")

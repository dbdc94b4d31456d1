"""The words of a PDF, by PDFium: pypdf, which reads the rest, takes nine times as long for them."""

from contextlib import closing

import pypdfium2


def page_texts(content):
    """The text of each page of a PDF, given as bytes; a space is a space, as for a reader."""
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return [_text_of(page) for page in pdf]


def _text_of(page):
    with closing(page), closing(page.get_textpage()) as text:
        return text.get_text_range().replace("\N{NO-BREAK SPACE}", " ")

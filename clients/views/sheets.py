"""A list as a file that a spreadsheet opens."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that would be worked out


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    sheet = StringIO()
    written = csv.writer(sheet, delimiter=";")
    written.writerows([plain_cell(each) for each in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # With the mark by which spreadsheets know UTF-8.
    content = sheet.getvalue().encode("utf-8-sig")
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def plain_cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text

"""A report in each of its formats but PDF. A format's library is loaded when it is first made.

Only the render process and the command line call this: measured in a web thread, a picture held up
every other page for 0.2 seconds and a document for longer.
"""

import base64
import pickle
from io import BytesIO
from types import MappingProxyType
from typing import Any

from reports.formats import Format
from reports.report import Report
from reports.standalone import plan_picture, radar_picture

RADAR_WIDTH = 1600  # pixels
PLAN_WIDTH = 2000


def render(report: Report, format: Format) -> bytes:
    match format:
        case Format.DOCX:
            from reports.docx import render_docx  # noqa: PLC0415 -- loads python-docx

            return render_docx(report)
        case Format.PPTX:
            from reports.pptx import render_pptx  # noqa: PLC0415 -- loads python-pptx

            return render_pptx(report)
        case Format.XLSX:
            from reports.xlsx import render_xlsx  # noqa: PLC0415 -- loads openpyxl

            return render_xlsx(report)
        case Format.RADAR:
            return _png(radar_picture(report), RADAR_WIDTH)
        case Format.PLAN:
            return _png(plan_picture(report), PLAN_WIDTH)
        case Format.PDF:
            raise ValueError("a PDF is made of HTML, by reports.rendering")


def _png(svg: str, width: int) -> bytes:
    from reports.pictures import png  # noqa: PLC0415 -- loads resvg

    return png(svg, width)


def packed(report: Report) -> str:
    """As one line for the pipe to the render process."""
    parcel = BytesIO()
    _Packer(parcel).dump(report)
    return base64.b64encode(parcel.getvalue()).decode()


def unpacked(parcel: str) -> Report:
    """Only of what `packed` made in our own web process: a pickle can do anything."""
    report = pickle.loads(base64.b64decode(parcel))  # noqa: S301 -- see above
    if not isinstance(report, Report):
        raise TypeError("not a report")
    return report


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        """Read-only mappings, which pickle does not know, travel as plain ones."""
        return (dict, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented

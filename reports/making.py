"""A report in each of its formats. A format's library is loaded when it is first made.

Only the render process and the command line call this: measured in a web thread, a picture held up
every other page for 0.2 seconds and a document for longer.
"""

from collections.abc import Callable

from reports.chapters import report_html
from reports.comparison import ComparisonReport
from reports.comparison_pages import comparison_html
from reports.formats import Format
from reports.kit import Kit
from reports.kit_pages import kit_html
from reports.printed import Printed
from reports.report import Report
from reports.standalone import radar_picture, route_picture

RADAR_WIDTH = 1600  # pixels
ROUTE_WIDTH = 2000


Progress = Callable[[int], None]


def render(printed: Printed, format: Format, progress: Progress = lambda step: None) -> bytes:
    """Calls `progress` with the step that begins, counted from 1."""
    progress(1)
    match printed:
        case Kit():
            return render_kit(printed, lambda step: progress(step + 1))
        case ComparisonReport():
            return _of_a_comparison(printed, format, progress)
        case Report():
            return _of_a_result(printed, format, progress)


def _of_a_result(report: Report, format: Format, progress: Progress) -> bytes:
    match format:
        case Format.PDF:
            return render_pdf(report, lambda step: progress(step + 1))
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
        case Format.ROUTE:
            return _png(route_picture(report), ROUTE_WIDTH)
        case Format.KIT:
            raise ValueError("of a workshop, not of a result")


def _of_a_comparison(report: ComparisonReport, format: Format, progress: Progress) -> bytes:
    match format:
        case Format.PDF:
            return render_comparison(report, lambda step: progress(step + 1))
        case Format.PPTX:
            from reports.pptx import comparison_pptx  # noqa: PLC0415 -- loads python-pptx

            return comparison_pptx(report)
        case Format.XLSX:
            from reports.xlsx import comparison_xlsx  # noqa: PLC0415 -- loads openpyxl

            return comparison_xlsx(report)
        case _:
            raise ValueError("of a result, not of a comparison")


def render_pdf(report: Report, progress: Progress = lambda step: None) -> bytes:
    """Raises reports.pdf.PdfError."""
    from reports.pdf import html_to_pdf  # noqa: PLC0415 -- loads WeasyPrint

    return html_to_pdf(report_html(report), progress, logo=report.edition.branding.logo)


def render_kit(kit: Kit, progress: Progress = lambda step: None) -> bytes:
    """Raises reports.pdf.PdfError."""
    from reports.pdf import KIT_SHEET, REPORT_SHEET, html_to_pdf  # noqa: PLC0415 -- loads WeasyPrint

    logo, sheets = kit.edition.branding.logo, (REPORT_SHEET, KIT_SHEET)
    return html_to_pdf(kit_html(kit), progress, logo=logo, sheets=sheets)


def render_comparison(report: ComparisonReport, progress: Progress = lambda step: None) -> bytes:
    """Raises reports.pdf.PdfError."""
    from reports.pdf import COMPARISON_SHEET, REPORT_SHEET, html_to_pdf  # noqa: PLC0415 -- loads WeasyPrint

    logo, sheets = report.edition.branding.logo, (REPORT_SHEET, COMPARISON_SHEET)
    return html_to_pdf(comparison_html(report), progress, logo=logo, sheets=sheets)


def _png(svg: str, width: int) -> bytes:
    from reports.pictures import png  # noqa: PLC0415 -- loads resvg

    return png(svg, width)

"""The result as slides for a board: 16:9, native charts and tables, the text in the notes."""

from reports.report import Report


def render_pptx(report: Report) -> bytes:
    """The deck in the language of the report."""
    from reports.pptx.slides import render_pptx  # noqa: PLC0415 -- loads python-pptx

    return render_pptx(report)

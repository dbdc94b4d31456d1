"""A result, or a comparison, as slides for a board: 16:9, native charts and tables, the text in the
notes."""

from reports.comparison import ComparisonReport
from reports.report import Report


def render_pptx(report: Report) -> bytes:
    """The deck in the language of the report."""
    from reports.pptx.slides import render_pptx  # noqa: PLC0415 -- loads python-pptx

    return render_pptx(report)


def comparison_pptx(report: ComparisonReport) -> bytes:
    """The same of a comparison."""
    from reports.pptx.comparison import comparison_pptx  # noqa: PLC0415 -- loads python-pptx

    return comparison_pptx(report)

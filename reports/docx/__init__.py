"""The report as an editable document. Loads python-docx when the first one is made, not before."""

from reports.report import Report


def render_docx(report: Report) -> bytes:
    """The sections of the PDF as a .docx, with real headings, lists and tables."""
    from reports.docx.document import document_of  # noqa: PLC0415 -- loads python-docx

    return document_of(report)

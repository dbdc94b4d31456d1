"""The result as a spreadsheet to work on. Loads openpyxl: only the render process and the command
line import this package."""

from reports.xlsx.comparison import comparison_xlsx
from reports.xlsx.workbook import render_xlsx

__all__ = ["comparison_xlsx", "render_xlsx"]

"""The result as a spreadsheet to work on. Loads openpyxl: only the render process and the command
line import this package."""

from reports.xlsx.workbook import render_xlsx

__all__ = ["render_xlsx"]

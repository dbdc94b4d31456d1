"""The sheet Actions: the route as a list to work from."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from maturity.definition import Action
from maturity.telling import step_title
from reports import colours
from reports.content.actions import action_rows
from reports.content.route import has_actions, nothing_planned
from reports.edition import Part
from reports.report import Report
from reports.xlsx import looks
from reports.xlsx.page import Column, Page, Row

YEAR_2000 = "36526"  # the day number of 1 January


def actions_sheet(workbook: Workbook, report: Report) -> None:
    columns = _columns(report)
    accent = report.edition.branding.accent
    page = Page(workbook, _("Actions"), [column.width for column in columns], accent)
    page.line(_("Actions"), looks.TITLE)
    if not has_actions(report):
        page.line(nothing_planned(report))
        return
    page.line(_("In the order of the route. Fill in the coloured columns: status, who and when."))
    page.gap()
    head = page.table("Actions", columns, _rows(report))
    page.freeze(head, 4)
    _help_filling_in(page, head, [column.heading for column in columns])


def _columns(report: Report) -> list[Column]:
    date = replace(looks.FILL_IN, format=looks.date_format(report.language))
    columns = [
        Column(_("No."), 7, looks.NUMBER),
        Column(_("Dimension"), 20),
        Column(_("Step"), 18),
        Column(_("Action"), 32, looks.STRONG),
        Column(_("Description"), 56),
        Column(_("Owner"), 22),
        Column(_("Effort"), 14),
        Column(_("Impact"), 10, looks.NUMBER),
        Column(_("Horizon"), 11, looks.NUMBER),
        Column(_("When"), 18),
        Column(_("Measure"), 36),
        Column(_("Depends on"), 36),
    ]
    if report.edition.has(Part.QUICK_WINS):
        columns.append(Column(_("Quick win"), 11))
    return [
        *columns,
        Column(_("Status"), 15, looks.FILL_IN),
        Column(_("Who"), 20, looks.FILL_IN),
        Column(_("Due date"), 18, date),
    ]


def _rows(report: Report) -> Iterator[Row]:
    actions = [placed.action for placed in report.advice.route.placed]
    wins = {action.slug for action in report.advice.quick_wins}
    for row, action in zip(action_rows(report, actions), actions, strict=True):
        cells = (
            row.number,
            row.dimension,
            _step(report, action),
            row.title,
            row.description,
            row.owner,
            row.effort,
            row.impact,
            row.horizon,
            row.when,
            row.measure,
            "\n".join(filter(None, (row.after, row.moved))),
        )
        win = (_("yes") if row.slug in wins else _("no"),)
        yield (*cells, *win * report.edition.has(Part.QUICK_WINS), None, None, None)


def _step(report: Report, action: Action) -> str:
    step = report.advice.dimension(action.dimension).step_advice
    return step_title(report.definition, step) if step else ""


def _help_filling_in(page: Page, head: int, headings: list[str]) -> None:
    """A list for the status, dates only as dates; what is done is grey, what is late stands out."""
    first, last = head + 1, page.sheet.max_row
    status = get_column_letter(headings.index(_("Status")) + 1)
    due = get_column_letter(headings.index(_("Due date")) + 1)
    done = _("done")
    states = [_("not started"), _("under way"), done, _("dropped")]
    choice = DataValidation(type="list", formula1=f'"{",".join(states)}"', allow_blank=True)
    choice.error, choice.errorTitle = _("Choose one from the list."), _("Status")
    day = DataValidation(type="date", operator="greaterThan", formula1=YEAR_2000, allow_blank=True)
    day.error, day.errorTitle = _("Type a date."), _("Due date")
    for validation, column in [(choice, status), (day, due)]:
        validation.showErrorMessage = True
        validation.add(f"{column}{first}:{column}{last}")
        page.sheet.add_data_validation(validation)
    whole = f"A{first}:{get_column_letter(len(headings))}{last}"
    is_done = f'${status}{first}="{done}"'
    is_late = f'AND(${due}{first}<>"",${due}{first}<TODAY(),NOT({is_done}))'
    _draw_when(page, whole, is_done, Font(color=looks.argb(colours.MUTED), strike=True))
    late = Font(color=looks.argb(page.accent or colours.ACCENT), bold=True)
    _draw_when(page, f"{due}{first}:{due}{last}", is_late, late)


def _draw_when(page: Page, cells: str, formula: str, font: Font) -> None:
    rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(font=font))
    page.sheet.conditional_formatting.add(cells, rule)

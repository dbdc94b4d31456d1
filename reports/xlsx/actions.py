"""The sheet Actions: the roadmap as a list to work from."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from maturity.definition import Action, Step
from reports import colours
from reports.edition import Part
from reports.pages import action_rows
from reports.report import Report
from reports.xlsx import looks
from reports.xlsx.page import Column, Page, Row

YEAR_2000 = "36526"  # the day number of 1 January


def actions_sheet(workbook: Workbook, report: Report) -> None:
    columns = _columns(report)
    accent = report.edition.branding.accent
    page = Page(workbook, _("Actions"), [column.width for column in columns], accent)
    page.line(_("Actions"), looks.TITLE)
    if not any(report.advice.roadmap.values()):
        page.line(_("There are no actions yet: no dimension has a score."))
        return
    page.line(_("In the order of the roadmap. Fill in the coloured columns: status, who and when."))
    page.gap()
    head = page.table("Actions", columns, _rows(report))
    page.freeze(head, 4)
    _help_filling_in(page, head, [column.heading for column in columns])


def _columns(report: Report) -> list[Column]:
    date = replace(looks.FILL_IN, format=looks.date_format(report.language))
    columns = [
        Column(_("No."), 7, looks.NUMBER),
        Column(_("Dimension"), 20),
        Column(_("Step"), 9),
        Column(_("Action"), 32, looks.STRONG),
        Column(_("Description"), 56),
        Column(_("Owner"), 22),
        Column(_("Effort"), 14),
        Column(_("Impact"), 10, looks.NUMBER),
        Column(_("Horizon"), 11, looks.NUMBER),
        Column(_("Period"), 15),
        Column(_("Measure"), 36),
        Column(_("Depends on"), 30),
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
    actions = [action for planned in report.advice.roadmap.values() for action in planned]
    numbers = {action.slug: number for number, action in enumerate(actions, start=1)}
    titles = {action.slug: action.title for action in actions}
    for action, words in zip(actions, action_rows(report, actions), strict=True):
        row = (
            numbers[action.slug],
            words.dimension.name,
            _step(report.advice.dimension(action.dimension).step),
            action.title,
            action.description,
            action.owner,
            words.effort,
            action.impact,
            words.horizon.number,
            words.horizon.period,
            action.kpi,
            _depends_on(action, numbers, titles),
        )
        quick = () if not report.edition.has(Part.QUICK_WINS) else (_quick_win(report, action),)
        yield (*row, *quick, None, None, None)


def _step(step: Step | None) -> str:
    if step is None:
        return ""
    if step.is_hold:
        return _("hold 4")
    return _("%(low)d to %(high)d") % {"low": step.from_level, "high": step.to_level}


def _depends_on(action: Action, numbers: Mapping[str, int], titles: Mapping[str, str]) -> str:
    """Only on what is on the list itself."""
    return "\n".join(
        f"{numbers[slug]} {titles[slug]}" for slug in action.depends_on if slug in numbers
    )


def _quick_win(report: Report, action: Action) -> str:
    return _("yes") if action in report.advice.quick_wins else _("no")


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

"""A fingerprint of all that a file is made from: another answer, name or program, another file."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings

from maturity.comparison import Measured
from reports.comparison import ComparisonReport
from reports.kit import Kit
from reports.printed import Printed
from reports.report import Report

LIBRARIES = ("weasyprint", "openpyxl", "pillow", "python-docx", "python-pptx", "resvg-py", "segno")
MADE_BY = (
    "accounts/qr.py",
    "maturity/*.py",
    "rendering/*.py",
    "reports/**/*",
    "templates/reports/**/*",
    "locale/*/LC_MESSAGES/*.mo",
)


def fingerprint(printed: Printed) -> str:
    match printed:
        case Kit():
            made_from = _of_kit(printed)
        case ComparisonReport():
            made_from = _of_comparison(printed)
        case Report():
            made_from = _of_report(printed)
    model = (printed.definition.slug, printed.definition.version, printed.language)
    return digest(repr((*made_from, model, _ordered(printed.edition), code_version())).encode())


def _of_kit(kit: Kit) -> tuple[Any, ...]:
    apart = {"definition", "edition"}
    return tuple(getattr(kit, each.name) for each in fields(kit) if each.name not in apart)


def _of_report(report: Report) -> tuple[Any, ...]:
    result = report.result
    return (
        report.about,
        _ordered(report.responses),
        _ordered(report.notes),
        [
            (row.score, row.target, row.has_own_target, row.importance, _ordered(row.departments))
            for row in result.dimensions
        ],
        [(row.distribution, row.counts) for row in result.questions],  # of many people
        _ordered(report.workshop),
        [row.score for row in report.previous.dimensions] if report.previous else None,
        (report.previous_date, report.change),
    )


def _of_comparison(report: ComparisonReport) -> tuple[Any, ...]:
    compared = report.comparison
    return (
        report.about,
        (report.basis, report.questionnaire),
        [_of_measured(each) for each in compared.measured],
        compared.left_out,
    )


def _of_measured(each: Measured) -> tuple[Any, ...]:
    result = each.result
    return (
        (each.name, each.day, each.round, each.is_anonymous),
        (result.is_group, result.response_count, result.score, result.level, result.counts),
        [
            (row.score, row.level, row.tolerance_squared, row.counts, _ordered(row.departments))
            for row in result.dimensions
        ],
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


@cache
def code_version(*others: str) -> str:
    """Of the code, templates and words that make the files, and of the libraries they need; with
    those of `others`, as patterns."""
    root = settings.BASE_DIR
    program = hashlib.sha256(" ".join(version(name) for name in LIBRARIES).encode())
    for path in sorted({path for each in (*MADE_BY, *others) for path in root.glob(each)}):
        if path.is_file() and path.suffix != ".pyc":
            program.update(path.read_bytes())
    return program.hexdigest()


def _ordered(value: Any) -> Any:
    """In one order: the one that rows and sets happen to be told in says nothing."""
    if is_dataclass(value):
        told = [field.name for field in fields(value) if field.compare]
        return [(name, _ordered(getattr(value, name))) for name in told]
    if isinstance(value, Mapping):
        return [(key, _ordered(value[key])) for key in sorted(value)]
    if isinstance(value, tuple):
        return [_ordered(each) for each in value]
    return sorted(value) if isinstance(value, frozenset) else value

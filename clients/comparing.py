"""From the measurements of a client, or of its units, to what stands beside each other.

Each costs the same number of queries, whatever there is to compare.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from accounts.models import Organisation
from assessments.house_style import branding_of
from assessments.models import Assessment, AssessmentState
from assessments.reporting import group_result
from assessments.scores import scores_of
from clients.rounds import numbers_of
from maturity.comparison import (
    Comparison,
    Measured,
    Unit,
    in_time,
    questionnaires_of,
    side_by_side,
)
from maturity.loading import published_definition
from maturity.responses import Targets
from maturity.result import Result
from reports.comparison import Basis, ComparisonReport
from reports.edition import Edition
from reports.report import About

Loaded = Sequence[tuple[Assessment, Measured]]


def comparison_of(
    organisation: Organisation, basis: Basis, language: str, asked: str
) -> ComparisonReport:
    """By the questionnaire that is asked for, else by the one of most.

    Two queries for units, one in time, and three for scores that are not known yet; in time a few
    for the departments of the last two, when those are not known.
    """
    told = _of_units if basis is Basis.UNITS else _in_time
    kinds, questionnaire, comparison = told(organisation, language, asked)
    first = next(iter(comparison.measured), None)
    return ComparisonReport(
        definition=first.result.definition if first else published_definition(language),
        basis=basis,
        about=_about(organisation, comparison),
        questionnaire=questionnaire,
        questionnaires=kinds,
        comparison=comparison,
        edition=Edition(branding=branding_of(organisation.team)),
    )


def _about(organisation: Organisation, comparison: Comparison) -> About:
    """Of the day of the latest measurement: a comparison changes only with what it shows."""
    days = [each.day for each in comparison.measured]
    return About(
        organisation=organisation.name,
        sector=organisation.sector,
        title="",
        date=max(days, default=timezone.localdate()),
        is_finished=True,
    )


Told = tuple[tuple[str, ...], str, Comparison]


def _of_units(organisation: Organisation, language: str, asked: str) -> Told:
    rows = list(organisation.units.current().order_by("name", "pk"))
    measured: dict[int, list[Measured]] = {each.pk: [] for each in rows}
    names = {each.pk: each.name for each in rows}
    finished = Assessment.objects.filter(client__in=rows, state=AssessmentState.FINISHED)
    for assessment, each in _measured(finished.order_by("date", "pk"), language):
        pk = assessment.client_id or 0
        measured[pk].append(replace(each, name=names[pk]))
    units = [Unit(names[pk], tuple(found)) for pk, found in measured.items()]
    kinds = questionnaires_of(units)
    questionnaire = _chosen(kinds, asked)
    return kinds, questionnaire, side_by_side(units, questionnaire)


def _in_time(organisation: Organisation, language: str, asked: str) -> Told:
    finished = organisation.assessments.filter(state=AssessmentState.FINISHED)
    loaded = _numbered(_measured(finished.order_by("date", "pk"), language))
    kinds = questionnaires_of([Unit("", (each,)) for _row, each in loaded])
    questionnaire = _chosen(kinds, asked)
    comparison = in_time([each for _row, each in loaded], questionnaire)
    return kinds, questionnaire, _with_departments(comparison, loaded, language)


def _numbered(loaded: Loaded) -> Loaded:
    """Of several of one day each has its number, the same as on the page of the client."""
    numbers = numbers_of(row for row, _each in loaded)
    return [(row, replace(each, name=str(numbers.get(row.pk, "")))) for row, each in loaded]


def _chosen(kinds: Sequence[str], asked: str) -> str:
    return asked if asked in kinds else next(iter(kinds), "full")


def _measured(assessments: Iterable[Assessment], language: str) -> Loaded:
    rows = list(assessments)
    scores = scores_of(rows, language)
    return [
        (row, Measured("", row.date, row.round, scores[row.pk], is_anonymous=row.is_anonymous))
        for row in rows
    ]


def _with_departments(comparison: Comparison, loaded: Loaded, language: str) -> Comparison:
    """Those of the two that are told from each other; of more, nobody asks."""
    last_two = comparison.last_two or ()
    known = {
        id(each): replace(each, result=_with_those_of(row, each.result, language))
        for row, each in loaded
        if row.is_group and any(each is one for one in last_two)
    }
    measured = tuple(known.get(id(each), each) for each in comparison.measured)
    return replace(comparison, measured=measured)


def _with_those_of(row: Assessment, scores: Result, language: str) -> Result:
    whole = group_result(row, language, Targets())
    return replace(
        scores,
        dimensions=tuple(
            replace(each, departments=whole.dimension(each.dimension.slug).departments)
            for each in scores.dimensions
        ),
    )

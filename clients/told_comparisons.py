"""The words of a comparison's page, told once until something is written: docs/decisions/0035."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import Organisation
from assessments.comparisons import name_of
from assessments.models import Assessment, AssessmentState
from assessments.telling import MadeFrom, once
from clients.comparing import comparison_of
from reports.comparison import Basis, ComparisonReport
from reports.content.blocks import Block, Chapter, Table
from reports.content.comparison import comparison_chapters

ON_A_PAGE = 50  # rows of the heat map


@dataclass(frozen=True, slots=True)
class ToldComparison:
    questionnaire: str  # by which they were measured
    questionnaires: tuple[str, ...]  # by which something was
    is_possible: bool
    summary: SafeString
    standing: tuple[SafeString, ...]  # a page each; of hundreds of units there are several
    others: SafeString


def told_comparison(
    organisation: Organisation, basis: Basis, language: str, asked: str
) -> ToldComparison:
    """Two queries for units, one in time; with those of `comparison_of` when something was written
    since it was told."""
    return once(
        name_of(organisation.public_id, basis, asked, language),
        lambda: tuple(_made_from(organisation, basis)),
        lambda: _tell(comparison_of(organisation, basis, language, asked)),
    )


def _made_from(organisation: Organisation, basis: Basis) -> Iterator[MadeFrom]:
    """Every write notes when an assessment was touched."""
    yield (organisation.name,)
    measured = Assessment.objects.filter(client=organisation)
    if basis is Basis.UNITS:
        units = organisation.units.current().order_by("pk").values_list("pk", "name")
        yield tuple(units)
        measured = Assessment.objects.filter(client__in=[pk for pk, _name in units])
    finished = measured.filter(state=AssessmentState.FINISHED).order_by("pk")
    yield tuple(finished.values_list("pk", "client", "touched_at", "answers_version"))


def _tell(report: ComparisonReport) -> ToldComparison:
    summary, *chapters = comparison_chapters(report)
    standing = [each for each in chapters if each.slug == "standing"]
    return ToldComparison(
        questionnaire=report.questionnaire,
        questionnaires=report.questionnaires,
        is_possible=report.comparison.is_possible,
        summary=_printed(blocks=summary.blocks),
        standing=tuple(_printed([page]) for each in standing for page in _pages(each)),
        others=_printed([each for each in chapters if each not in standing]),
    )


def _pages(standing: Chapter) -> Iterator[Chapter]:
    """The spread of all stands below each."""
    for block in standing.blocks:
        if isinstance(block, Table):
            rows = [row for row in block.rows if row.role != "whole"]
            total = [row for row in block.rows if row.role == "whole"]
            for start in range(0, len(rows), ON_A_PAGE):
                page = replace(block, rows=(*rows[start : start + ON_A_PAGE], *total))
                blocks = (page if each is block else each for each in standing.blocks)
                yield replace(standing, blocks=tuple(blocks))


def _printed(chapters: Iterable[Chapter] = (), *, blocks: Iterable[Block] = ()) -> SafeString:
    context = {"chapters": chapters, "blocks": blocks}
    return render_to_string("clients/_told_comparison.html", context)

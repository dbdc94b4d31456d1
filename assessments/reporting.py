"""From the rows of an assessment to its Report: one value for screen, paper and files."""

from functools import lru_cache

from assessments.access import Access
from assessments.gathering import figures_of, gather, without_answers
from assessments.models import Assessment, KeptEdition
from assessments.notes import printed_notes
from maturity.responses import Targets
from maturity.scoring import Result, score
from reports.edition import NEUTRAL, Edition
from reports.report import About, Report, build_report

KEPT = 64  # results of groups in each process; each takes some tens of kilobytes


def report_of(
    access: Access, language: str, *, for_file: bool = False, targets: Targets | None = None
) -> Report:
    """The Result and everything around it. A logo, and many notes of a group, are read where they
    are printed: in files. `targets` in place of those that are stored.

    Six queries, and four more where there is an earlier round. Of a group whose result is kept
    no answer is read.
    """
    assessment = access.assessment
    definition = assessment.definition(language)
    targets = assessment.targets.value() if targets is None else targets
    if assessment.is_group:
        responses = without_answers(assessment)
        result = group_result(assessment, language, targets)
    else:
        responses = gather(assessment, access)
        result = score(definition, responses, targets)
    previous = assessment.previous
    return build_report(
        definition,
        about(assessment),
        responses,
        targets,
        result=result,
        previous=previous_result(access, language),
        previous_date=previous.date if previous else None,
        edition=edition_of(assessment, with_logo=for_file),
        notes=printed_notes(access, for_file=for_file),
        workshop=assessment.workshop_outcome,
    )


def about(assessment: Assessment) -> About:
    return About(
        organisation=assessment.organisation,
        sector=assessment.sector,
        title=assessment.title,
        date=assessment.date,
        is_finished=assessment.is_finished,
        plan_start=assessment.plan_start or assessment.date,
        is_awaited=assessment.takes_answers,
    )


def result_of(access: Access, language: str, targets: Targets = Targets()) -> Result:
    """The scores alone."""
    assessment = access.assessment
    if assessment.is_group:
        return group_result(assessment, language, targets)
    return score(assessment.definition(language), gather(assessment, access), targets)


def previous_result(access: Access, language: str) -> Result | None:
    """The scores of the round before this one; those of the rounds before that play no part."""
    previous = access.assessment.previous
    if previous is None:
        return None
    if previous.is_group:
        return group_result(previous, language, Targets())
    return score(previous.definition(language), gather(previous, access), Targets())


def edition_of(assessment: Assessment, *, with_logo: bool) -> Edition:
    """How its report goes out, in one query; neutral by default."""
    kept = KeptEdition.objects.filter(assessment=assessment)
    row = (kept if with_logo else kept.defer("logo")).first()
    return row.value(with_logo=with_logo) if row else NEUTRAL


def group_result(assessment: Assessment, language: str, targets: Targets) -> Result:
    """Numbers of many people, worked out once in each process for each state of their answers.

    A result holds no word of anybody, and the name of no department that is too small. Whoever
    loaded the assessment before a write may put newer numbers under the older version, which
    nobody asks for after it.
    """
    levels = tuple(sorted(targets.levels.items()))
    importance = tuple(sorted(targets.importance.items()))
    return _group_result(assessment.pk, assessment.answers_version, language, levels, importance)


Chosen = tuple[tuple[str, int], ...]


@lru_cache(maxsize=KEPT)
def _group_result(
    pk: int, _answers_version: str, language: str, levels: Chosen, importance: Chosen
) -> Result:
    assessment = Assessment.objects.get(pk=pk)
    targets = Targets(dict(levels), dict(importance))
    return score(assessment.definition(language), figures_of(assessment), targets)

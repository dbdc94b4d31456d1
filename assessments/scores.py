"""The scores of many assessments at once, as a list or a comparison needs them.

Each is worked out once in each process for each state of its answers. It holds no word of anybody,
no question and no department, so whoever may read an assessment may see it.
"""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import replace
from threading import Lock

from assessments.gathering import figures_of_all
from assessments.models import Assessment
from maturity.responses import Targets
from maturity.scoring import Result, score

KEPT = 4_000  # in each process; each takes some kilobytes

Key = tuple[int, str, str]

_known: OrderedDict[Key, Result] = OrderedDict()
_changing = Lock()


def scores_of(assessments: Collection[Assessment], language: str) -> dict[int, Result]:
    """By primary key. Three queries when any of them is not known yet, however many; else none."""
    with _changing:
        known = {each.pk: _known.get(_key(each, language)) for each in assessments}
    unknown = [each for each in assessments if known[each.pk] is None]
    new = _worked_out(unknown, language) if unknown else {}
    with _changing:
        for each in assessments:
            key = _key(each, language)
            _known[key] = known[each.pk] or new[each.pk]
            _known.move_to_end(key)
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return {pk: result or new[pk] for pk, result in known.items()}


def _key(assessment: Assessment, language: str) -> Key:
    return assessment.pk, assessment.answers_version, language


def _worked_out(assessments: Collection[Assessment], language: str) -> dict[int, Result]:
    figures = figures_of_all(assessments)
    return {
        each.pk: _scores_alone(score(each.definition(language), figures[each.pk], Targets()))
        for each in assessments
    }


def _scores_alone(result: Result) -> Result:
    rows = tuple(replace(row, questions=(), departments={}) for row in result.dimensions)
    return replace(result, dimensions=rows)

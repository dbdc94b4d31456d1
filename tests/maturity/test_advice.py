"""All that is advised together, risks and scenes: rules 19 and 20 of docs/scoring.md."""

import pytest

from maturity.advice import advise, recognise
from maturity.responses import UNKNOWN, Response, Responses
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition, make_risk

DEFINITION = make_definition()


def advice_on(responses, *, definition=DEFINITION, earlier=None):
    before = score(definition, earlier) if earlier else None
    return advise(definition, score(definition, responses), earlier=before)


def quick(*levels):
    return Responses("quick", (Response(dict(zip(SLUGS, levels, strict=True))),))


def test_dimensions_come_by_rank():
    advice = advice_on(quick(3, 1, 2, 4, UNKNOWN, 2, 1))

    slugs = [each.row.dimension.slug for each in advice.dimensions]
    assert slugs == ["d2", "d7", "d3", "d6", "d1", "d4", "d5"]


def test_a_change_is_told_only_with_a_round_before_it():
    now = quick(*[2] * 7)

    assert advice_on(now).change is None
    assert advice_on(now, earlier=quick(*[4] * 7)).change.outcome == "fallen"


def test_risks_come_by_their_lowest_linked_score_and_then_in_order():
    risks = [
        make_risk("medium", ["d1", "d2"], number=1),
        make_risk("none", ["d3"], number=2, below="4.0"),
        make_risk("lowest", ["d4", "d1"], number=3),
        make_risk("also-medium", ["d2"], number=4),
        make_risk("unscored", ["d7"], number=5),
        make_risk("strict", ["d1"], number=6, below="2.0"),
    ]
    definition = make_definition(risks=risks)

    advice = advice_on(quick(2, 2, 4, 1, 4, 4, UNKNOWN), definition=definition)

    assert [risk.slug for risk in advice.risks] == ["lowest", "medium", "also-medium"]


@pytest.mark.parametrize(
    ("levels", "level"),
    [([], None), ([4, 4], None), ([1, 2, 4], 2), ([4, 1, 2, 3], 2), ([3, 3, 1, 4, 4], 3)],
)
def test_scenes_point_to_the_lower_median_of_three_choices_or_more(levels, level):
    assert recognise(levels) == level

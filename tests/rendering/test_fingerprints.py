"""What is stored is never stale: whatever a file is made from is in its name."""

from dataclasses import replace

import pytest

from rendering.fingerprints import fingerprint
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db


def test_the_fingerprint_changes_with_everything_that_is_printed():
    report = make_report(questionnaire="quick", answers={})
    about = report.about
    others = [
        replace(report, about=replace(about, organisation="Ander")),
        replace(report, about=replace(about, is_finished=False)),
        make_report(questionnaire="quick", answers={"strategie": 1}),
        make_report(questionnaire="quick", answers={}, notes={"strategie": "x"}),
        make_report(questionnaire="quick", answers={}, language="en"),
        make_report(questionnaire="quick", answers={}, targets={"strategie": 3}),
        replace(report, previous=report.result),
    ]

    prints = {fingerprint(each) for each in (report, *others)}
    assert len(prints) == 8
    assert fingerprint(report) == fingerprint(make_report(questionnaire="quick", answers={}))


def test_choosing_the_default_target_changes_what_is_printed_of_it():
    answers = {"strategie": 2}
    default = make_report(questionnaire="quick", answers=answers)
    chosen = make_report(questionnaire="quick", answers=answers, targets={"strategie": 3})

    assert default.result.dimension("strategie").target == 3
    assert chosen.result.dimension("strategie").target == 3
    assert fingerprint(default) != fingerprint(chosen)


def test_the_order_in_which_rows_come_makes_no_other_file():
    """A database may tell them in another order than a moment ago."""
    given = {"strategie": 2, "klantervaring": 3}
    noted = {"strategie": "x", "klantervaring": "y"}

    report, other = (
        make_report(questionnaire="quick", answers=dict(answers), notes=dict(notes))
        for answers, notes in (
            (given.items(), noted.items()),
            (reversed(given.items()), reversed(noted.items())),
        )
    )

    assert list(report.responses.responses[0].answers) != list(other.responses.responses[0].answers)
    assert fingerprint(report) == fingerprint(other)

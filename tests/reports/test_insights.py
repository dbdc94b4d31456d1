"""Own words beside those of the rules: announced with the name of their sender, if any."""

from dataclasses import replace

import pytest

from reports.edition import Branding, Edition, OwnWords
from tests.factories import all_answers
from tests.reports.conftest import make_report
from tests.reports.writings import written

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

OWN = OwnWords("Choose first.", "We recognise this.", {"strategie": "Decide in May."}, "en")


def report_sent_by(sender):
    report = make_report(answers=all_answers("full", 2), language="en")
    return replace(
        report, edition=Edition(OWN, branding=Branding(sender=sender)), sentence=OWN.sentence
    )


@pytest.mark.parametrize(
    ("sender", "sentence_mark", "heading"),
    [
        ("Bureau Noord", "In the words of Bureau Noord", "Insight of Bureau Noord"),
        ("", "In our own words", "Own insight"),
    ],
)
def test_every_way_to_print_own_words_says_whose_they_are(sender, sentence_mark, heading):
    ways = written(report_sent_by(sender))

    for way, words in ways.items():
        assert sentence_mark in words, way
        assert heading in words, way
        assert "of the adviser" not in words, way

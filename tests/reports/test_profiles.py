"""What is invented to try reports on could have happened."""

from dataclasses import astuple

import pytest

from tests.reports.profiles import any_report, invented_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("invent", [invented_report, any_report])
def test_a_room_chose_what_its_people_answered(invent):
    """Rule 10a: of a question the last round counts, of the same people."""
    seen = set()
    for report in map(invent, range(60)):
        for topic in report.workshop.topics if report.workshop else ():
            result = report.result.question(topic.code)
            last = topic.rounds[-1]
            seen.add((len(topic.rounds), last.levels is not None))
            assert last.levels in {None, result.distribution}
            assert (last.unknown, last.not_applicable) == astuple(result.counts)[2:4]
            assert all(
                sum(each.levels or ()) >= report.workshop.minimum_group or not each.levels
                for each in topic.rounds
            )
            if all(each.levels for each in topic.rounds):
                assert {answers(each) for each in topic.rounds} == {answers(last)}

    assert seen == {(1, True), (1, False), (2, True), (2, False)}


def answers(counts):
    return sum(counts.levels) + counts.unknown + counts.not_applicable

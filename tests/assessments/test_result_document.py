"""The document `kanaalkompas/result@2` of docs/formats.md."""

import datetime as dt
import json
from pathlib import Path

import pytest

from assessments.exchange import result_document, to_json
from maturity.loading import published_definition
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Kind, Response, Responses, Targets
from reports.report import About, build_report

pytestmark = pytest.mark.django_db

WORKED = Path(__file__).parent / "worked"


def document_of(responses, targets=Targets()):
    about = About("De Boer Wonen", "retail", "", dt.date(2026, 3, 12), is_finished=True)
    report = build_report(published_definition("nl"), about, responses, targets)
    return result_document(report)


def test_the_keys_are_those_of_the_format_in_its_order():
    """Those of a result that was worked out from docs/formats.md by others."""
    worked = json.loads((WORKED / "01-result.json").read_text())

    document = document_of(Responses("full", (Response({}),)))

    assert list(document) == list(worked)
    assert list(document["overall"]) == list(worked["overall"])
    for rows in ("dimensions", "questions"):
        assert [list(row) for row in document[rows]] == [list(row) for row in worked[rows]]
    assert list(document["roadmap"]) == ["1", "2", "3"]
    assert list(document["dates"]) == ["start", "ends"]


def test_what_does_not_exist_is_null():
    document = document_of(Responses("full", (Response({}),)))

    assert document["format"] == "kanaalkompas/result@2"
    assert document["model"] == {"slug": "channel-maturity", "version": 1}
    assert document["overall"] == {
        "score": None,
        "level": None,
        "capped_by": [],
        "scored_dimensions": 0,
        "range": None,
        "questions": 35,
        "answered": 0,
        "unknown": 0,
        "not_applicable": 0,
        "unanswered": 35,
        "unknown_share": 0.0,
    }
    assert document["spread"] is None
    assert document["dimensions"][0] == {
        "slug": "klantervaring",
        "score": None,
        "level": None,
        "agreed": False,
        "range": None,
        "tolerance": None,
        "questions": 5,
        "answered": 0,
        "unknown": 0,
        "not_applicable": 0,
        "unanswered": 5,
        "unknown_share": 0.0,
        "target": None,
        "gap": None,
        "importance": 2,
        "priority": None,
        "rank": 1,
        "rank_range": None,
        "standing": None,
        "step": None,
        "next_level": None,
        "actions": [],
        "consensus": None,
        "departments": {},
        "perception_gap": None,
    }
    assert (document["patterns"], document["quick_wins"]) == ([], [])
    assert document["roadmap"] == {"1": [], "2": [], "3": []}
    assert (document["moved"], document["change"]) == ({}, None)
    assert document["dates"] == {"start": None, "ends": None}
    assert [decision["kind"] for decision in document["decisions"]] == ["find_out", "remeasure"]


def test_a_group_is_written_out_with_four_decimals():
    people = [(1, "Winkel"), (2, "Winkel"), (4, "Web"), (4, "Web"), (2, ""), (2, "")]
    responses = Responses(
        "quick",
        tuple(Response({"klantervaring": level}, department=name) for level, name in people),
        minimum_group=2,
        kind=Kind.GROUP,
    )

    document = document_of(responses, Targets({"klantervaring": 4}, {"klantervaring": 3}))

    actions = document["dimensions"][0].pop("actions")
    assert [slug[:3] for slug in actions] == ["ke-"] * 3
    assert set(actions) == {slug for slugs in document["roadmap"].values() for slug in slugs}

    assert document["dimensions"][0] == {
        "slug": "klantervaring",
        "score": 2.5,
        "level": 3,
        "agreed": False,
        "range": None,
        "tolerance": 0.5,
        "questions": 6,
        "answered": 6,
        "unknown": 0,
        "not_applicable": 0,
        "unanswered": 0,
        "unknown_share": 0.0,
        "target": 4,
        "gap": 1.5,
        "importance": 3,
        "priority": 4.5,
        "rank": 1,
        "rank_range": [1, 1],
        "standing": {
            "level": 3,
            "whole": False,
            "at_level": 1,
            "valued": 1,
            "below": [],
        },
        "step": {"kind": "finish", "from": 2, "to": 3, "outline": [4]},
        "next_level": {"level": 4, "raises": [], "points": 1.0},
        "consensus": 0.3685,
        "departments": {"Web": 4.0, "Winkel": 1.5, "*": 2.0},
        "perception_gap": 2.5,
    }
    assert document["questions"][0] == {
        "code": "klantervaring",
        "mean": 2.5,
        "value": 2.5,
        "cost": 1.5,
        "distribution": [1, 3, 0, 2],
        "unknown": 0,
        "not_applicable": 0,
        "unanswered": 0,
        "consensus": 0.3685,
        "agreed": None,
    }


def test_a_full_response_keeps_unknown_and_not_applicable_apart():
    answers = {"KE1": 2, "KE2": 2, "KE3": 3, "KE4": UNKNOWN, "KE5": NOT_APPLICABLE}

    document = document_of(Responses("full", (Response(answers),), agreed={"KE1": 1}))

    dimension = document["dimensions"][0]
    assert (dimension["score"], dimension["answered"], dimension["unknown_share"]) == (2.0, 3, 0.25)
    assert document["questions"][0]["agreed"] == 1
    assert [row["code"] for row in document["questions"]][:6] == [*answers, "ST1"]
    assert document["overall"]["unknown_share"] == round(1 / 34, 4)


def test_it_is_plain_json():
    document = document_of(Responses("quick", (Response({"klantervaring": 2}),)))

    assert json.loads(to_json(document)) == document

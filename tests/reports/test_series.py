"""The values that radar, plotly figure and table share."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.defaultfilters import filesizeformat
from django.utils.translation import override

from reports.finders import library_bytes
from reports.plotly_figure import radar_figure
from reports.series import name_lines, radar_of, scale_words
from reports.standalone import radar_picture
from tests.factories import all_answers
from tests.reports.conftest import FULL, QUICK, demo_report, make_report
from tests.reports.writings import written

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@LANGUAGES
@pytest.mark.parametrize("name", [FULL, QUICK])
def test_radar_and_plotly_figure_carry_the_numbers_of_the_result(name, language):
    report = demo_report(name, language)
    radar = radar_of(report)
    figure = radar_figure(radar, language)

    scores = [None if row.score is None else float(row.score) for row in report.result.dimensions]
    assert [axis.score for axis in radar.axes] == scores
    assert figure["data"][0]["r"] == [*scores, scores[0]]
    assert [axis.name for axis in radar.axes] == figure["data"][0]["theta"][:-1]
    targets = [row.target if row.is_scored else None for row in report.result.dimensions]
    assert figure["data"][1]["r"] == [*targets, targets[0]]


@LANGUAGES
def test_the_labels_follow_the_language_of_the_report_not_of_the_visitor(language):
    with override("nl" if language == "en" else "en"):
        label = radar_of(demo_report(FULL, language)).axes[0].label

    assert label == {"nl": "2,6", "en": "2.6"}[language]


def test_the_description_tells_every_score_and_what_is_not_scored():
    description = radar_of(demo_report(QUICK, "en")).description

    assert "Technology: 2.0, target 3." in description
    assert "Incentives: not scored." in description


def test_the_previous_measurement_joins_the_series():
    now, before = demo_report(FULL), demo_report("de-boer-wonen-2025")
    radar = radar_of(replace(now, previous=before.result))

    assert radar.has_previous
    previous = radar_figure(radar, "nl")["data"][2]["r"]
    assert previous[:-1] == [float(row.score) for row in before.result.dimensions]


def test_what_cannot_be_compared_is_not_drawn_beside_it():
    now, before = demo_report(FULL), demo_report(QUICK)
    report = replace(now, previous=before.result)

    assert not radar_of(report).has_previous
    assert scale_words(report) == scale_words(now)


def test_a_picture_that_is_looked_at_alone_says_that_a_quick_scan_is_indicative():
    quick, full = demo_report(QUICK), demo_report(FULL)

    assert "Indicatief:" in radar_picture(quick)
    assert "Indicatief:" not in radar_picture(full)


def test_the_figure_sends_nothing_anywhere_and_saves_only_svg():
    config = radar_figure(radar_of(demo_report(FULL)), "nl")["config"]

    assert config["displaylogo"] is False
    assert config["showSendToCloud"] is False
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["toImageButtonOptions"]["format"] == "svg"


def test_the_button_carries_the_figure_as_data_without_inline_script():
    radar = radar_of(demo_report(FULL, "en"))
    with override("en"):
        html = Template("{% load explore %}{% explore_radar radar %}").render(
            Context({"radar": radar})
        )

    start = html.index('type="application/json">') + len('type="application/json">')
    assert json.loads(html[start : html.index("</script>", start)]) == radar_figure(radar, "en")
    assert "onclick" not in html


def test_the_button_says_how_much_comes_before_anything_is_loaded():
    radar = radar_of(demo_report(FULL))

    with override("nl"):
        html = Template("{% load explore %}{% explore_radar radar %}").render(
            Context({"radar": radar})
        )

    assert library_bytes() == Path(finders.find("plotly/plotly.min.js")).stat().st_size
    with override("nl"):
        assert f"Laadt eenmalig {filesizeformat(library_bytes())}." in html


def test_plotly_comes_from_the_installed_package():
    found = finders.find("plotly/plotly.min.js")

    assert found.endswith("plotly/package_data/plotly.min.js")
    assert finders.find("plotly/widgetbundle.js") is None
    listed = [path for finder in finders.get_finders() for path, _ in finder.list([])]
    assert "plotly.min.js" in listed


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Strategie", ("Strategie",)),
        ("Organisatiestructuur", ("Organisatie-", "structuur")),
        ("Mensen en cultuur", ("Mensen", "en cultuur")),
        ("People and culture", ("People", "and culture")),
        ("Eenwoordzonderbreekpunt", ("Eenwoordzonderbreekpunt",)),
    ],
)
def test_long_names_break_before_a_conjunction_and_in_the_middle(name, lines):
    assert name_lines(name) == lines


def aimed(targets):
    return make_report(answers=all_answers("full", 2), language="en", targets=targets)


SLUGS = [
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "beside the default target: level 3 for each."),
        (SLUGS[:1], "beside your own target, or the default target where none was chosen."),
        (SLUGS, "beside your own target."),
    ],
    ids=["none", "some", "all"],
)
def test_a_target_is_called_ones_own_only_when_it_was_chosen(chosen, words):
    report = aimed(dict.fromkeys(chosen, 3))
    ways = written(report)

    with override("en"):
        assert scale_words(report).endswith(words)
    assert words in ways["PDF"]
    assert words in ways["document"]
    assert [way for way, text in ways.items() if "your target" in text] == []


def test_a_previous_measurement_is_announced():
    report = aimed({})

    with override("en"):
        words = scale_words(replace(report, previous=report.result))

    assert words.endswith("The previous assessment is shown beside it.")

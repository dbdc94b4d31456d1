"""Decisions, owners and dates that somebody changed: kept, and shown in every format."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from assessments.links import Purpose
from assessments.models import Assessment
from reports.edition import OwnAction, OwnPlan, OwnWords
from reports.formats import Format
from reports.making import render
from tests.assessments.test_edition import address, kept, pdf_pages, post
from tests.factories import all_answers, give_edition, make_assessment, open_in, report_of
from tests.pages import LANGUAGES, classed, get, parse, words

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 8
LOOK_QUERIES = 6


@pytest.fixture
def assessment():
    return make_assessment(questionnaire="full", answers=all_answers("full", 2), finished=True)


@pytest.fixture
def holder(client, assessment):
    return open_in(client, assessment)


def first_action(assessment, language="en"):
    return report_of(assessment, language).advice.first_actions[0]


def shown_plan(page):
    """The values of the fields, by name."""
    fields = {field.get("name"): field.get("value") for field in page.iter("input")}
    return fields | {field.get("name"): words(field) for field in page.iter("textarea")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_holds_what_the_rules_propose(holder, assessment, language):
    report = report_of(assessment, language)

    shown = shown_plan(parse(get(holder, address(assessment), language)))

    for key, sentence in report.proposed_decisions.items():
        assert shown[f"decision-{key}"] == sentence
    for placed in report.advice.route.placed:
        assert shown[f"owner-{placed.action.slug}"] == placed.action.owner
        end = report.advice.dates.ends[placed.horizon - 1]
        assert shown[f"date-{placed.action.slug}"] == end.isoformat()


def test_what_is_left_as_proposed_is_not_kept(holder, assessment):
    shown = shown_plan(parse(get(holder, address(assessment), "en")))
    fields = {name: value for name, value in shown.items() if name and "-" in name}

    post(holder, assessment, **fields)

    assert kept(assessment).plan == OwnPlan()


def test_a_decision_an_owner_and_a_date_are_kept_and_emptied_go_back(holder, assessment):
    slug = first_action(assessment).slug
    changed = {
        "decision-remeasure": "Meet in March.",
        f"owner-{slug}": "Noor de Wit",
        f"date-{slug}": "2027-03-01",
    }

    post(holder, assessment, **changed)
    assert kept(assessment).plan == OwnPlan(
        {"remeasure": "Meet in March."}, {slug: OwnAction("Noor de Wit", dt.date(2027, 3, 1))}
    )
    post(holder, assessment, **dict.fromkeys(changed, ""))

    assert kept(assessment).plan == OwnPlan()


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_says_what_was_agreed(client, assessment, language):
    action = first_action(assessment)
    own = OwnAction("Noor de Wit", dt.date(2027, 3, 1))
    edition = replace(
        kept(assessment), plan=OwnPlan({"remeasure": "Meet in March."}, {action.slug: own})
    )
    give_edition(assessment, edition)
    open_in(client, assessment, Purpose.READ)
    day = {"nl": "1 maart 2027", "en": "1 March 2027"}[language]

    for part in ("result/", "present/", "report/preview/"):
        text = words(parse(get(client, f"/a/{assessment.public_id}/{part}", language)))
        assert "Meet in March." in text
        assert "Noor de Wit" in text
        assert day in text
    paper = " ".join(pdf_pages(assessment, language)[0])
    assert "Meet in March." in paper
    assert "Noor de Wit" in paper
    assert day in paper


@pytest.mark.parametrize("format", [Format.DOCX, Format.PPTX, Format.XLSX])
def test_every_file_says_what_was_agreed(assessment, format):
    action = first_action(assessment)
    own = OwnAction("Noor de Wit", dt.date(2027, 3, 1))
    plan = OwnPlan({"remeasure": "Meet in March."}, {action.slug: own})
    give_edition(assessment, replace(kept(assessment), plan=plan))

    with ZipFile(BytesIO(render(report_of(assessment, "en"), format))) as packed:
        names = [name for name in packed.namelist() if name.endswith(".xml")]
        text = " ".join(packed.read(name).decode() for name in names)

    told = [part in text for part in ("Meet in March.", "Noor de Wit", "1 March 2027")]
    assert told == [True] * 3


def test_what_is_not_asked_for_now_is_kept(holder, assessment):
    plan = OwnPlan({"step-elsewhere": "Later."}, {"an-earlier-action": OwnAction("Sam")})
    give_edition(assessment, replace(kept(assessment), plan=plan))

    post(holder, assessment, sentence="Mine.")

    assert kept(assessment).plan == plan


def test_a_date_that_is_none_is_refused_beside_its_field(holder, assessment):
    action = first_action(assessment)

    page = post(holder, assessment, **{f"date-{action.slug}": "soon"})

    assert page.status_code == 422
    assert f"Choose a date for “{action.title}”." in words(parse(page))
    assert kept(assessment).plan == OwnPlan()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_typed_with_its_day_first_and_its_year_whole(holder, assessment, language):
    field = f"date-{first_action(assessment).slug}"

    refused = post(holder, assessment, **{field: "0027-03-12"})
    post(holder, assessment, language=language, **{field: "12/03/2027"})

    assert refused.status_code == 422
    assert "from 1990" in words(parse(refused))
    (own,) = kept(assessment).plan.actions.values()
    assert own.date == dt.date(2027, 3, 12)


def test_the_pages_beside_the_form_follow_what_is_typed(holder, assessment):
    slug = first_action(assessment).slug

    page = post(
        holder,
        assessment,
        "look/",
        **{f"owner-{slug}": "Noor de Wit", "sentence": "Ours.", "insight_strategie": "Choose."},
    )

    text = page.content.decode()
    assert [part in text for part in ("Noor de Wit", "Ours.", "Choose.")] == [True] * 3
    assert "<html" not in text
    assert kept(assessment).own_words == OwnWords()


def test_the_form_opens_with_the_summary_beside_it(holder, assessment):
    page = parse(get(holder, address(assessment), "en"))

    (look,) = classed(page, "look")
    assert report_of(assessment, "en").sentence in words(look)


def test_what_cannot_be_saved_leaves_the_pages(holder, assessment):
    page = post(holder, assessment, "look/", accent="red")

    assert (page.status_code, page.content) == (204, b"")


def test_looking_is_for_the_holder_and_by_post(client, assessment):
    assert client.post(address(assessment, "look/")).status_code == 404
    open_in(client, assessment, Purpose.READ)
    assert client.post(address(assessment, "look/")).status_code == 403
    open_in(client, assessment)

    assert client.get(address(assessment, "look/")).status_code == 405


@pytest.mark.parametrize("count", [1, 9])
def test_it_costs_the_same_queries_however_much_was_changed(
    holder, assessment, django_assert_num_queries, count
):
    placed = report_of(assessment, "en").advice.route.placed[:count]
    changed = {f"owner-{each.action.slug}": "Sam" for each in placed}
    post(holder, assessment, **changed)
    get(holder, address(assessment), "en")

    with django_assert_num_queries(PAGE_QUERIES):
        get(holder, address(assessment), "en")
    assert Assessment.objects.get().edition_version
    with django_assert_num_queries(LOOK_QUERIES + 1):  # the version, asked for by the test itself
        post(holder, assessment, "look/", **changed)

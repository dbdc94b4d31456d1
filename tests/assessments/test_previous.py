"""An earlier round to compare with: who may choose it, where it shows, what it gives away."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse

from assessments.links import Purpose
from assessments.models import Assessment
from assessments.services import create_assessment, remove_assessment, set_targets
from assessments.sharing import renew_private_link
from maturity.responses import Targets
from tests.factories import all_answers, make_assessment, make_group, open_in, report_of
from tests.pages import classed, get, parse, words

pytestmark = pytest.mark.django_db

THIS_ROUND, EARLIER, LATER = dt.date(2026, 3, 12), dt.date(2025, 4, 2), dt.date(2026, 9, 1)
QUERIES_WITH_PREVIOUS = 7  # the six of a result; the earlier round, whose scores are kept


def dated(date, **kwargs):
    assessment = make_assessment(**kwargs)
    Assessment.objects.filter(pk=assessment.pk).update(date=date)
    return Assessment.objects.get(pk=assessment.pk)


@pytest.fixture
def this_round():
    return dated(THIS_ROUND, answers=all_answers("full", 3), title="Tweede ronde")


@pytest.fixture
def earlier():
    return dated(EARLIER, answers=all_answers("full", 2), title="Eerste ronde XQ")


def compare(this_round, earlier):
    Assessment.objects.filter(pk=this_round.pk).update(previous=earlier)
    return Assessment.objects.get(pk=this_round.pk)


def address(assessment, name="details"):
    return reverse(f"assessments:{name}", args=[assessment.public_id])


def choices(client, assessment):
    tree = parse(get(client, address(assessment), "en"))
    return [words(option) for option in tree.iter("option")]


def choose(client, assessment, previous, date=THIS_ROUND):
    version = Assessment.objects.get(pk=assessment.pk).details_version
    sent = {
        "sector": "retail",
        "date": date.isoformat(),
        "previous": previous,
        "version": version,
    }
    page = client.post(address(assessment), sent)
    assessment.refresh_from_db()
    return page


@pytest.mark.parametrize("purpose", Purpose)
def test_who_opened_the_earlier_round_here_can_choose_it(client, this_round, earlier, purpose):
    open_in(client, this_round)
    open_in(client, earlier, purpose)

    assert choices(client, this_round) == [
        "Compare with none",
        "2 April 2025, De Boer Wonen · Eerste ronde XQ",
    ]
    assert choose(client, this_round, earlier.pk).status_code == 302
    assert this_round.previous == earlier
    assert choose(client, this_round, "").status_code == 302
    assert this_round.previous is None


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_what_was_chosen_as_target_holds_for_the_next_round(questionnaire):
    chosen = Targets(levels={"technologie": 1}, importance={"strategie": 3})
    earlier = make_assessment(questionnaire=questionnaire)
    set_targets(earlier, chosen, replaces=earlier.targets_version)

    following = create_assessment(
        questionnaire="full", sector="retail", language="nl", previous=earlier
    )

    assert following.targets.all().value() == chosen


def test_what_this_browser_did_not_open_cannot_be_chosen(client, this_round, earlier):
    open_in(client, this_round)

    assert choices(client, this_round) == []
    assert choose(client, this_round, earlier.pk).status_code == 302
    assert this_round.previous is None

    open_in(client, earlier)
    renew_private_link(earlier)  # what this browser holds no longer counts

    assert choices(client, this_round) == []
    choose(client, this_round, earlier.pk)
    assert this_round.previous is None


def test_only_a_round_that_is_not_later_can_be_chosen(client, this_round, earlier):
    later = dated(LATER)
    for assessment in (this_round, earlier, later):
        open_in(client, assessment)

    assert choose(client, this_round, later.pk).status_code == 422
    assert choose(client, this_round, this_round.pk).status_code == 422
    assert choose(client, this_round, earlier.pk, EARLIER - dt.timedelta(days=1)).status_code == 422
    assert this_round.previous is None


def test_a_choice_stays_for_who_may_not_open_the_earlier_round(client, this_round, earlier):
    open_in(client, compare(this_round, earlier))

    assert choices(client, this_round) == [
        "Compare with none",
        "2 April 2025, not opened in this browser",
    ]
    assert choose(client, this_round, earlier.pk).status_code == 302
    assert this_round.previous == earlier


def test_the_earlier_round_stands_in_the_radar_and_the_change_in_its_table(
    client, this_round, earlier
):
    open_in(client, compare(this_round, earlier), Purpose.READ)

    tree = parse(get(client, address(this_round, "result"), "en"))

    head = [words(cell) for cell in classed(tree, "table--figures")[0].iter("th")]
    assert "Change" in head
    assert classed(tree, "r-prev")
    assert "previous assessment" in words(classed(tree, "key")[0])


def test_a_reader_of_the_new_round_sees_nothing_else_of_the_earlier_one(client, this_round):
    title, note = "Eerste ronde bij de buren", "Wat hier eerder stond"
    group = make_group(answers=all_answers("full", 2), title=title, notes={"KE1": note})
    this_round = compare(this_round, group)
    open_in(client, this_round, Purpose.READ)

    text = get(client, address(this_round, "result"), "en").content.decode()

    assert [found for found in (title, note, group.public_id) if found in text] == []
    assert client.get(address(group, "result")).status_code == 404


def test_without_an_earlier_round_nothing_speaks_of_one(client, this_round):
    open_in(client, this_round)

    tree = parse(get(client, address(this_round, "result"), "en"))

    assert "revious assessment" not in words(tree)
    assert classed(tree, "r-prev") == []


def test_the_line_goes_with_the_earlier_round(this_round, earlier):
    this_round = compare(this_round, earlier)
    assert report_of(this_round, "nl").previous is not None

    remove_assessment(earlier)

    assert report_of(Assessment.objects.get(pk=this_round.pk), "nl").previous is None


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("people", [1, 3])
def test_a_result_with_an_earlier_round_costs_the_same_queries(
    client, django_assert_num_queries, this_round, answered, people
):
    answers = all_answers("full", 2) if answered else {"KE1": 2}
    open_in(client, compare(this_round, make_group(responses=people, answers=answers)))
    client.get(address(this_round, "result"))  # the definition is read once per process
    caches["results"].clear()

    with django_assert_num_queries(QUERIES_WITH_PREVIOUS):
        client.get(address(this_round, "result"))


def test_the_demo_compares_the_rounds_of_an_organisation():
    call_command("load_demo", "--address", "https://example.org/", verbosity=0)

    compared = Assessment.objects.exclude(previous=None).select_related("previous")
    assert {(each.organisation, each.date.year, each.previous.date.year) for each in compared} == {
        ("De Boer Wonen", 2026, 2025),
        ("Waddenborg Verzekeringen", 2026, 2025),
    }


# --- beside the questions of the new round --------------------------------------------------------


def said_before(client, assessment, slug="klantervaring"):
    tree = parse(get(client, f"/a/{assessment.public_id}/{slug}/", "en"))
    return [words(fold) for fold in classed(tree, "said-before")]


def test_each_question_shows_the_answer_of_the_earlier_round_on_request(client):
    earlier = dated(EARLIER, answers={"KE1": 3, "KE2": "unknown"}, notes={"KE1": "Geheim van toen"})
    this_round = compare(dated(THIS_ROUND), earlier)
    open_in(client, this_round)

    folds = said_before(client, this_round)

    option = this_round.questionnaire_in("en").question("KE1").options["retail"][2]
    assert folds == [
        f"Answer of the earlier round, of 2 April 2025 C {option.text}",
        "Answer of the earlier round, of 2 April 2025 Don't know",
    ]


def test_a_full_measurement_shows_what_the_quick_scan_said_of_the_dimension(client):
    earlier = dated(EARLIER, questionnaire="quick", answers={"klantervaring": 1})
    this_round = compare(dated(THIS_ROUND), earlier)
    open_in(client, this_round)

    folds = said_before(client, this_round)

    assert len(folds) == 5
    begin = "Answer of the quick scan of 2 April 2025, to the whole dimension A "
    assert {fold[: len(begin)] for fold in folds} == {begin}
    assert said_before(client, this_round, "strategie") == []


def test_nobody_of_an_earlier_group_is_shown_beside_a_question(client):
    group = make_group(answers=all_answers("full", 3))
    this_round = compare(dated(THIS_ROUND), group)
    open_in(client, this_round)

    assert said_before(client, this_round) == []


@pytest.mark.parametrize("answers", [{"KE1": 2}, all_answers])
def test_the_earlier_answers_cost_one_query(client, answers, django_assert_num_queries):
    given = answers("full") if callable(answers) else answers
    this_round = compare(dated(THIS_ROUND), dated(EARLIER, answers=given))
    open_in(client, this_round)

    with django_assert_num_queries(3):  # the assessment, its answers, and those of the round before
        client.get(f"/a/{this_round.public_id}/klantervaring/")

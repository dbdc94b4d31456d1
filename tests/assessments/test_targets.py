import pytest

from assessments.links import Purpose
from assessments.models import Assessment
from tests.factories import all_answers, make_assessment, open_in, report_of
from tests.pages import LANGUAGES, classed, get, parse, words

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 9  # the assessment, its answers for the defaults and for what is shown, edition
PREVIEW_QUERIES = 9


@pytest.fixture
def assessment():
    return make_assessment(answers=all_answers("full", 2), finished=True)


@pytest.fixture
def holder(client, assessment):
    return open_in(client, assessment)


def address(assessment, verb=""):
    return f"/a/{assessment.public_id}/targets/{verb}"


def choices(**chosen):
    """The form as it is sent: every dimension at its default but what is chosen."""
    slugs = [
        "klantervaring",
        "strategie",
        "organisatiestructuur",
        "technologie",
        "processen",
        "mensen-cultuur",
        "incentives",
    ]
    fields = {f"{slug}-{field}": "default" for slug in slugs for field in ("level", "importance")}
    version = Assessment.objects.get().targets_version
    chosen = {name.replace("_", "-"): value for name, value in chosen.items()}
    return fields | {"version": version} | chosen


def chosen(assessment):
    return {
        row.dimension: (row.level, row.importance)
        for row in Assessment.objects.get(pk=assessment.pk).targets.all()
    }


def test_the_defaults_are_visible(holder, assessment):
    page = holder.get(address(assessment), headers={"accept-language": "en"})

    assert page.status_code == 200
    assert page.content.decode().count("Default: 3, Cross-channel") == 7
    assert page.content.decode().count("Default: 2, normal") == 7


def test_what_is_chosen_is_stored_and_the_result_follows_at_once(holder, assessment):
    fields = choices(strategie_level="4", strategie_importance="3", incentives_importance="1")

    page = holder.post(address(assessment), fields)

    assert page.url == f"/a/{assessment.public_id}/result/"
    assert chosen(assessment) == {"strategie": (4, 3), "incentives": (None, 1)}
    row = report_of(Assessment.objects.get(pk=assessment.pk), "nl").result.dimension("strategie")
    assert (row.target, row.gap, row.importance, row.rank) == (4, 2, 3, 1)


def test_sending_the_same_twice_stores_it_once(holder, assessment):
    for _time in range(2):
        holder.post(address(assessment), choices(strategie_level="4"))

    assert chosen(assessment) == {"strategie": (4, None)}


def test_going_back_to_the_default_removes_what_was_chosen(holder, assessment):
    holder.post(address(assessment), choices(strategie_level="4", processen_importance="3"))

    page = holder.post(address(assessment, "reset/"))

    assert page.url == address(assessment)
    assert chosen(assessment) == {}


@pytest.mark.parametrize("level", ["0", "5", "x", "", "3 "])
def test_a_level_that_is_none_is_refused_and_nothing_changes(holder, assessment, level):
    holder.post(address(assessment), choices(strategie_level="4"))

    page = holder.post(address(assessment), choices(strategie_level=level, processen_level="1"))

    assert page.status_code == 422
    assert "Kies een doel voor Strategie." in page.text
    assert chosen(assessment) == {"strategie": (4, None)}


def test_a_dimension_without_a_score_has_no_default_but_can_have_a_target(client):
    assessment = make_assessment()
    open_in(client, assessment)

    page = client.get(address(assessment), headers={"accept-language": "en"})
    assert page.content.decode().count("Default: none yet") == 7

    client.post(address(assessment), choices(strategie_level="3"))
    row = report_of(Assessment.objects.get(pk=assessment.pk), "nl").result.dimension("strategie")
    assert (row.target, row.gap) == (3, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_shows_beside_the_choices(holder, assessment, language):
    page = parse(get(holder, address(assessment), language))

    (outcome,) = classed(page, "outcome")
    assert len(next(outcome.iter("tbody"))) == 7
    assert len(classed(outcome, "r-dot")) == 7
    first = [words(title) for title in classed(outcome, "point-list--across")[0].iter("b")]
    assert first == [each.title for each in report_of(assessment, language).advice.first_actions]


def test_a_choice_shows_what_it_comes_to_before_it_is_saved(holder, assessment):
    fields = choices(processen_level="4", processen_importance="3")

    page = holder.post(address(assessment, "preview/"), fields, headers={"accept-language": "en"})

    text = page.content.decode()
    ranked = [row for row in text.split("<tr>")[1:] if "Processes" in row]
    assert [">1<" in "".join(row.split()) for row in ranked] == [True]
    assert "<html" not in text
    assert chosen(assessment) == {}


def test_a_choice_that_is_none_leaves_what_is_shown(holder, assessment):
    page = holder.post(address(assessment, "preview/"), choices(strategie_level="5"))

    assert (page.status_code, page.content) == (204, b"")


@pytest.mark.parametrize("count", [0, 7])
def test_showing_it_costs_the_same_queries_however_much_is_chosen(
    holder, assessment, django_assert_num_queries, count
):
    slugs = [name.removesuffix("-level") for name in choices() if name.endswith("-level")]
    fields = choices(**{f"{slug}-level": "4" for slug in slugs[:count]})
    holder.post(address(assessment), fields)
    fields["version"] = Assessment.objects.get().targets_version
    holder.get(address(assessment))

    with django_assert_num_queries(PAGE_QUERIES):
        holder.get(address(assessment))
    with django_assert_num_queries(PREVIEW_QUERIES):
        holder.post(address(assessment, "preview/"), fields)


def test_showing_it_answers_to_post_only(holder, assessment):
    assert holder.get(address(assessment, "preview/")).status_code == 405


@pytest.mark.parametrize("verb", ["", "reset/", "preview/"])
def test_a_stranger_gets_404_and_a_reader_403(client, assessment, verb):
    assert client.post(address(assessment, verb), choices()).status_code == 404

    open_in(client, assessment, Purpose.READ)

    assert client.post(address(assessment, verb), choices()).status_code == 403


def test_the_reset_answers_to_post_only(holder, assessment):
    assert holder.get(address(assessment, "reset/")).status_code == 405


def test_choosing_targets_counts_as_working_on_it(holder, assessment):
    before = Assessment.objects.get(pk=assessment.pk).touched_at

    holder.post(address(assessment), choices())

    assert Assessment.objects.get(pk=assessment.pk).touched_at > before

"""The model as visitors read it, and the scenes in which they recognise themselves."""

import pytest
from django.urls import reverse

from maturity.loading import published_definition
from tests.pages import LANGUAGES, classed, described, get, headings, links, parse, words

pytestmark = pytest.mark.django_db

DIMENSIONS = [
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
]
ADDRESSES = ["/model/", "/model/recognise/", *(f"/model/{slug}/" for slug in DIMENSIONS)]


def choices(definition, *levels):
    return {
        "show": "1",
        **{scene.slug: level for scene, level in zip(definition.scenes, levels, strict=False)},
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_model_is_sound_in_both_languages(client, address, language):
    page = get(client, address, language)
    tree = parse(page)

    assert page.status_code == 200
    assert tree.get("lang") == language
    assert len(headings(tree)) == 1
    wanted, there = described(tree)
    assert wanted <= there


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_model_costs_no_query_once_the_model_is_read(
    client, address, django_assert_num_queries
):
    published_definition("nl")

    with django_assert_num_queries(0):
        get(client, address)


@pytest.mark.parametrize("address", ["/model/", "/model/strategie/", "/model/recognise/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_model_is_only_read(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    "address", ["/model/unknown/", "/model/?sector=banking", "/model/strategie/?sector=banking"]
)
def test_an_unknown_dimension_or_sector_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_shows_all_28_cells_and_leads_to_every_dimension(client, language):
    definition = published_definition(language)

    tree = parse(get(client, "/model/", language))

    assert len(classed(tree, "cell")) == 28
    assert {reverse("maturity:dimension", args=[slug]) for slug in DIMENSIONS} <= set(links(tree))
    text = words(tree)
    for level in definition.levels:
        assert level.definition in text
        assert level.customer_scene in text
        assert level.crm_role in text


def test_a_sector_leaves_out_what_only_others_have(client):
    definition = published_definition("en")
    cell = definition.dimension("strategie").cells[1]
    for_shops = next(line.text for line in cell if line.sectors == ("retail", "intermediary"))
    for_web_shops = next(line.text for line in cell if line.sectors == ("e-tail",))

    every = words(parse(get(client, "/model/", "en")))
    shops = words(parse(get(client, "/model/", "en", sector="retail")))

    assert for_shops in every
    assert for_web_shops in every
    assert for_shops in shops
    assert for_web_shops not in shops


def test_the_chosen_sector_is_marked_and_kept_on_the_way_to_another_dimension(client):
    tree = parse(get(client, "/model/strategie/", "en", sector="e-tail"))

    chosen = [words(link) for link in tree.iter("a") if link.get("aria-current") == "true"]
    assert chosen == ["Online-only retailers (e-tail)"]
    assert "/model/technologie/?sector=e-tail" in links(tree)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", DIMENSIONS)
def test_a_dimension_shows_its_questions_options_proof_and_steps(client, slug, language):
    definition = published_definition(language)
    dimension = definition.dimension(slug)

    text = words(parse(get(client, f"/model/{slug}/", language)))

    for question in definition.questionnaire("full").questions_of(slug):
        assert question.text in text
        assert question.proof in text
        assert all(option.text in text for option in question.options["retail"])
        assert all(hint in text for hint in question.hints.values())
    assert all(step.headline in text for step in dimension.steps.values())


def test_with_a_sector_a_dimension_shows_the_examples_of_that_sector_only(client):
    question = published_definition("nl").questionnaire("full").questions_of("strategie")[0]

    text = words(parse(get(client, "/model/strategie/", sector="other")))

    assert question.hints["other"] in text
    assert "Voorbeeld: Overig" not in text
    assert question.hints["retail"] not in text


def test_the_options_of_the_full_questionnaire_are_the_same_in_every_sector():
    for question in published_definition("nl").questionnaire("full").questions:
        assert len(set(question.options.values())) == 1


def test_sources_are_named_in_words_and_not_by_number(client):
    definition = published_definition("en")
    code = definition.dimension("strategie").sources[0]

    tree = parse(get(client, "/model/strategie/", "en"))

    folded = [words(body) for body in classed(tree, "fold__body")]
    assert any(definition.sources[code] in text for text in folded)


@pytest.mark.parametrize("language", LANGUAGES)
def test_scenes_show_every_outcome_without_the_name_of_a_level(client, language):
    definition = published_definition(language)

    tree = parse(get(client, "/model/recognise/", language))

    options = [words(option) for option in classed(tree, "option__text")]
    assert options == [
        outcome for scene in definition.scenes for _, outcome in sorted(scene.outcomes.items())
    ]
    names = {level.name for level in definition.levels}
    assert not any(name in words(tree.find(".//form[@class='scenes']")) for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("levels", "expected"),
    [((2, 2, 3), 2), ((1, 4, 4), 4), ((1, 2, 3, 4), 2), ((3,) * 10, 3)],
)
def test_choices_point_to_their_lower_median(client, language, levels, expected):
    definition = published_definition(language)

    page = get(client, "/model/recognise/", language, **choices(definition, *levels))
    tree = parse(page)

    level = definition.level(expected)
    assert page.status_code == 200
    assert headings(tree)[0].endswith(f"{expected} {level.name}")
    assert level.definition in words(tree)
    assert len([radio for radio in tree.iter("input") if radio.get("checked") is not None]) == len(
        levels
    )


@pytest.mark.parametrize("levels", [(), (1,), (4, 4)])
def test_fewer_than_three_choices_ask_for_more_and_keep_what_was_chosen(client, levels):
    definition = published_definition("en")

    page = get(client, "/model/recognise/", "en", **choices(definition, *levels))
    tree = parse(page)

    assert page.status_code == 422
    assert words(tree.find(".//title")).startswith("Error:")
    assert "Choose in at least three situations" in words(classed(tree, "errors")[0])
    assert len([radio for radio in tree.iter("input") if radio.get("checked") is not None]) == len(
        levels
    )


def test_an_outcome_that_does_not_exist_is_named_beside_its_scene(client):
    definition = published_definition("en")

    page = get(client, "/model/recognise/", "en", **choices(definition, 1, 2, 5))
    tree = parse(page)

    assert page.status_code == 422
    summary, beside = classed(tree, "errors")[0], classed(tree, "field__error")
    target = f"id_{definition.scenes[2].slug}_0"
    assert links(summary) == [f"#{target}"]
    assert target in {radio.get("id") for radio in tree.iter("input")}
    assert len(beside) == 1


def test_recognising_stores_nothing(client, settings, django_assert_num_queries):
    definition = published_definition("nl")

    with django_assert_num_queries(0):
        page = get(client, "/model/recognise/", **choices(definition, 1, 2, 3))

    assert set(page.cookies) == {settings.CSRF_COOKIE_NAME}  # of the language switch

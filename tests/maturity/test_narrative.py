"""The sentences of a result, in the words of the published model and in both languages."""

import re
from itertools import combinations_with_replacement

import pytest

from maturity.loading import published_definition
from maturity.narrative import (
    joined,
    names_in_sentence,
    opening_case,
    result_sentence,
    state_texts,
)
from maturity.responses import UNKNOWN, Kind, Response, Responses, Targets
from maturity.scoring import score

pytestmark = pytest.mark.django_db

U = UNKNOWN
SLUGS = (
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
)
NAMES = ["De Boer Wonen", "Bakker & Zn. B.V.", "Wonen {levens} 100%", "3M", ""]


def quick(definition, *people, agreed=None, targets=Targets()):
    """The result of people's seven answers; None is not answered."""
    slugs = [dimension.slug for dimension in definition.dimensions]
    responses = (
        Response({slug: v for slug, v in zip(slugs, values, strict=True) if v is not None})
        for values in people
    )
    kind = Kind.OWN if len(people) == 1 else Kind.GROUP
    responses = Responses("quick", tuple(responses), agreed or {}, kind=kind)
    return score(definition, responses, targets)


def nearly_even(definition):
    """Three people whose scores lie a third apart: 2 and 7/3."""
    return quick(definition, [2] * 7, [2] * 7, [2, 3, 2, 3, 2, 2, 2])


def every_kind(definition):
    """Every multiset of answers, so every level, cap, tie and gap that a quick scan can have."""
    for values in combinations_with_replacement([1, 2, 3, 4, U], 7):
        yield quick(definition, values)
    yield nearly_even(definition)


def assert_reads_well(text):
    assert "{" not in text.replace("{levens}", "")
    assert "  " not in text
    assert not re.search(r"\.\.|,,| [.,;:]|\n", text)
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")


def test_every_sentence_reads_well(definition):
    cases = set()

    for result in every_kind(definition):
        for name in NAMES:
            assert_reads_well(result_sentence(result, organisation=name))
        cases.add((result.level, bool(result.capped_by), result.spread == 0))

    assert {level for level, _, _ in cases} == {None, 1, 2, 3, 4}
    assert {(2, True, False), (3, True, False)} <= cases


def test_every_sentence_names_the_organisation_or_says_your(definition):
    your = {"nl": "uw organisatie", "en": "your organisation"}[definition.language]

    for result in every_kind(definition):
        named = result_sentence(result, organisation="De Boer Wonen")
        unnamed = result_sentence(result, organisation=" ")
        assert ("De Boer Wonen" in named, your in named.lower()) == (True, False)
        assert your in unnamed.lower()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "nl",
            "De Boer werkt multichannel (niveau 2 van 4), met een gemiddelde score van 2,3."
            " De hoogste score is voor klantervaring, strategie én beloning en sturing."
            " Begin met technologie: daar is de score het laagst en het meeste te winnen.",
        ),
        (
            "en",
            "De Boer is multichannel (level 2 of 4), with an average score of 2.3. The highest"
            " score is for customer experience, strategy and incentives. Begin with technology:"
            " that is where the score is lowest and where there is most to gain.",
        ),
    ],
)
def test_a_scored_result_names_the_strongest_and_where_to_begin(language, sentence):
    result = quick(published_definition(language), [3, 3, 2, 1, 2, 2, 3])

    assert result_sentence(result, organisation=" De \n Boer ") == sentence


def test_where_several_are_the_lowest_all_are_named_and_none_has_most_to_gain():
    result = quick(published_definition("en"), [3, 3, 1, 1, 2, 2, 3])

    assert result_sentence(result, organisation="").endswith(
        "strategy and incentives, the lowest for organisational structure and technology."
        " Begin with organisational structure, or give another dimension with the lowest score more"
        " importance if it matters more to your customers."
    )


def test_a_choice_that_puts_another_dimension_first_is_told_as_such():
    definition = published_definition("en")
    targets = Targets(importance={"processen": 3, "technologie": 1})

    sentence = result_sentence(
        quick(definition, [3, 3, 2, 1, 2, 2, 3], targets=targets), organisation="Acme"
    )

    assert sentence.endswith(
        "the lowest for technology. Begin with processes: given your targets and the importance"
        " you give each dimension, it comes first."
    )


def test_a_capped_result_names_what_holds_it_back_and_counts_more_than_three_names():
    result = quick(published_definition("nl"), [4, 4, 4, 1, 1, 4, 4])

    assert result_sentence(result, organisation="") == (
        "Uw organisatie werkt multichannel (niveau 2 van 4). De gemiddelde score van 3,1"
        " wijst op een hoger niveau, maar het geheel komt hoogstens één niveau boven"
        " wat het zwakst is: technologie en processen. De hoogste score is voor vijf dimensies."
        " Begin met technologie."
    )


@pytest.mark.parametrize(
    ("values", "levels", "importance", "case"),
    [
        ([3, 3, 2, 1, 2, 2, 3], {}, {}, "scored"),
        ([3, 3, 2, 1, 1, 2, 3], {}, {}, "scored_shared"),
        ([3, 3, 2, 1, 2, 2, 3], {"technologie": 1}, {}, "scored_other"),
        ([3, 3, 2, 1, 1, 2, 3], {}, {"processen": 3}, "scored_other"),
        ([3, 3, 2, 1, 2, 2, 3], {"technologie": 2}, {"technologie": 3}, "scored_other"),
        ([4, 4, 4, 1, 1, 4, 4], {}, {}, "capped"),
        ([4, 4, 3, 1, 4, 4, 4], {"technologie": 1}, {}, "capped_other"),
        ([4, 4, 4, 1, 4, 4, 4], {"technologie": 1}, {}, "capped_reached"),
        ([2] * 7, {}, {}, "equal"),
        ([2] * 7, {"technologie": 4}, {}, "equal_other"),
        ([2] * 7, {}, {"technologie": 3}, "equal_other"),
        ([2] * 7, dict.fromkeys(SLUGS, 4), dict.fromkeys(SLUGS, 3), "equal"),
        ([2] * 7, dict.fromkeys(SLUGS, 2), {}, "reached_equal"),
        ([2, 3, 2, 2, 2, 2, 2], dict.fromkeys(SLUGS, 2), {}, "reached"),
        ([4] * 7, {}, {}, "highest"),
        ([4, 3, 4, 4, 4, 4, 4], dict.fromkeys(SLUGS, 3), {}, "reached"),
        ([2, 2, 2, 2, U, U, U], {}, {}, "not_scored"),
    ],
)
def test_the_opening_is_that_of_the_first_case_that_holds(
    definition, values, levels, importance, case
):
    result = quick(definition, values, targets=Targets(levels, importance))

    assert opening_case(result) == case
    assert_reads_well(result_sentence(result, organisation="Acme"))


def test_with_every_target_reached_the_opening_asks_to_begin_nowhere(definition):
    begin = {"nl": "begin met", "en": "begin with"}[definition.language]

    for values in combinations_with_replacement([1, 2, 3, 4], 7):
        low = Targets(levels=dict.fromkeys(SLUGS, 1))
        sentence = result_sentence(quick(definition, values, targets=low), organisation="")
        assert begin not in sentence.lower()


def test_at_the_highest_level_with_something_left_to_do_the_opening_says_where_to_begin(definition):
    people = ([4] * 7, [4, 4, 4, 4, 4, 4, 3], [4] * 7)  # 11/3 is nearest to 4, and below it
    result = quick(definition, *people)
    begin = {"nl": "Begin met", "en": "Begin with"}[definition.language]

    assert {row.level for row in result.scored} == {4}
    assert opening_case(result) == "even"
    assert begin in result_sentence(result, organisation="Acme")


def test_scores_less_than_half_a_level_apart_are_even():
    definition = published_definition("en")
    even = "The scores are close together: no dimension is far ahead or far behind."
    half_apart = quick(definition, [2] * 7, [2, 3, 2, 2, 2, 2, 2])

    assert even in result_sentence(nearly_even(definition), organisation="Acme")
    assert even not in result_sentence(half_apart, organisation="Acme")


def test_without_an_overall_score_there_is_no_level():
    result = quick(published_definition("en"), [2, 2, 2, 2, U, U, U])

    assert result_sentence(result, organisation="Acme").startswith(
        "No level can be given for Acme yet: fewer than five"
    )


@pytest.mark.parametrize(
    ("people", "states"),
    [
        ([], ["nothing_answered"]),
        ([[None] * 7], ["nothing_answered"]),
        ([[None] * 7, [None] * 7], ["nothing_answered"]),
        ([[2] * 7], ["single_response"]),
        ([[2] * 7, [3] * 7], ["group_response"]),
        ([[2] * 5 + [None] * 2], ["partly_answered", "single_response"]),
        ([[2] * 7, [2] * 5 + [None] * 2], ["group_response"]),
        ([[2] * 7, [2] * 4 + [None] * 3], ["partly_answered", "group_response"]),
        ([[2] * 6 + [U]], ["single_response"]),
        ([[2] * 5 + [U] * 2], ["many_unknown", "single_response"]),
        ([[2, *[None] * 6]], ["partly_answered", "too_few_answers", "single_response"]),
        ([[U] * 7], ["too_few_answers", "many_unknown"]),
        ([[U, *[None] * 6]], ["partly_answered", "too_few_answers"]),
    ],
)
def test_the_state_of_the_measurement_says_what_holds(definition, people, states):
    result = quick(definition, *people)

    assert state_texts(result) == tuple(definition.wording.states[state] for state in states)


def test_levels_agreed_before_anyone_answered_are_an_outcome(definition):
    slugs = [dimension.slug for dimension in definition.dimensions]

    result = quick(definition, [None] * 7, agreed=dict.fromkeys(slugs, 2))

    states = definition.wording.states
    assert state_texts(result) == (states["partly_answered"], states["single_response"])


def test_every_state_text_reads_well(definition):
    for text in definition.wording.states.values():
        assert_reads_well(text)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, ""),
        (1, "customer experience"),
        (2, "customer experience and strategy"),
        (3, "customer experience, strategy and organisational structure"),
        (4, "four dimensions"),
        (7, "all seven dimensions"),
    ],
)
def test_names_are_joined_as_in_a_sentence(count, text):
    definition = published_definition("en")

    assert names_in_sentence(definition, definition.dimensions[:count]) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["a", "b"], "a and b"),
        (["people and culture", "b"], "people and culture and also b"),
        (["a", "people and culture"], "a and also people and culture"),
        (["Android", "b"], "Android and b"),
    ],
)
def test_a_name_that_holds_the_joining_word_is_set_apart(names, text):
    assert joined(published_definition("en"), names) == text


def test_in_dutch_a_name_with_that_word_is_joined_with_stress():
    names = ["strategie", "mensen en cultuur"]

    assert joined(published_definition("nl"), names) == "strategie én mensen en cultuur"

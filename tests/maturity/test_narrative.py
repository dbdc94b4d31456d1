"""The sentences of a result, in the words of the published model and in both languages."""

import re
from itertools import combinations_with_replacement

import pytest

from maturity.loading import published_definition
from maturity.narrative import (
    board_decision,
    level_words,
    names_in_sentence,
    result_sentence,
    state_texts,
)
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import score

pytestmark = pytest.mark.django_db

U = UNKNOWN
NAMES = ["De Boer Wonen", "Bakker & Zn. B.V.", "Wonen {levens} 100%", "3M", ""]


def quick(definition, *people, agreed=None, targets=Targets()):
    """The result of people's seven answers; None is not answered."""
    slugs = [dimension.slug for dimension in definition.dimensions]
    responses = (
        Response({slug: v for slug, v in zip(slugs, values, strict=True) if v is not None})
        for values in people
    )
    return score(definition, Responses("quick", tuple(responses), agreed or {}), targets)


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
            "De Boer is multichannel (niveau 2 van 4), met een gemiddelde score van 2,3."
            " De hoogste score is voor klantervaring, strategie en beloning & sturing,"
            " de laagste voor technologie; daar is nog het meeste te winnen.",
        ),
        (
            "en",
            "De Boer is multichannel (level 2 of 4), with an average score of 2.3."
            " It scores highest on customer experience, strategy and incentives"
            " and lowest on technology; that is where there is most to gain.",
        ),
    ],
)
def test_a_scored_result_names_the_strongest_and_the_weakest_with_ties(language, sentence):
    result = quick(published_definition(language), [3, 3, 2, 1, 2, 2, 3])

    assert result_sentence(result, organisation=" De \n Boer ") == sentence


def test_a_capped_result_names_what_holds_it_back():
    result = quick(published_definition("nl"), [4, 4, 4, 1, 1, 4, 4])

    assert result_sentence(result, organisation="") == (
        "Uw organisatie is multichannel (niveau 2 van 4). De gemiddelde score van 3,1"
        " wijst op een hoger niveau, maar het geheel komt nooit meer dan één niveau boven"
        " de zwakste schakel, en die zit bij technologie en processen. U scoort het hoogst op"
        " klantervaring, strategie, organisatiestructuur, mensen & cultuur en beloning & sturing."
    )


def test_scores_less_than_half_a_level_apart_are_even():
    definition = published_definition("en")
    even = "The scores are close together: no dimension is far ahead or far behind."
    half_apart = quick(definition, [2] * 7, [2, 3, 2, 2, 2, 2, 2])

    assert even in result_sentence(nearly_even(definition), organisation="Acme")
    assert even not in result_sentence(half_apart, organisation="Acme")


@pytest.mark.parametrize("values", [[4] * 7, [4] * 5 + [U] * 2], ids=["seven", "five"])
def test_with_every_score_at_the_highest_level_no_next_step_is_named(definition, values):
    sentence = result_sentence(quick(definition, values), organisation="Acme")

    highest = {"nl": "er is geen stap hoger", "en": "there is no step up left"}
    assert highest[definition.language] in sentence
    assert {"nl": "volgende stap", "en": "next step"}[definition.language] not in sentence


def test_without_an_overall_score_there_is_no_level():
    result = quick(published_definition("en"), [2, 2, 2, 2, U, U, U])

    assert result_sentence(result, organisation="Acme").startswith(
        "No level can be given for Acme yet, because fewer than five"
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


def test_the_board_is_asked_to_decide_on_the_dimension_of_rank_one(definition):
    for number, dimension in enumerate(definition.dimensions):
        targets = Targets(importance={dimension.slug: 3})
        values = [2] * 7
        values[number] = 1

        decision = board_decision(quick(definition, values, targets=targets))

        opening = definition.wording.decision_opening
        assert decision == f"{opening} {dimension.decision}"
        assert_reads_well(decision)


def test_the_board_is_asked_for_a_step_as_long_as_one_is_left(definition):
    """Without a choice every target is the next level up, so only level 4 is the end."""
    wording = definition.wording
    held = f"{wording.decision_opening} {wording.decision_hold}"
    steps = {f"{wording.decision_opening} {each.decision}" for each in definition.dimensions}

    for result in every_kind(definition):
        decision = board_decision(result)
        if not result.scored:
            assert decision == ""
        elif {row.level for row in result.scored} == {4}:
            assert decision == held
        else:
            assert decision in steps
    assert_reads_well(held)


def test_what_is_already_reached_is_not_asked_of_the_board_whatever_its_rank(definition):
    first, second, *_ = definition.dimensions
    people = [[4, 3, *[4] * 5], [3, 3, *[4] * 5]]
    importance = {first.slug: 3, second.slug: 1}

    result = quick(definition, *people, targets=Targets(importance=importance))

    assert (result.by_rank[0].dimension, result.by_rank[0].level) == (first, 4)
    assert board_decision(result).endswith(second.decision)


def test_a_gap_that_is_left_within_the_level_of_the_target_is_asked_of_the_board(definition):
    first = definition.dimensions[0]
    people = [[2, *[3] * 6], [3, *[3] * 6]]
    targets = Targets(levels={each.slug: 3 for each in definition.dimensions})

    result = quick(definition, *people, targets=targets)

    assert (result.by_rank[0].dimension, result.by_rank[0].level) == (first, 3)
    assert board_decision(result).endswith(first.decision)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_when_every_chosen_target_is_reached_the_board_is_asked_to_hold(definition, level):
    targets = Targets(levels={each.slug: level for each in definition.dimensions})

    decision = board_decision(quick(definition, [level] * 7, targets=targets))

    assert decision.endswith(definition.wording.decision_hold)


def test_nothing_scored_asks_nothing_of_the_board(definition):
    assert board_decision(quick(definition, [U] * 7)) == ""


def test_a_dimension_has_the_words_of_its_level(definition):
    result = quick(definition, [1, 2, 3, 4, 1, 2, U])

    words = [level_words(row) for row in result.dimensions]
    assert words[:4] == [d.words[n] for n, d in enumerate(definition.dimensions[:4], start=1)]
    assert words[6] is None


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, ""),
        (1, "customer experience"),
        (2, "customer experience and strategy"),
        (3, "customer experience, strategy and organisational structure"),
    ],
)
def test_names_are_joined_as_in_a_sentence(count, text):
    definition = published_definition("en")

    assert names_in_sentence(definition, definition.dimensions[:count]) == text

"""What is said of an organisation, and the answers that it rests on: rule 18 of docs/scoring.md."""

import pytest

from maturity.advice import advise
from maturity.claims import Ground, highlight_words, standing_words
from maturity.loading import published_definition
from maturity.responses import UNKNOWN, Kind, Response, Responses, Targets
from maturity.scoring import score

pytestmark = pytest.mark.django_db

FOUR = Targets(levels={"klantervaring": 4})


def advised(definition, *people, kind=Kind.OWN, agreed=None):
    """Everybody's answers to the five questions of the first dimension, with target 4."""
    responses = tuple(
        Response({f"KE{n}": value for n, value in enumerate(each, start=1)}) for each in people
    )
    result = score(definition, Responses("full", responses, agreed or {}, kind=kind), FOUR)
    return advise(definition, result)


def standing(definition, *people, **about):
    advice = advised(definition, *people, **about)
    return standing_words(definition, advice.dimension("klantervaring"))


def test_the_words_of_a_whole_level_are_a_claim_that_rests_on_every_answer(definition):
    words = standing(definition, [3, 3, 3, 4, 3])

    grounds = tuple(Ground(f"KE{n}", 3, is_exact=False) for n in range(1, 6))
    at = definition.wording.phrase("level_from", level=3)
    assert words.told.text == definition.wording.phrase("standing_whole", at=at)
    assert (words.told.grounds, words.words.grounds, words.heading) == (grounds, grounds, "")
    assert words.words.text == definition.dimension("klantervaring").words[3].position


def test_all_questions_are_those_with_a_level_and_nothing_is_above_the_highest():
    definition = published_definition("en")

    known = standing(definition, [4, 4, UNKNOWN, 4, 4])
    every = standing(definition, [4, 4, 4, 4, 4])

    assert known.told.text == "The four questions for which a level was chosen are at level 4."
    assert every.told.text == "All questions are at level 4."


def test_of_the_lowest_level_nothing_needs_to_be_told(definition):
    words = standing(definition, [1, 1, 2, 1, 1])

    assert (words.told, words.heading) == (None, "")


def test_a_level_that_is_not_whole_is_described_and_what_is_missing_is_named():
    definition = published_definition("en")

    words = standing(definition, [2, 2, 3, 3, 3])

    facets = [q.facet for q in definition.questionnaire("full").questions[:2]]
    assert words.told.text == (
        f"3 of 5 questions are at level 3 or higher; not yet: “{facets[0]}” and “{facets[1]}”."
    )
    assert [ground.code for ground in words.told.grounds] == ["KE3", "KE4", "KE5"]
    assert (words.heading, words.words.grounds) == ("What level 3 looks like", ())


def test_every_facet_that_is_missing_is_named(definition):
    words = standing(definition, [1, 1, 1, 1, 4])  # 8/5: level 2

    assert all(facet(definition, n) in words.told.text for n in range(1, 5))


def facet(definition, number):
    return definition.questionnaire("full").question(f"KE{number}").facet


def test_a_group_can_be_between_two_levels():
    definition = published_definition("en")

    words = standing(definition, [2] * 5, [3] * 5, [3] * 5, kind=Kind.GROUP)

    assert words.told.text == "The group's answer lies between levels 2 and 3."
    assert words.heading == "What level 3 looks like"


def test_a_dimension_that_is_not_scored_stands_nowhere(definition):
    assert standing(definition, [2, UNKNOWN, UNKNOWN]) is None


@pytest.mark.parametrize(
    ("kind", "agreed", "heading"),
    [
        (Kind.OWN, None, "Your answer on “{facet}”"),
        (Kind.GROUP, None, "The group's average answer on “{facet}”"),
        (Kind.GROUP, {"KE1": 4}, "Agreed answer on “{facet}”"),
    ],
)
def test_a_strength_is_told_in_the_words_of_the_answer(kind, agreed, heading):
    definition = published_definition("en")
    advice = advised(definition, [4, 1, 1, 1, 1], kind=kind, agreed=agreed)

    words = highlight_words(definition, "retail", advice.strengths[0], is_group=kind == Kind.GROUP)

    question = definition.questionnaire("full").question("KE1")
    assert words.heading == heading.format(facet=question.facet)
    assert words.answer.text == question.options["retail"][3].text
    assert words.answer.grounds == (Ground("KE1", 4, is_exact=True),)
    assert words.why == question.why


def test_a_quick_answer_reads_as_the_cell_of_the_sector(definition):
    slug = "organisatiestructuur"
    result = score(definition, Responses("quick", (Response({slug: 1}),)))

    words = highlight_words(
        definition, "other", advise(definition, result).brakes[0], is_group=False
    )

    lines = [line.text for line in definition.dimension(slug).cell(1, "other")]
    assert all(line in words.answer.text for line in lines)
    assert definition.dimension(slug).name in words.heading


@pytest.mark.parametrize(
    ("ground", "bears"),
    [
        (Ground("KE1", 3, is_exact=True), True),
        (Ground("KE1", 2, is_exact=True), False),
        (Ground("KE1", 2, is_exact=False), True),
        (Ground("KE1", 4, is_exact=False), False),
        (Ground("KE2", 1, is_exact=False), False),
        (Ground("ZZ1", 1, is_exact=False), False),
    ],
)
def test_a_ground_bears_what_its_answer_says(definition, ground, bears):
    answers = {"KE1": 3, "KE2": UNKNOWN, "KE3": 3, "KE4": 3}
    result = score(definition, Responses("full", (Response(answers),)))

    assert ground.bears(result) is bears


def test_of_a_single_answer_nothing_needs_to_be_told(definition):
    result = score(definition, Responses("quick", (Response({"klantervaring": 3}),)))
    advice = advise(definition, result)

    words = standing_words(definition, advice.dimension("klantervaring"))

    assert (words.told, words.heading) == (None, "")
    assert words.words.grounds == (Ground("klantervaring", 3, is_exact=False),)

"""The rules on the published model: whatever is answered, the advice holds together."""

import random
from itertools import product

from maturity.advice import advise
from maturity.definition import Definition
from maturity.loading import published_definition
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response, Responses, Targets
from maturity.scoring import Result, score

CHOICES = (1, 1, 2, 2, 3, 3, 4, UNKNOWN, NOT_APPLICABLE, None)


def random_result(definition: Definition, seed: int) -> Result:
    """One to three people, each leaning to a level of their own, and random targets."""
    chance = random.Random(seed)
    questions = definition.questionnaire("full").questions
    people = []
    for _ in range(chance.randint(1, 3)):
        usual = chance.randint(1, 4)
        chosen = {q.code: chance.choice((usual, usual, usual, *CHOICES)) for q in questions}
        people.append(Response({code: value for code, value in chosen.items() if value}))
    slugs = [dimension.slug for dimension in definition.dimensions]
    targets = Targets(
        levels={slug: chance.randint(1, 4) for slug in slugs[::2]},
        importance={slug: chance.randint(1, 3) for slug in slugs[1::2]},
    )
    return score(definition, Responses("full", tuple(people)), targets)


def test_the_roadmap_holds_the_current_steps_in_a_possible_order(definition):
    for seed in range(40):
        advice = advise(definition, random_result(definition, seed))

        horizons = {action.slug: h for h, each in advice.roadmap.items() for action in each}
        order = list(horizons)
        steps = [dimension.step for dimension in advice.dimensions if dimension.step]
        actions = [action for step in steps for action in step.actions]
        assert sorted(order) == sorted(action.slug for action in actions)
        for action in actions:
            needed = [slug for slug in action.depends_on if slug in horizons]
            assert all(order.index(slug) < order.index(action.slug) for slug in needed)
            assert horizons[action.slug] >= action.horizon


def test_strengths_and_brakes_never_name_the_same_dimension(definition):
    for seed in range(40):
        advice = advise(definition, random_result(definition, seed))

        strong = {each.row.dimension.slug for each in advice.strengths}
        weak = {each.row.dimension.slug for each in advice.brakes}
        assert not strong & weak
        assert max(len(strong), len(weak)) <= 3


def test_the_raises_to_the_next_level_are_enough(definition):
    questionnaire = definition.questionnaire("full")
    chance = random.Random(1)
    answers = {question.code: chance.randint(1, 3) for question in questionnaire.questions}
    before = score(definition, Responses("full", (Response(answers),)))

    raised = dict(answers)
    for dimension in advise(definition, before).dimensions:
        for each in dimension.next_level.raises:
            assert raised[each.question.code] + 1 == each.to_value
            raised[each.question.code] += 1
    after = score(definition, Responses("full", (Response(raised),)))

    levels = [row.level + 1 for row in before.dimensions]
    assert [row.level for row in after.dimensions] == levels


def test_every_pattern_and_every_risk_can_be_shown(definition):
    slugs = [dimension.slug for dimension in definition.dimensions]
    patterns, risks = set(), set()

    for levels in product([1, 4, UNKNOWN], repeat=7):
        if len(set(levels)) > 2:
            continue
        one = Response(dict(zip(slugs, levels, strict=True)))
        two = Response(dict.fromkeys(slugs, 1))
        for people in [(one,), (one, two)]:
            advice = advise(definition, score(definition, Responses("quick", people)))
            patterns |= {pattern.slug for pattern in advice.patterns}
            risks |= {risk.slug for risk in advice.risks}

    assert patterns == {pattern.slug for pattern in definition.patterns}
    assert risks == {risk.slug for risk in definition.risks}


def test_both_languages_score_and_advise_the_same(definition):
    result = random_result(definition, seed=7)

    other = random_result(other_language(definition), seed=7)

    assert [row.score for row in result.dimensions] == [row.score for row in other.dimensions]
    assert slugs_of(definition, result) == slugs_of(other_language(definition), other)


def other_language(definition):
    return published_definition({"nl": "en", "en": "nl"}[definition.language])


def slugs_of(definition, result):
    advice = advise(definition, result)
    plan = {horizon: [a.slug for a in each] for horizon, each in advice.roadmap.items()}
    return plan, [p.slug for p in advice.patterns], [r.slug for r in advice.risks]

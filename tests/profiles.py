"""Invented assessments: any answers, targets and importance, quick or full, of one or of many."""

import random
from collections.abc import Iterator

from maturity.definition import Definition, Questionnaire
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Kind, Response, Responses, Targets, Value

DEPARTMENTS = ("", "Verkoop", "verkoop ", "Service", "Marketing")


def profiles(definition: Definition, count: int) -> Iterator[tuple[Responses, Targets]]:
    """The same ones each time: what is found once can be found again."""
    for seed in range(count):
        yield random_profile(definition, random.Random(seed))


def random_profile(definition: Definition, chance: random.Random) -> tuple[Responses, Targets]:
    questionnaire = definition.questionnaire(chance.choice(("quick", "full", "full")))
    kind = chance.choice(tuple(Kind))
    count = 1 if kind == Kind.OWN else chance.choice((1, 2, 3, 6, 12))
    codes = [question.code for question in questionnaire.questions]
    is_agreed = kind == Kind.GROUP and chance.random() < 0.5
    some = chance.sample(codes, chance.randint(1, len(codes) // 2)) if is_agreed else []
    return Responses(
        questionnaire.slug,
        tuple(_person(questionnaire, chance) for _ in range(count)),
        agreed={code: chance.randint(1, 4) for code in some},
        agreed_reasons=dict.fromkeys(some[::2], "Zo spraken wij het af."),
        minimum_group=chance.randint(3, 6),
        kind=kind,
    ), _targets(definition, chance)


def _person(questionnaire: Questionnaire, chance: random.Random) -> Response:
    """Somebody who leans to a level in each dimension and does not know everything."""
    usual = chance.randint(1, 4)
    unsure, wide = chance.choice((0.0, 0.05, 0.3)), chance.choice((0, 1, 1, 3))
    answers: dict[str, Value] = {}
    for question in questionnaire.questions:
        luck = chance.random()
        if luck < unsure:
            answers[question.code] = UNKNOWN
        elif luck < 2 * unsure and questionnaire.allows_not_applicable:
            answers[question.code] = NOT_APPLICABLE
        elif luck < 1 - unsure / 2:
            level = usual + chance.randint(-wide, wide)
            answers[question.code] = min(4, max(1, level))
    return Response(answers, department=chance.choice(DEPARTMENTS))


def _targets(definition: Definition, chance: random.Random) -> Targets:
    slugs = [dimension.slug for dimension in definition.dimensions]
    chosen = chance.sample(slugs, chance.choice((0, 0, 2, 7)))
    weighed = chance.sample(slugs, chance.choice((0, 0, 3)))
    return Targets(
        levels={slug: chance.randint(1, 4) for slug in chosen},
        importance={slug: chance.randint(1, 3) for slug in weighed},
    )

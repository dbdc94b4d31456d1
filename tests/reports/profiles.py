"""Invented reports: every kind of answers, targets and people, each the same for its seed."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from maturity.loading import published_definition
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Kind, Response, Responses, Targets
from maturity.result import LEVELS
from maturity.scoring import score
from reports.content.blocks import Figure, RouteHorizon
from reports.outcome import (
    DISAGREE,
    LEVEL,
    VOTES,
    ChosenAction,
    Counts,
    TopicOutcome,
    WorkshopOutcome,
)
from reports.report import About, build_report
from tests.profiles import random_profile

PROMISE = {
    "nl": "U antwoordt anoniem. Wij bewaren geen naam, geen adres en geen kenmerk van uw telefoon."
    " Uitslagen zien we samen, pas als de gespreksleider ze toont, en alleen vanaf %d antwoorden.",
    "en": "You answer anonymously. We keep no name, no address and no mark of your phone. We see"
    " outcomes together, once the facilitator shows them, and only from %d answers on.",
}
TOPICS = 6  # that a room has the time for

NOT_WORDS = {
    *("role", "slug", "sign", "size", "language", "code", "picture", "rests_on", "words"),
    "who_and_when",  # that is two cells of a table as one line
}


def invented_report(seed, language=None):
    """Own or group, quick or full, with targets and importance or without, in either language."""
    chance = random.Random(seed)
    language = language or chance.choice(["nl", "en"])
    definition = published_definition(language)
    questionnaire = chance.choice(["quick", "full", "full"])
    codes = [question.code for question in definition.questionnaire(questionnaire).questions]
    people = chance.choice([1, 1, 1, 3, 12])
    responses = tuple(_response(chance, codes, questionnaire, people) for _ in range(people))
    about = About(
        organisation=chance.choice(["De Boer Wonen", "", "Acme"]),
        sector=chance.choice([sector.slug for sector in definition.sectors]),
        title="",
        date=dt.date(2026, 3, 12),
        is_finished=True,
        plan_start=dt.date(2026, 3, 12),
    )
    kind = Kind.GROUP if people > 1 else Kind.OWN
    answered = Responses(questionnaire, responses, kind=kind)
    return build_report(
        definition,
        about,
        answered,
        _targets(chance, definition),
        workshop=_outcome(chance, definition, answered),
    )


def any_report(seed):
    """Whatever the rules are tried on (tests.profiles), in one language or the other; some with
    an earlier round, without dates, without a name."""
    chance = random.Random(seed)
    definition = published_definition(["nl", "en"][seed % 2])
    responses, targets = random_profile(definition, chance)
    start = chance.choice([None, dt.date(2026, 3, 12)])
    about = About(
        organisation=chance.choice(["De Boer Wonen", "", "Acme"]),
        sector=chance.choice([sector.slug for sector in definition.sectors]),
        title="",
        date=dt.date(2026, 3, 12),
        is_finished=chance.random() < 0.5,
        plan_start=start,
    )
    earlier = score(definition, random_profile(definition, chance)[0])
    is_later = chance.random() < 0.5
    return build_report(
        definition,
        about,
        responses,
        targets,
        previous=earlier if is_later else None,
        previous_date=chance.choice([None, dt.date(2025, 3, 12)]),
        workshop=_outcome(chance, definition, responses),
    )


def _response(chance, codes, questionnaire, people):
    middle = chance.choice([1, 2, 2, 3, 4])
    odd = ["unknown"] + ["not_applicable"] * (questionnaire == "full")
    answers = {}
    for code in codes:
        if chance.random() < 0.1:
            answers[code] = chance.choice(odd)
        elif chance.random() < 0.97:
            answers[code] = min(4, max(1, middle + chance.choice([-1, 0, 0, 1])))
    department = chance.choice(["Verkoop", "Service"]) if people > 1 else ""
    return Response(answers, department=department)


def _outcome(chance, definition, responses):
    """Of every other group: it met in a room, which settled what is agreed."""
    if not responses.is_group or chance.random() < 0.5:
        return None
    codes = [each.code for each in definition.questionnaire(responses.questionnaire).questions]
    return invented_outcome(chance, definition, responses, codes)


def invented_outcome(chance, definition, responses, codes):
    talked_about = {*chance.sample(codes, TOPICS), *responses.agreed}
    steps = (step for each in definition.dimensions for step in each.steps.values())
    slugs = sorted({action.slug for step in steps for action in step.actions})
    return WorkshopOutcome(
        participants=len(responses.responses),
        minimum_group=responses.minimum_group,
        promise={each: said % responses.minimum_group for each, said in PROMISE.items()},
        departments={},
        topics=tuple(
            _topic(chance, code, responses)
            if code in talked_about
            else TopicOutcome(code, (_counts(_choices(responses, code), responses),), "")
            for code in codes
        ),
        actions=tuple(
            ChosenAction(slug, *chance.choice([("", None), ("Els", dt.date(2026, 5, 1))]))
            for slug in chance.sample(slugs, chance.randint(0, 5))
        ),
    )


def _topic(chance, code, responses):
    notes = chance.choice(["", "Twee afdelingen meten dit.\nNiemand kijkt ernaar."])
    rounds = _rounds(chance, responses, code)
    if code in responses.agreed:
        reason = responses.agreed_reasons.get(code, "")
        level = responses.agreed[code]
        return TopicOutcome(code, rounds, LEVEL, level, reason, notes=notes)
    outcome = chance.choice([VOTES, DISAGREE])
    sides = ("Het werkt al.", "Het werkt nog niet.") if outcome == DISAGREE else ("", "")
    return TopicOutcome(code, rounds, outcome, None, *sides, notes=notes)


def _rounds(chance, responses, code):
    """One or two that were shown. The last is what counts, and so what is answered (rule 10a);
    before the talk some of the same people chose otherwise."""
    last = _choices(responses, code)
    first = [_otherwise(chance, choice) for choice in last]
    shown = [first, last] if chance.random() < 0.5 else [last]
    return tuple(_counts(choices, responses) for choices in shown)


def _choices(responses, code):
    """Of those who did not stay silent."""
    return [each.answers[code] for each in responses.responses if code in each.answers]


def _otherwise(chance, choice):
    if chance.random() < 0.5:
        return choice
    return chance.choice([1, 2, 3, 4, UNKNOWN])


def _counts(choices, responses):
    """Of a small round no levels."""
    levels = tuple(choices.count(level) for level in LEVELS)
    is_enough = sum(levels) >= responses.minimum_group
    unknown, not_applicable = map(choices.count, (UNKNOWN, NOT_APPLICABLE))
    return Counts(levels if is_enough else None, unknown, not_applicable)


def _targets(chance, definition):
    if chance.random() < 0.5:
        return Targets()
    slugs = [dimension.slug for dimension in definition.dimensions]
    chosen = [slug for slug in slugs if chance.random() < 0.5]
    return Targets(
        levels={slug: chance.randint(1, 4) for slug in chosen},
        importance={slug: chance.randint(1, 3) for slug in chosen},
    )


def walk(value):
    """Every value within a block, itself included."""
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from walk(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    elif isinstance(value, Mapping):
        yield from walk(tuple(value.values()))


def words_of(value):
    """What a reader finds of a block, in any format: its words, without what names its parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, Figure):
        yield from words_of(value.key)
    elif isinstance(value, RouteHorizon):
        yield from (value.name, value.when)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in NOT_WORDS:
                yield from words_of(getattr(value, each.name))

"""Scoring and advising one assessment of 300 full responses: `python -m bench.scoring`.

Compared with one plain pass over the same 10,500 answers, which is the least that anything that
reads them can do. Budget: 50 ms (docs/performance.md).
"""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter

from maturity.advice import advise
from maturity.definition import Definition
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response, Responses
from maturity.scoring import score
from tests.definitions import make_definition

PEOPLE = 300
ROUNDS = 30
DEPARTMENTS = ("", "Shop", "Web", "Service", "Marketing", "Logistics", "ICT")


def make_responses(definition: Definition, *, agreed: int) -> Responses:
    chance = random.Random(1)
    codes = [question.code for question in definition.questionnaire("full").questions]
    people = (
        Response(
            {code: chance.choice((1, 2, 2, 3, 3, 4, UNKNOWN, NOT_APPLICABLE)) for code in codes},
            department=chance.choice(DEPARTMENTS),
        )
        for _ in range(PEOPLE)
    )
    return Responses("full", tuple(people), dict.fromkeys(codes[::5][:agreed], 2))


def plain_pass(responses: Responses) -> int:
    total = 0
    for response in responses.responses:
        for value in response.answers.values():
            if isinstance(value, int):
                total += value
    return total


def milliseconds(work: Callable[[], object]) -> float:
    def once() -> float:
        start = perf_counter()
        work()
        return (perf_counter() - start) * 1000

    return median(once() for _ in range(ROUNDS))


def main() -> None:
    definition = make_definition()
    responses = make_responses(definition, agreed=0)
    partly_agreed = make_responses(definition, agreed=7)
    result = score(definition, responses)
    plain = milliseconds(lambda: plain_pass(responses))
    print(f"{PEOPLE} responses, median of {ROUNDS}")
    for name, work in (
        ("one plain pass over the answers", lambda: plain_pass(responses)),
        ("score", lambda: score(definition, responses)),
        ("score, one agreed level per dimension", lambda: score(definition, partly_agreed)),
        ("advise", lambda: advise(definition, result)),
    ):
        taken = milliseconds(work)
        print(f"{name:40}{taken:8.2f} ms{taken / plain:8.1f} x")


if __name__ == "__main__":
    main()

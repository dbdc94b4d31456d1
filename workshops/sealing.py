"""What makes a workshop sealed: everybody's answers, of which nobody's set is whole. Pure.

Per dimension the answers change owner at random, among the people of a department that is shown, or
among all others. Every figure of rules 1 to 19 rests on people per dimension and on departments
that are shown, so each stays what it was; the rows that remain are nobody's.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from random import Random, SystemRandom

from maturity.groups import OTHER, department_minimum, partition
from maturity.responses import Response, Value
from maturity.typed import name_key

Part = Mapping[str, Value]  # what one person answered in one dimension


def seal(
    responses: Sequence[Response],
    dimensions: Sequence[Collection[str]],
    minimum_group: int,
    chance: Random | None = None,
) -> tuple[Response, ...]:
    """As many responses with the same answers, in an order that says nothing.

    `dimensions` holds the question codes of each. Raises ValueError where somebody is alone: who
    nobody can be exchanged with cannot be hidden.
    """
    chance = chance or SystemRandom()
    sealed = [
        each
        for pool in _pools(responses, dimensions, minimum_group)
        for each in _exchanged(pool, dimensions, chance)
    ]
    chance.shuffle(sealed)
    return tuple(sealed)


def in_no_order(
    responses: Sequence[Response], chance: Random | None = None
) -> tuple[Response, ...]:
    """Of a workshop with names: everybody's answers stay their own, and nobody's are the first."""
    return tuple((chance or SystemRandom()).sample(responses, len(responses)))


def _pools(
    responses: Sequence[Response], dimensions: Sequence[Collection[str]], minimum_group: int
) -> Collection[Sequence[Response]]:
    """A department that is shown is a pool (rule 14a); all who are not are one together."""
    keys = [name_key(each.department) or OTHER for each in responses]
    questions = min(map(len, dimensions))
    shown = partition(Counter(keys), department_minimum(minimum_group, questions)).shown
    pools: dict[str, list[Response]] = defaultdict(list)
    for key, each in zip(keys, responses, strict=True):
        pools[key if key in shown else OTHER].append(each)
    return pools.values()


def _exchanged(
    pool: Sequence[Response], dimensions: Sequence[Collection[str]], chance: Random
) -> list[Response]:
    """The departments stay where they are; what is answered under them changes place."""
    owners = _owners(len(pool), len(dimensions), chance)
    return [
        replace(
            each,
            answers={
                code: value
                for codes, owner in zip(dimensions, places, strict=True)
                for code, value in _part(pool[owner], codes).items()
            },
        )
        for each, places in zip(pool, owners, strict=True)
    ]


def _owners(people: int, dimensions: int, chance: Random) -> list[tuple[int, ...]]:
    """For each row, whose answers it gets in each dimension: a permutation a dimension, drawn
    again while a row would be all of one person."""
    if people < 2:
        raise ValueError("Nobody can be hidden alone")
    while True:
        drawn = [chance.sample(range(people), people) for _ in range(dimensions)]
        rows = list(zip(*drawn, strict=True))
        if all(len(set(owners)) > 1 for owners in rows):
            return rows


def _part(response: Response, codes: Collection[str]) -> Part:
    return {code: response.answers[code] for code in codes if code in response.answers}

"""Hypothesis strategies for groups of answers to the definitions of tests/definitions.py."""

from hypothesis import strategies as st

from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response, Responses, Targets, usual_kind
from tests.definitions import SLUGS, make_action

CODES = tuple(f"{slug}q{number}" for slug in SLUGS for number in range(1, 6))

levels = st.integers(1, 4)
values = st.one_of(levels, st.sampled_from([UNKNOWN, NOT_APPLICABLE]))


@st.composite
def responses(draw, min_people=0, max_people=8):
    """A group's full answers; whole dimensions are often scored, and some levels agreed."""
    people = draw(st.lists(person(), min_size=min_people, max_size=max_people))
    agreed = draw(st.dictionaries(st.sampled_from(CODES), levels, max_size=8))
    return Responses(
        "full",
        tuple(people),
        agreed,
        minimum_group=draw(st.integers(2, 3)),
        kind=usual_kind(tuple(people)),
    )


@st.composite
def person(draw):
    usual = draw(st.one_of(levels, st.none()))
    answers = {} if usual is None else dict.fromkeys(CODES, usual)
    answers |= draw(st.dictionaries(st.sampled_from(CODES), values, max_size=35))
    return Response(answers, department=draw(st.sampled_from(["", "Shop", "Web", "Office"])))


@st.composite
def actions(draw):
    """Actions without circular dependencies, in any order, some on actions that are not there."""
    found = []
    for number in range(draw(st.integers(0, 40))):
        slugs = [action.slug for action in found] + ["d9-1-elsewhere"]
        questions = st.sampled_from(["q1", "q2", "q3", "q4", "q5"])
        found.append(
            make_action(
                f"d{draw(st.integers(1, 7))}-{draw(st.integers(1, 4))}-{number}",
                number=number,
                improves=draw(st.lists(questions, min_size=1, max_size=2, unique=True)),
                effort=draw(st.sampled_from("SML")),
                impact=draw(st.integers(1, 3)),
                horizon=draw(st.integers(1, 3)),
                depends_on=draw(st.lists(st.sampled_from(slugs), max_size=3, unique=True)),
            )
        )
    return draw(st.permutations(found))


targets = st.builds(
    Targets,
    st.dictionaries(st.sampled_from(SLUGS), levels),
    st.dictionaries(st.sampled_from(SLUGS), st.integers(1, 3)),
)

"""Small definitions for tests of the rules: plain words, seven dimensions, five questions each.

Dimension 1 is "d1" with questions "d1q1" to "d1q5", and so on to "d7". The published content has
its own tests; these are for rules that content alone cannot reach, such as weights.
"""

from collections.abc import Mapping, Sequence

from maturity.completeness import PHRASES, SENTENCES, STATES
from maturity.definition import (
    Action,
    Condition,
    Definition,
    Dimension,
    Level,
    LevelWords,
    Option,
    Pattern,
    Question,
    Questionnaire,
    Risk,
    Sector,
    SentenceTemplate,
    Step,
    Wording,
)

SLUGS = ("d1", "d2", "d3", "d4", "d5", "d6", "d7")


def make_definition(
    *,
    language: str = "en",
    weights: Mapping[str, int] | None = None,  # of dimensions (slug) and questions (code)
    actions: Sequence[Action] = (),
    patterns: Sequence[Pattern] = (),
    risks: Sequence[Risk] = (),
) -> Definition:
    weights = weights or {}
    dimensions = tuple(
        make_dimension(number, weight=weights.get(slug, 1), actions=actions)
        for number, slug in enumerate(SLUGS, start=1)
    )
    return Definition(
        slug="channel-maturity",
        version=1,
        language=language,
        name="Test model",
        levels=tuple(make_level(number) for number in (1, 2, 3, 4)),
        sectors=(Sector("retail", "Retail", "", "", ()),),
        dimensions=dimensions,
        questionnaires=(quick_questionnaire(), full_questionnaire(weights)),
        patterns=tuple(patterns),
        horizons=(),
        phases=(),
        risks=tuple(risks),
        scenes=(),
        figures=(),
        wording=make_wording(),
        sources={},
    )


def make_level(number: int) -> Level:
    return Level(
        number=number,
        slug=f"level-{number}",
        name=f"Level {number}",
        definition="",
        customer_scene="",
        crm_role="",
        in_sentence=f"level {number} of 4",
        meaning="",
        sources=(),
        note="",
    )


def make_dimension(number: int, *, weight: int = 1, actions: Sequence[Action] = ()) -> Dimension:
    slug = f"d{number}"
    return Dimension(
        number=number,
        slug=slug,
        name=f"Dimension {number}",
        about="",
        weight=weight,
        in_sentence=f"dimension {number}",
        decision=f"decide on dimension {number}",
        sponsor=f"sponsor {number}",
        cells=dict.fromkeys((1, 2, 3, 4), ()),
        words={n: LevelWords(f"Position {n}.", f"Goal {n}.") for n in (1, 2, 3, 4)},
        steps={level: make_step(slug, level, level + 1, actions) for level in (1, 2, 3)},
        holds={level: make_step(slug, level, level, actions) for level in (1, 2, 3, 4)},
        sources=(),
    )


def make_step(dimension: str, level: int, to_level: int, actions: Sequence[Action] = ()) -> Step:
    """Actions find their step by name: "d1-2-a" belongs to the step of d1 up from level 2.

    Those from level 4 hold it.
    """
    is_theirs = to_level > level or level == 4
    return Step(
        dimension=dimension,
        from_level=level,
        to_level=to_level,
        headline=f"Step {level} of {dimension}",
        rationale="",
        pitfall="",
        actions=tuple(
            a for a in actions if is_theirs and a.slug.startswith(f"{dimension}-{level}-")
        ),
    )


def make_action(
    slug: str,
    *,
    improves: Sequence[str] = ("q1",),  # of its own dimension
    number: int = 1,
    effort: str = "M",
    impact: int = 2,
    horizon: int = 1,
    depends_on: Sequence[str] = (),
) -> Action:
    dimension = slug.split("-")[0]
    return Action(
        slug=slug,
        dimension=dimension,
        number=number,
        improves=tuple(f"{dimension}{question}" for question in improves),
        title=slug,
        description="",
        owner="",
        effort=effort,
        impact=impact,
        horizon=horizon,
        kpi="",
        depends_on=tuple(depends_on),
        sources=(),
    )


def make_pattern(
    slug: str,
    condition: Condition,
    *,
    number: int = 1,
    severity: int = 2,
    holds: Sequence[str] = (),
    focus: int | None = None,
) -> Pattern:
    return Pattern(
        slug, number, severity, condition, slug, "", "", tuple(holds), focus, f"wait {slug}", ()
    )


def make_risk(slug: str, dimensions: Sequence[str], *, number: int = 1, below: str = "2.5") -> Risk:
    return Risk(slug, number, slug, "", "", tuple(dimensions), below, ())


def make_question(code: str, dimension: str, number: int, *, weight: int = 1) -> Question:
    return Question(
        code=code,
        dimension=dimension,
        number=number,
        facet=code,
        text=f"Question {code}?",
        why="",
        proof="",
        weight=weight,
        hints={},
        options={"retail": tuple(Option(level, (f"Option {level}",)) for level in (1, 2, 3, 4))},
        sources=(),
    )


def quick_questionnaire() -> Questionnaire:
    questions = tuple(make_question(slug, slug, n) for n, slug in enumerate(SLUGS, start=1))
    return Questionnaire("quick", "Quick", allows_not_applicable=False, questions=questions)


def full_questionnaire(weights: Mapping[str, int]) -> Questionnaire:
    codes = [(slug, f"{slug}q{number}") for slug in SLUGS for number in range(1, 6)]
    questions = tuple(
        make_question(code, slug, number, weight=weights.get(code, 1))
        for number, (slug, code) in enumerate(codes, start=1)
    )
    return Questionnaire("full", "Full", allows_not_applicable=True, questions=questions)


def make_wording() -> Wording:
    ending = "is {level} at {score}: {strongest}; {weakest}; {first}; {brakes}."
    return Wording(
        sentences={
            case: SentenceTemplate(
                named=f"{case}: {{organisation}} {ending}", unnamed=f"{case}: it {ending}"
            )
            for case in SENTENCES - {"not_scored"}
        }
        | {
            "not_scored": SentenceTemplate(
                named="not_scored: {organisation}.", unnamed="not_scored: it."
            )
        },
        list_and="and",
        list_apart="{others}, and {last}",
        list_many="{count} dimensions",
        list_all="all {of} dimensions",
        phrases={slug: f"{slug}." for slug in PHRASES},
        states={state: state for state in STATES},
        how_to_read=(),
        privacy={},
    )

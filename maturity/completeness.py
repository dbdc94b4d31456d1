"""What a draft still lacks before it can be published. Pure: it reads a Definition."""

from collections.abc import Iterable, Iterator

from maturity.definition import HIGHEST, Definition, Dimension, Question

LEVELS = (1, 2, 3, 4)
SENTENCES = {
    "scored",
    "scored_other",
    "scored_shared",
    "capped",
    "capped_other",
    "capped_reached",
    "even",
    "equal",
    "equal_other",
    "reached",
    "reached_equal",
    "highest",
    "not_scored",
}
STATES = {
    "nothing_answered",
    "partly_answered",
    "too_few_answers",
    "many_unknown",
    "single_response",
    "group_response",
}
PHRASES = {
    *("standing_whole", "standing_whole_known", "standing_between"),
    *("standing_underway", "standing_underway_one", "facet_quoted"),
    *("level_at", "level_from", "level_looks"),
    *("your_answer", "average_answer", "agreed_answer"),
    *("no_strengths", "no_strengths_scored", "no_brakes", "no_brakes_scored"),
    *("target_reached", "step_finishing", "step_next", "step_hold", "moved"),
    *("rank_range", "rank_range_group", "range", "indicative", "offer_full"),
    *("change_risen", "change_fallen", "change_mixed", "change_same"),
    *("equal_risen", "equal_fallen", "equal_mixed", "equal_same"),
    *("whole_risen", "whole_fallen", "round_dated", "round_before"),
    *("dimensions_risen", "dimensions_fallen", "dimensions_mixed", "dimensions_same"),
    *("one_against_group", "numbers_differ", "other_dimensions", "other_scored", "many_unknown"),
    *("decision_step", "decision_hold", "decision_find_out", "decision_wait", "decision_wait_but"),
    "action_number",
    *("decision_remeasure", "decision_remeasure_quick", "end_of_horizon"),
}


def find_faults(definition: Definition) -> tuple[str, ...]:
    """One line for each thing that pages and rules count on and that is not there."""
    return tuple(_faults(definition))


def _faults(definition: Definition) -> Iterator[str]:
    if tuple(level.number for level in definition.levels) != LEVELS:
        yield "levels: not 1 to 4"
    if [dimension.number for dimension in definition.dimensions] != [1, 2, 3, 4, 5, 6, 7]:
        yield "dimensions: not 1 to 7"
    if {questionnaire.slug for questionnaire in definition.questionnaires} != {"quick", "full"}:
        yield "questionnaires: not quick and full"
    if definition.wording.sentences.keys() != SENTENCES:
        yield "sentences: not " + ", ".join(sorted(SENTENCES))
    if STATES - definition.wording.states.keys():
        yield "states: not " + ", ".join(sorted(STATES))
    wording = definition.wording
    if not (wording.list_and and wording.list_apart and wording.list_many and wording.list_all):
        yield "joining words: list_and, list_apart, list_many and list_all"
    if missing := sorted(PHRASES - definition.wording.phrases.keys()):
        yield "phrases: no " + ", ".join(missing)
    for dimension in definition.dimensions:
        yield from _dimension_faults(definition, dimension)
    for questionnaire in definition.questionnaires:
        for dimension in definition.dimensions:
            if not questionnaire.questions_of(dimension.slug):
                yield f"{questionnaire.slug} {dimension.slug}: no question"
        for question in questionnaire.questions:
            yield from _question_faults(question)
    yield from _loose_ends(definition)


def _dimension_faults(definition: Definition, dimension: Dimension) -> Iterator[str]:
    for sector in definition.sectors:
        for level in LEVELS:
            if not dimension.cell(level, sector.slug):
                yield f"{dimension.slug} {level} {sector.slug}: no statement"
    if tuple(dimension.words) != LEVELS:
        yield f"{dimension.slug}: no words for every level"
    for level in LEVELS[1:]:
        if level in dimension.words and not dimension.words[level].goal:
            yield f"{dimension.slug} {level}: no goal words"
    if tuple(dimension.steps) != LEVELS[:-1]:
        yield f"{dimension.slug}: no step from every level"
    if tuple(dimension.holds) != LEVELS:
        yield f"{dimension.slug}: nothing on staying at every level"


def _question_faults(question: Question) -> Iterator[str]:
    for sector, options in question.options.items():
        if tuple(option.level for option in options) != LEVELS:
            yield f"{question.code} {sector}: no option for every level"


def _loose_ends(definition: Definition) -> Iterator[str]:
    """Slugs that name nothing."""
    sectors = {sector.slug for sector in definition.sectors}
    dimensions = {dimension.slug for dimension in definition.dimensions}
    steps = [step for each in definition.dimensions for step in each.steps.values()]
    steps += [step for each in definition.dimensions for step in each.holds.values()]
    actions = [action for step in steps for action in step.actions]
    known_actions = {action.slug for action in actions}
    codes = {question.code for each in definition.questionnaires for question in each.questions}
    statements = [
        statement
        for dimension in definition.dimensions
        for cell in dimension.cells.values()
        for statement in cell
    ]
    for statement in statements:
        yield from _unknown("sector", statement.sectors, sectors)
        yield from _unknown("source", statement.sources, definition.sources.keys())
    for action in actions:
        yield from _unknown("action", action.depends_on, known_actions)
        yield from _unknown("question", action.improves, codes)
        yield from _unknown("source", action.sources, definition.sources.keys())
    for risk in definition.risks:
        yield from _unknown("dimension", risk.dimensions, dimensions)
    for pattern in definition.patterns:
        yield from _unknown("dimension", pattern.holds, {*dimensions, HIGHEST})
    for figure in definition.figures:
        yield from _unknown("dimension", figure.dimensions, dimensions)


def _unknown(kind: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for slug in named:
        if slug not in known:
            yield f"{kind} {slug}: not there"

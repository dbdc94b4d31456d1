"""What a report says, held against its answers and against itself: a kind of fault a function."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction as F

from maturity.claims import Ground
from maturity.display import score_text
from maturity.narrative import names_in_sentence
from maturity.result import DimensionResult
from reports.content.blocks import (
    Actions,
    Answers,
    Chapter,
    Panel,
    Points,
    Route,
    Score,
    Table,
    Text,
    every_block,
)
from reports.report import Report
from tests.reports.profiles import walk

Told = tuple[Chapter, ...]
BEGIN = {"nl": "egin met ", "en": "egin with "}
CHOSEN = {"nl": "gezien uw doelen", "en": "given your targets"}
CAREFUL = {"nl": "Lees dit met voorzichtigheid", "en": "Read this with caution"}
PROVISIONAL = {"nl": "Lees de uitkomst als voorlopig", "en": "Read the outcome as provisional"}
BEFORE_CHOICE = {"nl": "voordat u acties kiest", "en": "before choosing actions"}
OR_ELSE = {"nl": "of geef meer belang", "en": "or give more importance"}
HEAVY = {"nl": "drukt de score het meest", "en": "weighs most on the score"}
OVERALL = {"nl": "totaalscore", "en": "overall score"}
MOST = {"nl": "meeste te winnen", "en": "most to gain"}
OF_FOUR = {"nl": "niveau {} van 4", "en": "level {} of 4"}
LEFT = {"nl": r"nog te gaan ([0-9,]+)", "en": r"still to go ([0-9.]+)"}
TARGET = {"nl": r"doel (\d)", "en": r"target (\d)"}
AVERAGE = {"nl": "emiddeld antwoord", "en": "average answer"}
CHANGES = {"nl": ("Eerst", "Nu", "Verschil"), "en": ("Before", "Now", "Change")}
LEFT_HEADS = {"nl": ("Score", "Doel", "Nog te gaan"), "en": ("Score", "Target", "Still to go")}
GREATEST = {"nl": "grootste verschil,", "en": "greatest difference,"}
GREATEST_OF_ALL = {"nl": "grootste verschillen,", "en": "greatest differences,"}
SIGNS = "+−"
CHANGE_HEAD = {"nl": "Verschil", "en": "Change"}
ALL_OF_THEM = {"nl": "Alle vragen staan", "en": "All questions are"}
TAKES = {"nl": r"Wat niveau (\d) vraagt:", "en": r"What level (\d) takes:"}
ENTRY = r"(?:minstens|at least) (\d[.,]\d)(?:; (?:nu ontbreekt )?([0-9.,]+\d))?"
DEFAULT = {"nl": r"standaarddoel: .* niveau (\d)", "en": r"default target: level (\d)"}
PRIORITY = {"nl": "prioriteit", "en": "priority"}
OF_NOBODY = {"nl": "dat niemand zelf gaf", "en": "which nobody gave"}
# "één" at the start becomes "Één" where a format begins with a capital, which is no Dutch.
SLIPS = re.compile(
    r"[{}]|\bNone[,.)]|\bTrue\b|  | [,.;:]|\.\.|,,|\(\)|’’|^één |^\W*$"
    r"|niveau 4 of hoger|level 4 or higher"
    r"|was ([0-9.,]*\d), nu is die \1(?!\d)|was ([0-9.,]*\d); now it is \2(?!\d)"
)


def faults_of(report: Report, told: Told) -> list[str]:
    return [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(report, told)]


def _blocks(told: Told) -> list[object]:
    return [block for chapter in told for block in every_block(chapter.blocks)]


def _panels(told: Told, role: str) -> Iterator[Panel]:
    return (each for each in _blocks(told) if isinstance(each, Panel) and each.role == role)


def _rows(told: Told) -> list[object]:
    """Every action, wherever it is told."""
    return [
        row
        for block in _blocks(told)
        if isinstance(block, Actions | Route)
        for row in (block.rows if isinstance(block, Actions) else block.actions)
    ]


def _tables(told: Told, role: str) -> Iterator[list[dict[str, str]]]:
    """Each row by the heads of its table."""
    for block in _blocks(told):
        if isinstance(block, Table) and block.role == role:
            heads = [" ".join(cell.lines) for cell in block.head]
            cells = ([" ".join(cell.lines) for cell in row.cells] for row in block.rows)
            yield [dict(zip(heads, each, strict=True)) for each in cells]


def _figure(text: str) -> F:
    return F(text.replace(",", ".").replace("−", "-").replace("+", ""))


def a_ground_that_does_not_bear(report: Report, told: Told) -> Iterator[str]:
    for ground in walk(told):
        if isinstance(ground, Ground) and not ground.bears(report.result):
            yield str(ground)


def a_claim_without_its_answer(report: Report, told: Told) -> Iterator[str]:
    for panel in _panels(told, "points"):
        for block in panel.blocks:
            for point in block.items if isinstance(block, Points) else ():
                if point.title and len(point.rests_on) != 1:
                    yield point.title
    for panel in _panels(told, "here"):
        texts = [each for each in panel.blocks if isinstance(each, Text)]
        is_whole = not any(each.label for each in texts)
        yield from (each.text for each in texts if is_whole and not each.rests_on)
        yield from (each.text for each in texts if each.label and each.rests_on)
    for block in _blocks(told):
        for row in block.rows if isinstance(block, Answers) else ():
            found = report.result.question(row.code)
            if row.level and found and found.value is not None and not row.rests_on:
                yield row.code


def advice_where_a_target_is_reached(report: Report, told: Told) -> Iterator[str]:
    reached = {row.dimension.name for row in report.result.scored if row.has_reached}
    if report.result.with_gap:
        yield from (row.title for row in _rows(told) if row.dimension in reached)


def another_than_the_first_leads(report: Report, told: Told) -> Iterator[str]:
    gaps = report.result.with_gap
    parts = [each for each in told if each.is_part]
    for panel, first in zip(_panels(told, "first"), gaps, strict=False):
        lead = panel.blocks[1].items[0].title
        own = {each.title for each in report.advice.dimension(first.dimension.slug).actions}
        if lead not in own:
            yield lead
        if parts[0].title != first.dimension.name:
            yield parts[0].title
        if first.dimension.decision not in " ".join(report.proposed_decisions.values()):
            yield "the board is asked another step"


def an_opening_that_says_otherwise(report: Report, told: Told) -> Iterator[str]:
    result, language = report.result, report.language
    sentence = report.sentence
    (whole,) = (b for b in _blocks(told[:1]) if isinstance(b, Score) and b.role == "overall")
    if result.level:
        for words in (score_text(result.score, language), OF_FOUR[language].format(result.level)):
            if words not in sentence:
                yield f"{words} not in {sentence}"
        if whole.text not in sentence or whole.level != result.level:
            yield f"{whole.text} beside {sentence}"
    asks = BEGIN[language] in sentence
    if asks is not bool(result.level and result.with_gap):
        yield sentence
    if asks:
        name = names_in_sentence(report.definition, [result.with_gap[0].dimension])
        if f"{BEGIN[language]}{name}" not in sentence:
            yield sentence
    first = result.with_gap[0] if asks else None
    others = [row for row in result.scored if row != first]
    if MOST[language] in sentence and any(
        row.score <= first.score or row.gap >= first.gap for row in others
    ):
        yield sentence
    is_lower = asks and any(row.score < first.score for row in others)
    if is_lower and CHOSEN[language] not in sentence:
        yield f"begins elsewhere than with the lowest, and does not say why: {sentence}"
    if OR_ELSE[language] in sentence and any(
        row.gap != first.gap and row.score == first.score for row in others
    ):
        yield f"as good to begin with another, which has another target: {sentence}"


def none_of_all_where_only_the_scored_have_none(report: Report, told: Told) -> Iterator[str]:
    """Answers of a dimension without a score are answers too."""
    phrase = report.definition.wording.phrase
    said = {
        each.text
        for block in _blocks(told[:1])
        if isinstance(block, Points)
        for each in block.items
    }
    for row in (row for row in report.result.dimensions if not row.is_scored):
        codes = [each.question.code for each in row.questions]
        given = [r.answers.get(code) for r in report.responses.responses for code in codes]
        levels = [each for each in given if isinstance(each, int)]
        if phrase("no_strengths") in said and any(level >= 3 for level in levels):
            yield f"no strength, and {row.dimension.slug} has {levels}"
        if phrase("no_brakes") in said and any(level <= 2 for level in levels):
            yield f"no brake, and {row.dimension.slug} has {levels}"


def overall_scores_compared_that_are_not_there(report: Report, told: Told) -> Iterator[str]:
    texts = (each for each in _blocks(told[:1]) if isinstance(each, Text))
    words = " ".join(each.text for each in texts if each.role == "change")
    if OVERALL[report.language] in words and not (report.change and report.change.overall):
        yield words


def scores_told_as_settled_where_much_is_unknown(report: Report, told: Told) -> Iterator[str]:
    words, counts = _opening_words(told), report.result.counts
    is_doubtful = report.result.scored and 5 * counts.unknown > counts.applicable
    if bool(is_doubtful) is not (CAREFUL[report.language] in words):
        yield words


def scores_told_as_settled_where_answers_are_missing(report: Report, told: Told) -> Iterator[str]:
    words, counts = _opening_words(told), report.result.counts
    missing = 5 * counts.unanswered > counts.questions or not report.responses.is_group
    is_doubtful = report.result.scored and counts.unanswered and missing
    if bool(is_doubtful) is not (PROVISIONAL[report.language] in words):
        yield words


def _opening_words(told: Told) -> str:
    (panel,) = _panels(told[:1], "opening")
    return " ".join(each.text for each in panel.blocks if isinstance(each, Text))


def what_has_to_wait_is_not_named(report: Report, told: Told) -> Iterator[str]:
    asked = report.proposed_decisions
    for each in (d for d in report.advice.decisions if d.pattern and "{" in d.pattern.wait):
        names = names_in_sentence(report.definition, each.pattern_dimensions)
        if not each.pattern_dimensions or names not in asked[each.key]:
            yield asked[each.key]


def figures_that_do_not_add_up(report: Report, told: Told) -> Iterator[str]:
    now, target, left = LEFT_HEADS[report.language]
    for table in _tables(told, "figures"):
        for row in table[:-1]:
            is_told = "–" not in (row[now], row[target])
            if is_told and _figure(row[left]) != max(0, _figure(row[target]) - _figure(row[now])):
                yield str(row)
    for block in _blocks(told):
        if isinstance(block, Score) and block.role == "dimension" and block.is_scored:
            notes = " ".join(block.notes)
            gap = re.search(LEFT[report.language], notes)
            aim = re.search(TARGET[report.language], notes)
            shown = _figure(gap[1]) if gap else F()
            if aim and shown != max(0, int(aim[1]) - _figure(block.text)):
                yield f"{block.text}: {notes}"


def changes_that_do_not_add_up(report: Report, told: Told) -> Iterator[str]:
    before, now, difference = CHANGES[report.language]
    column = CHANGE_HEAD[report.language]
    tables = list(_tables(told, "change"))
    changes = {}
    for table in tables:
        for row in table:
            name = next(iter(row.values()))
            changes[name] = row[difference]
            if _figure(row[before]) + _figure(row[difference]) != _figure(row[now]):
                yield str(row)
    for name, row in _figures_by_name(told):
        told_of_it = row.get(column, "–")
        if tables and told_of_it != changes.get(name, "–"):
            yield str(row)
        if told_of_it != "–" and _figure(row["Score"]) - _figure(told_of_it) != _shown(
            report, name
        ):
            yield str(row)
    if report.change and report.change.overall:
        words, overall = report.change_sentence, report.change.overall
        for each in (overall.before, overall.now):
            if score_text(each, report.language) not in words:
                yield words


def _figures_by_name(told: Told) -> Iterator[tuple[str, dict[str, str]]]:
    for table in _tables(told, "figures"):
        yield from ((next(iter(row.values())), row) for row in table[:-1])


def _shown(report: Report, name: str) -> F:
    """The score that a dimension had before, as people see it."""
    rows = report.previous.dimensions if report.previous else ()
    (before,) = (each.score for each in rows if each.dimension.name == name)
    return _figure(score_text(before, report.language))


def a_greatest_change_that_has_its_equal(report: Report, told: Told) -> Iterator[str]:
    column = CHANGE_HEAD[report.language]
    rows = [row for _name, row in _figures_by_name(told) if row.get(column, "–") != "–"]
    sizes = [abs(_figure(row[column])) for row in rows]
    for lead in (each.lead for each in told if each.slug == "change" and sizes):
        if GREATEST[report.language] in lead and sizes.count(max(sizes)) > 1:
            yield lead
        if GREATEST_OF_ALL[report.language] in lead:
            greatest = [row[column] for row in rows if abs(_figure(row[column])) == max(sizes)]
            if {each[0] for each in greatest} != set(SIGNS) & set(lead):
                yield f"{lead} (of {greatest})"


def a_question_to_discuss_that_was_talked_about(report: Report, told: Told) -> Iterator[str]:
    topics = report.workshop.topics if report.workshop else ()
    done = {*report.responses.agreed, *(each.code for each in topics if each.outcome)}
    for block in _blocks(told):
        if isinstance(block, Answers) and block.role == "discussed":
            yield from (row.code for row in block.rows if row.code in done)


def a_talk_before_a_choice_that_was_made(report: Report, told: Told) -> Iterator[str]:
    topics = report.workshop.topics if report.workshop else ()
    if any(each.outcome for each in topics):
        first = report.definition.wording.states["group_response"]
        yield from (state for state in report.states if state == first)
    if report.workshop and report.workshop.actions:
        for said in walk(told):
            if isinstance(said, str) and BEFORE_CHOICE[report.language] in said:
                yield said


def a_drawing_of_nobody(report: Report, told: Told) -> Iterator[str]:
    for block in _blocks(told):
        if isinstance(block, Answers):
            for row in block.rows:
                if row.spread and not any(row.spread.distribution):
                    yield f"{row.code}: nobody chose a level, or so few that it is not told"


def an_action_out_of_order(report: Report, told: Told) -> Iterator[str]:
    numbers = {
        each.slug: {r.number for r in _rows(told) if r.slug == each.slug} for each in _rows(told)
    }
    yield from (slug for slug, found in numbers.items() if len(found) != 1)
    horizons = {row.number: row.horizon for row in _rows(told)}
    for row in _rows(told):
        if any(number >= row.number for number in row.waits_for):
            yield f"{row.number} after {row.waits_for}"
        if any(horizons.get(number, 0) > row.horizon for number in row.waits_for):
            yield f"{row.number} before the horizon of {row.waits_for}"
    if list(horizons) and sorted(horizons) != list(range(1, max(horizons) + 1)):
        yield f"numbers {sorted(horizons)}"


def a_strength_that_is_a_brake(report: Report, told: Told) -> Iterator[str]:
    for pair in _panels(told, "pair"):
        codes = [g.code for panel in pair.blocks for g in walk(panel) if isinstance(g, Ground)]
        if len(codes) != len(set(codes)):
            yield str(codes)


def words_that_do_not_fit_who_answered(report: Report, told: Told) -> Iterator[str]:
    texts = [each for each in walk(told) if isinstance(each, str)]
    if not report.responses.is_group or len(report.responses.responses) == 1:
        yield from (each for each in texts if AVERAGE[report.language] in each)
    if report.is_quick:
        names = [row.dimension.name for row in report.result.dimensions]
        for panel in _panels(told, "points"):
            for block in panel.blocks:
                for point in block.items if isinstance(block, Points) else ():
                    if any(name in point.label for name in names):
                        yield point.label


def an_average_that_nobody_gave(report: Report, told: Told) -> Iterator[str]:
    for panel in _panels(told, "points"):
        for point in (p for b in panel.blocks if isinstance(b, Points) for p in b.items):
            grounds = [g for g in point.rests_on if isinstance(g, Ground)]
            if report.responses.is_group and grounds:
                found = report.result.question(grounds[0].code)
                is_of_nobody = found.agreed is None and not found.distribution[grounds[0].level - 1]
                if is_of_nobody and len(report.responses.responses) > 1:
                    is_told = OF_NOBODY[report.language] in point.label
                    yield from [] if is_told else [point.label]


def a_group_where_there_is_one(report: Report, told: Told) -> Iterator[str]:
    if report.result.response_count == 1:
        differs = report.definition.wording.phrase("rank_range_group")
        yield from (each for each in walk(told) if each == differs)
        yield from ("consensus" for b in _blocks(told) if isinstance(b, Table) and len(b.head) > 9)


def words_of_a_level_that_is_not_there(report: Report, told: Told) -> Iterator[str]:
    """Of all questions where some have none, of the whole where it was lowered."""
    for chapter, row in _parts(report, told):
        texts = [each for each in _blocks((chapter,)) if isinstance(each, Text)]
        if len(row.valued) < len(row.questions):
            yield from (
                each.text for each in texts if each.text.startswith(ALL_OF_THEM[report.language])
            )
        if row.has_reached:
            kickers = (each.text for each in texts if each.role == "kicker")
            yield from (each for each in kickers if PRIORITY[report.language] in each)
    if report.result.capped_by:
        yield from ("typical of the level" for _each in _panels(told, "level"))


def _parts(report: Report, told: Told) -> Iterator[tuple[Chapter, DimensionResult]]:
    yield from ((each, report.result.dimension(each.slug)) for each in told if each.is_part)


def what_a_level_takes_beyond_its_target(report: Report, told: Told) -> Iterator[str]:
    for chapter, row in _parts(report, told):
        for each in (b for b in _blocks((chapter,)) if isinstance(b, Text)):
            if asked := re.fullmatch(TAKES[report.language], each.label):
                level, told_of = int(asked[1]), re.search(ENTRY, each.text)
                if level > row.target or not told_of or _is_off(report, row, level, told_of):
                    yield f"{row.target}: {each.label} {each.text}"


def _is_off(report: Report, row: DimensionResult, level: int, told_of: re.Match[str]) -> bool:
    """The score that a level begins at, and what the score as it is shown lacks of it."""
    entry, left = _figure(told_of[1]), told_of[2]
    shown = _figure(score_text(row.score, report.language))
    return entry != level - F(1, 2) or bool(left and entry - shown != _figure(left))


def another_target_than_the_default(report: Report, told: Told) -> Iterator[str]:
    for chapter in told:
        if said := re.search(DEFAULT[report.language], chapter.lead):
            targets = {row.target for row in report.result.scored}
            yield from (chapter.lead for each in targets if each != int(said[1]))
        if chapter.lead[:1].islower():
            yield chapter.lead


def a_rank_where_there_is_nothing_to_rank(report: Report, told: Told) -> Iterator[str]:
    head = {"nl": "Rang", "en": "Rank"}[report.language]
    if report.result.scored and not report.result.with_gap:
        for table in (*_tables(told, "figures"), *_tables(told, "priorities")):
            yield from (str(row) for row in table if row.get(head, "–") not in {"–", ""})


def a_slip_of_the_pen(report: Report, told: Told) -> Iterator[str]:
    for each in walk(told):
        if isinstance(each, str) and each and each != "–" and SLIPS.search(each):
            yield each


def a_target_in_the_words_of_a_statement(report: Report, told: Told) -> Iterator[str]:
    """Rule 18: some statements of the matrix say what is wrong."""
    (rows,) = (b.rows for b in _blocks(told) if isinstance(b, Table) and b.role == "matrix")
    for row, dimension in zip(rows, report.result.dimensions, strict=True):
        for level, cell in enumerate(row.cells[1:], start=1):
            statements = {s.text for s in dimension.dimension.cell(level, report.about.sector)}
            if level == dimension.target and statements & set(cell.lines):
                yield f"{dimension.dimension.name}: {cell.lines}"


def a_lowest_level_claimed_of_a_higher_one(report: Report, told: Told) -> Iterator[str]:
    """The words of level 1, of one channel, where the score is nearer to level 2."""
    for chapter, row in _parts(report, told):
        words = row.dimension.words[1].position
        for each in (b for b in _blocks((chapter,)) if isinstance(b, Text) and b.text == words):
            if row.level != 1 and not each.label:
                yield f"{row.dimension.name} {row.score}: {words}"


def a_widest_gap_that_has_its_equal(report: Report, told: Told) -> Iterator[str]:
    """Every dimension with the greatest difference between departments is named, or counted."""
    head = {"nl": "Verschil", "en": "Difference"}[report.language]
    lead = {"nl": "De afdelingen verschillen het meest", "en": "The departments differ most"}
    for chapter in (each for each in told if each.slug == "group"):
        said = [b.text for b in _blocks((chapter,)) if isinstance(b, Text)]
        said = [each for each in said if each.startswith(lead[report.language])]
        for table in (t for t in _tables((chapter,), "list") if t and head in t[0]):
            gaps = [_figure(row[head]) if row[head] != "–" else F() for row in table]
            slugs = [row.dimension for row in report.result.dimensions if row.departments]
            widest = [d for d, gap in zip(slugs, gaps, strict=True) if gap == max(gaps) > 0]
            names = names_in_sentence(report.definition, widest)
            if widest and not (said and names in said[0]):
                yield f"{said} of {gaps}"


def a_consensus_of_few_that_is_told_as_one_of_many(report: Report, told: Told) -> Iterator[str]:
    """Rule 12: fewer than five answers come with words."""
    few = {"nl": "weinig antwoorden", "en": "few answers"}[report.language]
    for block in _blocks(told):
        for row in block.rows if isinstance(block, Answers) else ():
            found = report.result.question(row.code)
            figures = " ".join(row.figures)
            is_told = found and found.consensus is not None and "consensus" in figures
            if is_told and (found.counts.answered < 5) is not (few in figures):
                yield f"{row.code}: {figures}"


def departments_far_apart_that_a_board_does_not_read_of(
    report: Report, told: Told
) -> Iterator[str]:
    words = {"nl": "De afdelingen verschillen het meest", "en": "The departments differ most"}
    (panel,) = _panels(told[:1], "opening")
    said = any(
        b.text.startswith(words[report.language]) for b in panel.blocks if hasattr(b, "text")
    )
    gaps = [row.perception_gap or 0 for row in report.result.dimensions]
    if said is not (max(gaps) >= 1):
        yield f"{said}: {gaps}"


def a_decision_against_what_the_plan_begins(report: Report, told: Told) -> Iterator[str]:
    """What has to wait does not stand among what begins now, but for what is named as needed."""
    word = {"nl": "actie", "en": "action"}[report.language]
    for each in (d for d in report.advice.decisions if d.pattern and d.pattern.focus):
        first = {dimension.name for dimension in each.pattern_dimensions}
        sentence = report.proposed_decisions[each.key]
        for row in _rows(told):
            begins = row.horizon == 1 and row.dimension not in first
            if begins is not bool(re.search(rf"\b{word} {row.number}\b", sentence)):
                yield f"{row.number} {row.title}: {sentence}"


def what_weighs_most_beside_what_weighs_less(report: Report, told: Told) -> Iterator[str]:
    for chapter, row in _parts(report, told):
        costs = {each.question.code: each.cost for each in row.questions}
        for block in (b for b in _blocks((chapter,)) if isinstance(b, Answers)):
            marked = {
                costs[each.code] for each in block.rows if HEAVY[report.language] in each.mark
            }
            if block.role == "marks" and marked - {max(filter(None, costs.values()), default=0)}:
                yield f"{row.dimension.name}: {marked}"


Check = Callable[[Report, Told], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    a_ground_that_does_not_bear,
    a_claim_without_its_answer,
    advice_where_a_target_is_reached,
    another_than_the_first_leads,
    an_opening_that_says_otherwise,
    none_of_all_where_only_the_scored_have_none,
    overall_scores_compared_that_are_not_there,
    scores_told_as_settled_where_much_is_unknown,
    scores_told_as_settled_where_answers_are_missing,
    what_has_to_wait_is_not_named,
    figures_that_do_not_add_up,
    changes_that_do_not_add_up,
    a_greatest_change_that_has_its_equal,
    a_question_to_discuss_that_was_talked_about,
    a_talk_before_a_choice_that_was_made,
    a_drawing_of_nobody,
    an_action_out_of_order,
    a_strength_that_is_a_brake,
    words_that_do_not_fit_who_answered,
    an_average_that_nobody_gave,
    a_group_where_there_is_one,
    words_of_a_level_that_is_not_there,
    what_a_level_takes_beyond_its_target,
    another_target_than_the_default,
    a_rank_where_there_is_nothing_to_rank,
    a_target_in_the_words_of_a_statement,
    a_lowest_level_claimed_of_a_higher_one,
    a_widest_gap_that_has_its_equal,
    a_consensus_of_few_that_is_told_as_one_of_many,
    departments_far_apart_that_a_board_does_not_read_of,
    a_decision_against_what_the_plan_begins,
    what_weighs_most_beside_what_weighs_less,
    a_slip_of_the_pen,
)

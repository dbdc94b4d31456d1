"""The rules on the published model: whatever is answered, nothing that is said contradicts it.

`pytest --profiles 3000 tests/maturity/test_published_rules.py` asks it of more invented
assessments than a usual run does.
"""

from fractions import Fraction as F
from itertools import product

import pytest

from maturity.advice import advise
from maturity.change import change_since
from maturity.claims import highlight_words, standing_words
from maturity.definition import Definition
from maturity.display import change_text, gap_text, score_text
from maturity.loading import published_definition
from maturity.narrative import names_in_sentence, result_sentence
from maturity.patterns import held_back
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import nearest_level, score
from tests.profiles import profiles

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


@pytest.fixture(scope="session")
def invented(django_db_setup, django_db_blocker, request):
    """Definition, responses, result and advice of every profile."""
    with django_db_blocker.unblock():
        languages = [published_definition(language) for language in ("nl", "en")]
    found = []
    for number, (responses, targets) in enumerate(
        profiles(languages[0], request.config.getoption("--profiles"))
    ):
        definition = languages[number % 2]
        result = score(definition, responses, targets)
        found.append((definition, responses, result, advise(definition, result)))
    return found


def answer_level(responses: Responses, code: str) -> int | None:
    """By hand, for one person's answers or an agreed level."""
    if code in responses.agreed:
        return responses.agreed[code]
    value = responses.responses[0].answers.get(code)
    return value if isinstance(value, int) else None


def test_no_claim_is_denied_by_an_answer(invented):
    claims = 0
    for definition, responses, result, advice in invented:
        for each in advice.dimensions:
            words = standing_words(definition, each)
            for claim in [words.words, *([words.told] if words.told else [])] if words else []:
                assert all(ground.bears(result) for ground in claim.grounds)
                if len(responses.responses) == 1:
                    levels = [answer_level(responses, ground.code) for ground in claim.grounds]
                    assert all(level >= each.standing.level for level in levels)
                claims += bool(claim.grounds)
    assert claims > len(invented)


def test_the_words_of_a_level_are_a_claim_only_where_every_answer_is_there(invented):
    for definition, _, _, advice in invented:
        for each in advice.dimensions:
            words = standing_words(definition, each)
            if words and not words.heading:
                codes = {row.question.code for row in each.row.valued}
                assert {ground.code for ground in words.words.grounds} == codes
                assert each.row.score >= each.standing.level


def test_strengths_and_brakes_are_told_in_the_words_of_the_answer(invented):
    for definition, responses, result, advice in invented:
        is_group = responses.is_group
        for each in (*advice.strengths, *advice.brakes):
            words = highlight_words(definition, "retail", each, is_group=is_group)
            (ground,) = words.answer.grounds
            option = each.question.question.options["retail"][ground.level - 1]
            assert (words.answer.text, option.level) == (option.text, ground.level)
            assert ground.bears(result)
        for each in advice.strengths:
            assert each.question.answer_level >= 3
        for each in advice.brakes:
            assert each.question.answer_level <= min(2, each.row.target - 1)
            assert each.row.has_gap
        strong = {each.question.question.code for each in advice.strengths}
        assert not strong & {each.question.question.code for each in advice.brakes}


def test_nothing_is_advised_where_a_target_is_reached_while_any_is_not(invented):
    for _, _, result, advice in invented:
        if result.with_gap:
            reached = {row.dimension.slug for row in result.dimensions if not row.has_gap}
            assert not reached & {action.dimension for action in advice.route.actions}


def test_every_action_improves_what_is_not_there_yet(invented):
    """But for the bracket of rule 15: with everything there, the lowest question is improved."""
    for _, _, result, advice in invented:
        for each in advice.dimensions:
            values = {row.question.code: row.value for row in each.row.valued}
            chosen = each.step_advice.actions if each.row.has_gap else ()
            for action in (each.action for each in chosen):
                is_further = action not in each.step.actions
                level = each.step.to_level + is_further
                codes = values if result.is_quick else action.improves
                lacking = [code for code in codes if code in values and values[code] < level]
                assert lacking or min(values.values()) >= level
            assert len(chosen) <= 3


def test_the_route_holds_few_actions_in_a_possible_order(invented):
    for _, _, _, advice in invented:
        order = [action.slug for action in advice.route.actions]
        for action in advice.route.actions:
            needed = [slug for slug in action.depends_on if slug in order]
            assert all(order.index(slug) < order.index(action.slug) for slug in needed)
        assert len(order) == len(set(order)) <= 13
        assert (len(advice.by_horizon[1]) <= 5, len(advice.by_horizon[2]) <= 7) == (True, True)


def test_the_first_dimension_leads_the_first_actions(invented):
    for _, _, result, advice in invented:
        first = result.by_rank[0]
        if first.has_gap:
            assert advice.first_actions[0].dimension == first.dimension.slug
            assert sum(a.dimension == first.dimension.slug for a in advice.first_actions) <= 2
        assert len(advice.first_actions) == min(3, len(advice.route.actions)) or all(
            action.dimension == first.dimension.slug for action in advice.route.actions
        )


def test_what_a_pattern_holds_back_does_not_stand_before_its_horizon(invented):
    for _, _, result, advice in invented:
        ranks = {row.dimension.slug: row.rank for row in result.dimensions}
        for pattern in advice.patterns:
            held = held_back(pattern, result)
            for placed in advice.route.placed:
                if placed.action.dimension in held and placed.action.effort in "ML":
                    assert placed.horizon == 3
                if pattern.focus and ranks[placed.action.dimension] > pattern.focus:
                    needed = needed_by_first(advice, ranks, pattern.focus)
                    assert placed.horizon > 1 or placed.action.slug in needed
        assert set(advice.route.moved.values()) <= set(advice.patterns)


def needed_by_first(advice, ranks, focus):
    """Slugs of what the actions of the first dimensions depend on, by hand."""
    actions = {action.slug: action for action in advice.route.actions}
    waiting = [a for a in actions.values() if ranks[a.dimension] <= focus]
    needed = set()
    for action in waiting:
        for slug in action.depends_on:
            if slug in actions:
                needed.add(slug)
                waiting.append(actions[slug])
    return needed


def test_the_opening_agrees_with_the_ranking(invented):
    for definition, _, result, _ in invented:
        sentence = result_sentence(result, organisation="")
        first = [row.dimension for row in result.with_gap[:1]]
        name = names_in_sentence(definition, first)
        begin = {"nl": f"egin met {name}", "en": f"egin with {name}"}[definition.language]
        most = {"nl": "meeste te winnen", "en": "most to gain"}[definition.language]
        asks = bool(result.level and result.with_gap)
        assert (begin in sentence) is asks or not name
        if most in sentence:
            assert first == lowest(result)
            gaps = [row.gap for row in result.scored]
            assert result.with_gap[0].gap == max(gaps)
            assert gaps.count(max(gaps)) == 1
        if not result.with_gap:
            assert "egin " not in sentence


def lowest(result):
    scores = [row.score for row in result.scored]
    return [row.dimension for row in result.scored if row.score == min(scores)]


def test_shown_gaps_and_changes_add_up(invented):
    for (_, _, before, _), (definition, _, result, _) in zip(invented, invented[2:], strict=False):
        language = definition.language
        for row in result.scored:
            shown = figure(score_text(row.score, language))
            gap = figure(gap_text(row.score, row.target, language))
            assert gap == max(0, row.target - shown)
            then = before.dimension(row.dimension.slug).score
            if then is not None:
                change = figure(change_text(then, row.score, language))
                assert figure(score_text(then, language)) + change == shown


def figure(text: str) -> F:
    return F(text.replace(",", ".").replace("−", "-"))


def test_a_change_is_told_only_between_rounds_that_can_be_compared(invented):
    for (_, _, before, _), (_, _, result, _) in zip(invented, invented[2:], strict=False):
        change = change_since(before, result)
        both = {r.dimension.slug for r in before.scored} & {r.dimension.slug for r in result.scored}
        assert (change is None) is (before.questionnaire != result.questionnaire or not both)
        assert change is None or set(change.dimensions) == both


def test_a_higher_answer_never_lowers_a_score_a_level_or_the_standing(invented):
    for definition, responses, before, _ in invented:
        person, *others = responses.responses
        low = [code for code, value in person.answers.items() if value in (1, 2, 3)]
        for code in low[:2]:
            raised = Response({**person.answers, code: person.answers[code] + 1})
            targets = Targets(levels={row.dimension.slug: 4 for row in before.dimensions})
            both = [
                advise(definition, score(definition, with_first(responses, first, others), targets))
                for first in (person, raised)
            ]
            for old, new in zip(*(sorted_rows(each) for each in both), strict=True):
                if old.row.is_scored:
                    assert new.row.score >= old.row.score
                    assert new.row.level >= old.row.level
                    if new.standing.level == old.standing.level:
                        assert new.standing.at_level >= old.standing.at_level


def with_first(responses, first, others):
    return Responses(responses.questionnaire, (first, *others), responses.agreed)


def sorted_rows(advice):
    return sorted(advice.dimensions, key=lambda each: each.row.dimension.number)


def test_the_raises_to_the_next_level_are_enough(invented):
    for _, responses, _, advice in invented:
        for each in advice.dimensions:
            if each.next_level is None or each.next_level.points is not None:
                continue
            raised = {r.question.code: r.to_value for r in each.next_level.raises}
            values = [raised.get(row.question.code, row.value) for row in each.row.valued]
            assert nearest_level(sum(values) / len(values)) == each.next_level.level
            assert len(responses.responses) == 1 or each.row.is_agreed


def test_every_pattern_and_every_risk_can_be_shown():
    definition = published_definition("nl")
    slugs = [dimension.slug for dimension in definition.dimensions]
    patterns = {pattern.slug for pattern in definition.patterns}
    risks = {risk.slug for risk in definition.risks}

    for levels in far_apart():
        people = in_full(definition, dict(zip(slugs, levels, strict=True)))
        ones = in_full(definition, dict.fromkeys(slugs, 1))
        for group in [(people,), (people, ones)]:
            result = score(definition, Responses("full", group), Targets(dict.fromkeys(slugs, 4)))
            advice = advise(definition, result)
            patterns -= {pattern.slug for pattern in advice.patterns}
            risks -= {risk.slug for risk in advice.risks}
        if not patterns and not risks:
            break

    assert (patterns, risks) == (set(), set())


def far_apart():
    """Levels for the seven dimensions: all low, then high and low in every mixture."""
    yield [1] * 7
    yield [UNKNOWN] * 7
    yield from product([4, 1], repeat=7)


def in_full(definition: Definition, levels) -> Response:
    questions = definition.questionnaire("full").questions
    return Response({question.code: levels[question.dimension] for question in questions})


def test_both_languages_score_and_advise_the_same(invented):
    for definition, responses, result, advice in invented[:20]:
        other = published_definition({"nl": "en", "en": "nl"}[definition.language])
        targets = Targets({row.dimension.slug: row.target for row in result.scored})
        there, here = (
            advise(each, score(each, responses, targets)) for each in (other, definition)
        )
        assert [a.slug for a in there.route.actions] == [a.slug for a in here.route.actions]
        assert [p.slug for p in there.patterns] == [p.slug for p in here.patterns]
        assert len(advice.dimensions) == len(there.dimensions)

"""The published content as a whole: complete, in both languages, and nothing hanging loose."""

import hashlib
import re
from graphlib import TopologicalSorter

import pytest
from django.db.models import F

from maturity import models
from maturity.completeness import find_faults
from maturity.management.commands.load_model import FOLDER
from maturity.translation import TRANSLATED

pytestmark = pytest.mark.django_db

COUNTS = {
    models.Source: 6,
    models.Level: 4,
    models.Sector: 4,
    models.Dimension: 7,
    models.LevelWords: 28,
    models.Statement: 68,
    models.Questionnaire: 2,
    models.Question: 42,
    models.Option: 140,
    models.SectorHint: 140,
    models.Step: 49,
    models.Action: 183,
    models.Pattern: 14,
    models.Horizon: 3,
    models.ProgrammePhase: 7,
    models.ProgrammeStep: 36,
    models.Deliverable: 23,
    models.Risk: 5,
    models.Scene: 10,
    models.SceneOutcome: 40,
    models.JourneyPhase: 4,
    models.Channel: 36,
    models.Touchpoint: 30,
    models.ConsistencyCheck: 6,
    models.ChannelRole: 6,
    models.RoleWeight: 3,
    models.Figure: 10,
    models.Benefit: 11,
    models.BusinessCaseInput: 8,
    models.BusinessCaseOutcome: 12,
    models.SentenceTemplate: 13,
    models.Phrase: 68,
    models.ReadingNote: 6,
}
SAME = 0.7  # of the words of a title, within an answer
# The only texts that may be empty: in both languages together.
OPTIONAL = {
    (models.Level, "note"),
    (models.Statement, "note"),
    (models.LevelWords, "goal"),
    (models.Sector, "reading"),
    (models.Pattern, "wait"),
    (models.Question, "facet"),
    (models.Question, "hint"),
    (models.Question, "why"),
    (models.Question, "proof"),
}
DIMENSIONS = (
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
)
SECTORS = ("retail", "e-tail", "intermediary", "other")


def name(model):
    return model.__name__


@pytest.mark.parametrize("model", COUNTS, ids=name)
def test_the_published_version_is_complete(model, version):
    assert model.objects.of_version(version.pk).count() == COUNTS[model]


def test_every_model_of_content_is_counted():
    assert set(COUNTS) == set(models.Content.__subclasses__())


@pytest.mark.parametrize("model", TRANSLATED, ids=name)
def test_every_text_is_there_in_both_languages(model):
    for row in model.objects.all():
        for column in TRANSLATED[model]:
            dutch, english = getattr(row, f"{column}_nl"), getattr(row, f"{column}_en")

            if (model, column) in OPTIONAL:
                assert bool(dutch) == bool(english), (row, column)
            else:
                assert all([dutch, english]), (row, column)


def test_the_reason_for_a_step_names_the_level_that_it_leads_from(version):
    """ "This level" would be read as the one that the step leads to, or where the reader is."""
    steps = models.Step.objects.of_version(version.pk).exclude(from_level=F("to_level"))

    texts = [text for step in steps for text in (step.rationale_nl, step.rationale_en)]

    assert [text for text in texts if re.search("dit niveau|this level", text, re.I)] == []


@pytest.mark.parametrize("model", TRANSLATED, ids=name)
def test_texts_are_tidy(model):
    """Folded lines of a fixture easily leave double spaces or a paragraph that was not meant."""
    for row in model.objects.all():
        for column in TRANSLATED[model]:
            for language in ("nl", "en"):
                text = getattr(row, f"{column}_{language}") or ""

                assert text == " ".join(text.split()), (row, column, language)


@pytest.mark.parametrize(
    "model", [model for model in COUNTS if hasattr(model, "sources")], ids=name
)
def test_every_entry_names_sources_that_exist(model, version):
    known = set(models.Source.objects.values_list("code", flat=True))

    for row in model.objects.of_version(version.pk):
        own_method = isinstance(row, models.Phrase) and row.kind != models.PhraseKind.STATE
        assert bool(row.sources) != own_method, row
        assert set(row.sources) <= known, row
        assert set(getattr(row, "wording_sources", ["000"])) <= known, row


def test_the_wording_of_levels_and_dimensions_has_sources():
    rows = [*models.Level.objects.all(), *models.Dimension.objects.all()]

    assert [row for row in rows if not row.wording_sources] == []


def test_dimensions_stand_in_the_order_of_the_matrix(definition):
    assert tuple(dimension.slug for dimension in definition.dimensions) == DIMENSIONS
    assert [dimension.number for dimension in definition.dimensions] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("sector", SECTORS)
def test_every_sector_has_a_statement_in_every_cell(definition, sector):
    cells = [
        (dimension.slug, level)
        for dimension in definition.dimensions
        for level in (1, 2, 3, 4)
        if not dimension.cell(level, sector)
    ]

    assert cells == []


def test_statements_name_sectors_that_exist():
    named = {slug for row in models.Statement.objects.all() for slug in row.sectors}

    assert named <= set(SECTORS)


def test_the_full_questionnaire_asks_five_questions_a_dimension(definition):
    full = definition.questionnaire("full")

    assert len(full.questions) == 35
    assert [question.number for question in full.questions] == list(range(1, 36))
    assert {slug: len(full.questions_of(slug)) for slug in DIMENSIONS} == dict.fromkeys(
        DIMENSIONS, 5
    )
    assert full.allows_not_applicable


def test_a_full_question_has_everything_a_respondent_needs(definition):
    for question in definition.questionnaire("full").questions:
        assert re.fullmatch(r"[A-Z]{2}[1-5]", question.code)
        assert all([question.facet, question.text, question.why, question.proof])
        assert len(set(question.hints.values())) == len(SECTORS)
        for sector in SECTORS:
            assert [option.level for option in question.options[sector]] == [1, 2, 3, 4]
            assert len({option.text for option in question.options[sector]}) == 4


def test_no_option_names_a_level():
    named = [
        option
        for option in models.Option.objects.all()
        if re.search(
            r"\b(single|multi|cross|omni).?channel", f"{option.text_nl} {option.text_en}", re.I
        )
    ]

    assert named == []


def test_the_quick_questionnaire_asks_one_question_a_dimension(definition):
    quick = definition.questionnaire("quick")

    assert tuple(question.code for question in quick.questions) == DIMENSIONS
    assert tuple(question.dimension for question in quick.questions) == DIMENSIONS
    assert not quick.allows_not_applicable
    for question in quick.questions:
        dimension = definition.dimension(question.dimension)
        assert question.facet == dimension.name
        assert set(question.hints) == set(SECTORS)
        assert all(question.hints.values())


@pytest.mark.parametrize("sector", SECTORS)
def test_quick_options_are_the_statements_of_the_sector(definition, sector):
    for question in definition.questionnaire("quick").questions:
        dimension = definition.dimension(question.dimension)
        for option in question.options[sector]:
            assert option.lines == tuple(line.text for line in dimension.cell(option.level, sector))


def test_every_dimension_has_its_three_steps_up_and_words_to_hold_each_level(definition):
    for dimension in definition.dimensions:
        up = [(step.from_level, step.to_level) for step in dimension.steps.values()]
        holds = [(step.from_level, step.to_level) for step in dimension.holds.values()]

        assert (up, holds) == ([(1, 2), (2, 3), (3, 4)], [(1, 1), (2, 2), (3, 3), (4, 4)])
        assert [bool(step.actions) for step in dimension.holds.values()] == [False] * 3 + [True]


def steps_up():
    steps = models.Step.objects.filter(to_level__gt=F("from_level")).select_related("dimension")
    return [(step, list(models.Action.objects.filter(step=step))) for step in steps]


def test_every_question_has_an_action_in_every_step():
    for step, actions in steps_up():
        questions = models.Question.objects.filter(
            dimension=step.dimension, questionnaire__slug="full"
        )
        improved = {code for action in actions for code in action.improves}

        assert improved == {question.code for question in questions}, step
        assert all(1 <= len(action.improves) <= 2 for action in actions), step


def test_an_action_for_two_questions_is_not_called_as_one_of_them_is_answered():
    """Whoever gave that answer would be advised to do what is done."""
    options = {
        (row.question.code, row.level): row
        for row in models.Option.objects.select_related("question")
    }
    for step, actions in steps_up():
        for action in actions:
            if len(action.improves) == 1:
                continue
            answer = options[action.improves[0], step.to_level]
            for language in ("nl", "en"):
                title = getattr(action, f"title_{language}")
                called, answered = stems(title), stems(getattr(answer, f"text_{language}"))
                assert len(called & answered) < len(called) * SAME, title


def stems(text):
    return {word[:6] for word in re.findall(r"\w{4,}", text.lower())}


def test_every_step_can_start_at_once_and_is_nobodys_alone():
    for step, actions in steps_up():
        assert sum(action.horizon == 1 for action in actions) >= 2, step
        assert len({action.owner_nl for action in actions}) >= 2, step


def test_only_what_holds_level_4_improves_no_question():
    without = [row for row in models.Action.objects.select_related("step") if not row.improves]

    assert {(row.step.from_level, row.step.to_level) for row in without} == {(4, 4)}


def test_an_action_is_numbered_by_its_dimension():
    rows = models.Action.objects.select_related("step__dimension")

    assert [row for row in rows if row.number // 100 != row.step.dimension.number] == []


def test_dependencies_between_actions_resolve_without_a_circle():
    dependencies = {row.slug: row.depends_on for row in models.Action.objects.all()}

    assert {slug for slugs in dependencies.values() for slug in slugs} <= set(dependencies)
    assert len(list(TopologicalSorter(dependencies).static_order())) == len(dependencies)


WORDS = re.compile(r"[\w'’-]+")
LONGEST = {  # words, in either language
    (models.Question, "text"): 18,
    (models.Question, "why"): 24,
    (models.Question, "proof"): 24,
    (models.Question, "facet"): 6,
    (models.Option, "text"): 18,
    (models.Action, "title"): 12,
    (models.Action, "description"): 75,
    (models.Action, "kpi"): 26,
    (models.Figure, "caution"): 25,
}


@pytest.mark.parametrize("place", LONGEST, ids=lambda place: f"{name(place[0])} {place[1]}")
def test_texts_are_short_enough_for_where_they_stand(place):
    model, column = place
    rows = model.objects.all()
    if model is models.Question:
        rows = rows.filter(questionnaire__slug="full")

    texts = [getattr(row, f"{column}_{code}") or "" for row in rows for code in ("nl", "en")]

    assert [text for text in texts if len(WORDS.findall(text)) > LONGEST[place]] == []


def test_the_options_of_a_question_are_of_like_length():
    for question in models.Question.objects.filter(questionnaire__slug="full"):
        options = models.Option.objects.filter(question=question)
        sizes = [len(WORDS.findall(option.text_nl)) for option in options]

        assert max(sizes) <= 2 * min(sizes), question


def test_levels_have_the_words_that_a_standing_and_a_target_ask_for(definition):
    for dimension in definition.dimensions:
        assert dimension.sponsor
        for level, words in dimension.words.items():
            assert words.position
            assert bool(words.goal) == (level >= 2)


def test_a_decision_is_a_clause_that_fits_its_slot(definition):
    for dimension in definition.dimensions:
        assert not dimension.decision.endswith(".")
        assert dimension.decision[0].islower()


def test_what_has_to_wait_is_told_where_a_pattern_has_an_effect(definition):
    for pattern in definition.patterns:
        assert bool(pattern.wait) == bool(pattern.holds or pattern.focus), pattern.slug


def test_two_figures_may_be_quoted_in_a_report(definition):
    quoted = [figure.slug for figure in definition.figures if figure.in_report]

    assert quoted == ["leave-after-one-bad-experience", "fixed-channel-cost"]


def test_sectors_unlike_a_shop_say_how_to_read_the_questions(definition):
    reading = {sector.slug for sector in definition.sectors if sector.reading}

    assert reading == {"intermediary", "other"}


def test_the_published_version_could_be_published(definition):
    assert find_faults(definition) == ()


def test_pattern_conditions_fill_exactly_one_kind(definition):
    for pattern in definition.patterns:
        condition = pattern.condition
        kinds = (
            condition.gap,
            condition.below,
            condition.all_below,
            condition.spread_over,
            condition.dont_know_over,
            condition.dissent_over,
            condition.at_most,
        )

        assert len([kind for kind in kinds if kind]) == 1, pattern.slug
        assert bool(condition.gap) == bool(condition.lead) == bool(condition.lag), pattern.slug
        assert set(pattern.dimensions) <= set(DIMENSIONS), pattern.slug


def test_a_role_has_one_name_in_english():
    owners = models.Action.objects.values_list("owner_nl", "owner_en")
    sponsors = models.Dimension.objects.values_list("sponsor_nl", "sponsor_en")
    names = {(dutch.lower(), english.lower()) for dutch, english in [*owners, *sponsors]}

    assert len(names) == len({dutch for dutch, _english in names})


def test_programme_phases_have_a_horizon_steps_and_deliverables(definition):
    assert {phase.horizon for phase in definition.phases} <= {
        row.number for row in definition.horizons
    }
    assert all(phase.steps and phase.deliverables and phase.basecamp for phase in definition.phases)


@pytest.mark.parametrize("model", [models.Risk, models.Figure], ids=name)
def test_named_dimensions_exist(model):
    for row in model.objects.all():
        assert row.dimensions, row
        assert set(row.dimensions) <= set(DIMENSIONS), row


def test_scenes_have_an_outcome_for_every_level(definition):
    assert [list(scene.outcomes) for scene in definition.scenes] == [[1, 2, 3, 4]] * 10
    assert {scene.dimension for scene in definition.scenes} <= set(DIMENSIONS)


def test_touchpoints_run_through_channels_that_exist():
    channels = set(models.Channel.objects.values_list("slug", flat=True))
    named = {slug for row in models.Touchpoint.objects.all() for slug in row.channels}

    assert named == channels


@pytest.mark.parametrize("sector", SECTORS)
def test_every_sector_has_a_channel_for_every_touchpoint(sector):
    channels = set(
        models.Channel.objects.filter(sector__slug=sector).values_list("slug", flat=True)
    )

    assert [
        row for row in models.Touchpoint.objects.all() if not channels & set(row.channels)
    ] == []


def test_a_channel_has_the_same_name_in_every_sector():
    names = (
        models.Channel.objects.values_list("slug", "name_nl", "name_en").distinct().order_by("slug")
    )

    assert len({slug for slug, _, _ in names}) == len(names)


def test_formulas_know_only_inputs_numbers_and_arithmetic():
    inputs = set(models.BusinessCaseInput.objects.values_list("slug", flat=True))

    for outcome in models.BusinessCaseOutcome.objects.all():
        words = set(re.findall(r"[a-z_]+", outcome.formula))
        assert words, outcome
        assert words <= inputs, outcome
        assert re.fullmatch(r"[a-z_0-9 +*/()-]+", outcome.formula), outcome


def test_a_figure_is_never_without_its_caution(definition):
    assert all(figure.caution and figure.said_by for figure in definition.figures)


def test_the_fixtures_are_what_was_released():
    """A changed text is a new version, or before release an explicit digest: docs/content.md."""
    released = (FOLDER / "SHA256SUMS").read_text().splitlines()
    found = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(FOLDER.glob("*.yaml"))
    ]

    assert found == released

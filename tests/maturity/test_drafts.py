import pytest
from django.core.exceptions import ValidationError

from maturity.building import build_definition
from maturity.completeness import PHRASES, find_faults
from maturity.drafts import IncompleteVersionError, copy_as_draft, publish
from maturity.models import (
    Action,
    Content,
    Dimension,
    FrozenVersionError,
    LevelWords,
    ModelVersion,
    Option,
    Phrase,
    Question,
    Statement,
    Step,
)
from maturity.reading import read_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(version):
    return copy_as_draft(version)


def test_a_copy_has_everything_of_the_original(version, draft, definition):
    copy = build_definition(read_content(draft.pk), definition.language)

    assert (copy.slug, copy.version) == ("channel-maturity", 2)
    for part in definition.__slots__:
        if part != "version":
            assert getattr(copy, part) == getattr(definition, part), part
    for model in Content.__subclasses__():
        original = model.objects.of_version(version.pk)
        assert model.objects.of_version(draft.pk).count() == original.count()


def test_a_copy_shares_no_row_with_the_original(version, draft):
    Dimension.objects.of_version(draft.pk).update(name_nl="Anders")

    assert not Dimension.objects.of_version(version.pk).filter(name_nl="Anders").exists()


def test_a_whole_copy_can_be_published_and_is_frozen_then(draft):
    publish(draft)

    assert ModelVersion.objects.get(pk=draft.pk).is_published
    with pytest.raises(FrozenVersionError):
        Option.objects.of_version(draft.pk).first().save()


def test_a_row_points_only_at_rows_of_its_own_version(version, draft):
    question = Question.objects.of_version(draft.pk).first()
    question.clean()

    question.dimension = Dimension.objects.of_version(version.pk).first()

    with pytest.raises(ValidationError):
        question.clean()


def test_an_empty_draft_is_not_published():
    empty = ModelVersion.objects.create(slug="empty", version=1, name_nl="Leeg", name_en="Empty")

    with pytest.raises(IncompleteVersionError) as caught:
        publish(empty)

    assert caught.value.faults == (
        "levels: not 1 to 4",
        "dimensions: not 1 to 7",
        "questionnaires: not quick and full",
        "sentences: not capped, capped_other, capped_reached, equal, equal_other, even, highest,"
        " not_scored, reached, reached_equal, scored, scored_other, scored_shared",
        "states: not group_response, many_unknown, nothing_answered, partly_answered,"
        " single_response, too_few_answers",
        "joining words: list_and, list_apart, list_many and list_all",
        "phrases: no " + ", ".join(sorted(PHRASES)),
    )
    assert not ModelVersion.objects.get(pk=empty.pk).is_published


def test_a_draft_with_holes_says_where_they_are(draft):
    def rows(model, **lookups):
        return model.objects.of_version(draft.pk).filter(**lookups)

    rows(Statement, dimension__slug="processen", level=1).delete()
    rows(Option, question__code="KE1", level=4).delete()
    rows(Action, slug="ke-answer-in-every-channel").update(depends_on=["never-heard-of"])
    rows(Statement, dimension__slug="strategie", level=2, position=1).update(
        sectors=["mars"], sources=["999"]
    )
    rows(Phrase, slug="list_and").update(text_en="")
    rows(LevelWords, dimension__slug="technologie", level=3).delete()
    rows(Step, dimension__slug="technologie", from_level=4).delete()
    rows(Question, questionnaire__slug="quick", code="incentives").delete()

    with pytest.raises(IncompleteVersionError) as caught:
        publish(draft)

    faults = set(caught.value.faults)
    assert {
        "Phrase joining list_and: text_en",
        "joining words: list_and, list_apart, list_many and list_all",
        "processen 1 retail: no statement",
        "KE1 other: no option for every level",
        "action never-heard-of: not there",
        "sector mars: not there",
        "source 999: not there",
        "technologie: no words for every level",
        "technologie: nothing on staying at every level",
        "quick incentives: no question",
    } <= faults


def test_the_published_content_has_no_faults(definition):
    assert find_faults(definition) == ()

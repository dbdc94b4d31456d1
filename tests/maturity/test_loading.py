from dataclasses import FrozenInstanceError

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import translation

from maturity.building import build_definition
from maturity.loading import (
    definition_for,
    forget_definitions,
    published_definition,
    published_version,
)
from maturity.models import Level, ModelVersion, VersionState
from maturity.reading import READ, read_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def unread():
    forget_definitions()
    yield
    forget_definitions()


@pytest.mark.usefixtures("unread")
def test_both_languages_come_from_one_read(django_assert_num_queries, version):
    with django_assert_num_queries(1 + len(READ)):
        dutch = definition_for(version.pk, "nl")
        english = definition_for(version.pk, "en")

    assert (dutch.language, english.language) == ("nl", "en")
    assert dutch.dimension("klantervaring").name == "Klantervaring"
    assert english.dimension("klantervaring").name == "Customer experience"


@pytest.mark.usefixtures("unread")
def test_a_version_that_was_read_costs_no_query(django_assert_num_queries):
    first = published_definition("nl")

    with django_assert_num_queries(0):
        assert published_definition("nl") is first
        published_definition("en")


def test_a_definition_cannot_be_changed(definition):
    with pytest.raises(FrozenInstanceError):
        definition.name = "Other"
    with pytest.raises(TypeError):
        definition.dimensions[0].cells[1] = ()
    with pytest.raises(TypeError):
        definition.questionnaires[0].questions[0].options["retail"] = ()


def test_the_two_languages_have_the_same_shape():
    dutch, english = published_definition("nl"), published_definition("en")

    assert [question.code for question in dutch.questionnaire("full").questions] == [
        question.code for question in english.questionnaire("full").questions
    ]
    assert dutch.wording.list_and == "en"
    assert english.wording.list_and == "and"


def test_an_active_language_does_not_leak_into_a_definition():
    """Reading by plain `name` would fall back to Dutch where English is missing."""
    draft = ModelVersion.objects.create(slug="draft", version=1, name_nl="Concept", name_en=None)
    content = read_content(draft.pk)

    assert content.version.name_nl == "Concept"
    assert build_definition(content, "en").name == ""


@pytest.mark.usefixtures("unread")
def test_a_draft_is_read_anew_each_time():
    draft = ModelVersion.objects.create(slug="draft", version=1, name_nl="Concept", name_en="Draft")
    assert definition_for(draft.pk, "en").levels == ()

    Level.objects.create(model_version=draft, number=1, slug="one", name_nl="Een", name_en="One")

    assert [level.name for level in definition_for(draft.pk, "en").levels] == ["One"]


def test_a_version_that_is_not_there_has_no_definition():
    with pytest.raises(ModelVersion.DoesNotExist):
        definition_for(0, "nl")


@pytest.mark.usefixtures("unread")
def test_without_a_published_version_there_is_nothing_to_measure_with():
    QuerySet(ModelVersion).update(state=VersionState.DRAFT, published_at=None)  # past the guard

    with pytest.raises(ModelVersion.DoesNotExist):
        published_version()


@pytest.mark.usefixtures("unread")
def test_the_version_published_last_is_the_one_for_new_assessments():
    draft = ModelVersion.objects.create(
        slug="channel-maturity", version=2, name_nl="Twee", name_en="Two"
    )
    assert published_version().version == 1

    draft.publish()
    forget_definitions()

    assert published_version() == draft


def test_loading_says_which_version_is_there(capsys):
    with translation.override("en"):
        call_command("load_model")

    assert capsys.readouterr().out == "The maturity model is loaded: channel-maturity 1\n"

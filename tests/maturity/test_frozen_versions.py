import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from maturity.models import (
    Action,
    Content,
    FrozenVersionError,
    Level,
    ModelVersion,
    Option,
    Phrase,
    Statement,
    Step,
)

pytestmark = pytest.mark.django_db


def make_draft():
    return ModelVersion.objects.create(slug="channel-maturity", version=2, name_nl="a", name_en="b")


def make_level(version, number=1, slug="single-channel"):
    return Level(model_version=version, number=number, slug=slug, name_nl="Een", name_en="One")


def test_a_published_row_cannot_be_saved():
    option = Option.objects.first()
    option.text_nl = "Iets anders"

    with pytest.raises(FrozenVersionError):
        option.save()

    option.refresh_from_db()
    assert option.text_nl != "Iets anders"


def test_a_published_row_cannot_be_deleted():
    statement = Statement.objects.first()

    with pytest.raises(FrozenVersionError):
        statement.delete()

    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_published_version_takes_no_new_row(version):
    with pytest.raises(FrozenVersionError):
        make_level(version).save()
    with pytest.raises(FrozenVersionError):
        Level.objects.bulk_create([make_level(version)])


def test_published_rows_cannot_be_changed_in_bulk():
    actions = Action.objects.filter(horizon=1)

    with pytest.raises(FrozenVersionError):
        actions.update(horizon=2)
    with pytest.raises(FrozenVersionError):
        actions.delete()
    with pytest.raises(FrozenVersionError):
        Action.objects.bulk_update(actions, ["horizon"])

    assert actions.exists()


def test_a_published_row_cannot_move_to_a_draft(version):
    level = Level.objects.get(model_version=version, number=1)
    level.model_version = make_draft()

    with pytest.raises(FrozenVersionError):
        level.save()


def test_a_draft_row_cannot_move_to_a_published_version(version):
    level = make_level(make_draft())
    level.save()

    level.model_version = version
    with pytest.raises(FrozenVersionError):
        level.save()
    with pytest.raises(FrozenVersionError):
        Level.objects.filter(pk=level.pk).update(model_version=version)


def test_a_published_version_cannot_change_itself(version):
    version = ModelVersion.objects.get(pk=version.pk)
    version.name_nl = "Anders"

    with pytest.raises(FrozenVersionError):
        version.save()
    with pytest.raises(FrozenVersionError):
        version.delete()
    with pytest.raises(FrozenVersionError):
        ModelVersion.objects.filter(pk=version.pk).update(state="draft", published_at=None)
    with pytest.raises(FrozenVersionError):
        ModelVersion.objects.all().delete()


def test_a_draft_can_be_changed_and_deleted():
    draft = make_draft()
    level = make_level(draft)
    level.save()

    level.name_nl = "Eén kanaal"
    level.save()
    Level.objects.of_version(draft.pk).update(name_en="One channel")
    level.refresh_from_db()
    draft.delete()

    assert (level.name_nl, level.name_en) == ("Eén kanaal", "One channel")
    assert not Level.objects.filter(pk=level.pk).exists()


def test_drafts_can_be_changed_and_deleted_in_bulk():
    make_draft()
    drafts = ModelVersion.objects.filter(state="draft")

    drafts.update(name_en="Renamed")
    drafts.delete()

    assert not drafts.exists()


def test_publishing_freezes_a_draft():
    draft = make_draft()
    level = make_level(draft)
    level.save()

    draft.publish()

    assert ModelVersion.objects.get(pk=draft.pk).is_published
    with pytest.raises(FrozenVersionError):
        level.save()
    with pytest.raises(FrozenVersionError):
        draft.publish()


def test_a_state_that_does_not_exist_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelVersion.objects.create(slug="channel-maturity", version=3, state="retired")


@pytest.mark.parametrize("value", ["retail", ["retail", 1], [""], {"retail": True}])
def test_a_list_of_slugs_is_a_list_of_names(value):
    statement = Statement.objects.first()
    statement.sectors = value

    with pytest.raises(ValidationError, match="sectors"):
        statement.clean_fields()


def test_a_row_is_found_by_its_natural_key():
    option = Option.objects.get(question__code="KE1", level=3)

    assert option.natural_key() == ("channel-maturity", 1, "full", "KE1", 3)
    assert Option.objects.get_by_natural_key(*option.natural_key()) == option
    assert str(option) == "full KE1 3"
    assert str(option.version_of()) == "channel-maturity 1"


def everything():
    tables = [ModelVersion, *Content.__subclasses__()]
    return {table: list(table.objects.order_by("pk").values_list()) for table in tables}


def test_loading_the_model_again_changes_nothing():
    before = everything()

    call_command("load_model", verbosity=0)

    assert everything() == before


def test_a_model_that_is_loaded_is_only_looked_at(django_assert_max_num_queries):
    with django_assert_max_num_queries(5 + len(Content.__subclasses__())):
        call_command("load_model", verbosity=0)


def test_loading_restores_the_version_itself(version):
    version.name_en = "Invented"
    version.save_base(raw=True)

    call_command("load_model", verbosity=0)

    assert ModelVersion.objects.get().name_en != "Invented"


def test_loading_restores_a_row_that_was_changed_behind_our_back():
    option = Option.objects.get(question__code="KE1", level=3)
    option.text_nl = "Verzonnen"
    option.save_base(raw=True)

    call_command("load_model", verbosity=0)

    option.refresh_from_db()
    assert option.text_nl != "Verzonnen"


def insert(row):
    """Past the guard, as a fixture is loaded."""
    row.save_base(raw=True, force_insert=True)
    return row


def former_action():
    """As a text of the version before its release had it: with a number that is another's now."""
    action = Action.objects.get(slug="ke-answer-in-every-channel")
    number = action.number
    QuerySet(Action).filter(pk=action.pk).update(number=9999)
    action.pk, action.slug, action.number = None, "ke-former", number
    return insert(action)


def test_loading_takes_away_what_a_former_text_had():
    step = QuerySet(Step).filter(from_level=2, to_level=2).first()
    QuerySet(Step).filter(pk=step.pk).delete()
    version = ModelVersion.objects.get(version=1)
    former_action()
    insert(
        Phrase(model_version=version, kind="joining", slug="former", text_nl="was", text_en="was")
    )

    call_command("load_model", verbosity=0)

    assert not Action.objects.filter(slug="ke-former").exists()
    assert not Phrase.objects.filter(slug="former").exists()
    assert Action.objects.get(slug="ke-answer-in-every-channel").number == 101
    assert QuerySet(Step).filter(from_level=2, to_level=2).count() == 7


def test_loading_leaves_other_versions_alone():
    draft = make_draft()
    level = make_level(draft, slug="of-another-version")
    level.save()
    draft.publish()

    call_command("load_model", verbosity=0)

    assert Level.objects.filter(pk=level.pk).exists()

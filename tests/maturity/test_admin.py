import pytest
from django.urls import reverse

from accounts.models import User
from maturity.models import Content, Level, ModelVersion, Pattern, SectorHint, Statement
from tests.pages import parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("beheer@example.org"))
    return client


def change_page(row):
    return reverse(f"admin:maturity_{row._meta.model_name}_change", args=[row.pk])


def list_page(model):
    return reverse(f"admin:maturity_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", Content.__subclasses__(), ids=lambda model: model.__name__)
def test_every_kind_of_content_can_be_listed_and_read(administrator, model):
    row = model.objects.first()

    assert administrator.get(list_page(model)).status_code == 200
    assert administrator.get(change_page(row)).status_code == 200


def test_a_list_costs_the_same_for_few_and_many_rows(administrator, django_assert_num_queries):
    administrator.get(list_page(Level))  # content types and permissions are read once

    with django_assert_num_queries(6):
        administrator.get(list_page(Level))
    with django_assert_num_queries(6):
        administrator.get(list_page(SectorHint))


def test_a_published_row_is_shown_without_fields_to_fill_in(administrator):
    statement = Statement.objects.first()

    page = administrator.get(change_page(statement))

    assert statement.text_nl in page.text
    assert statement.text_en in page.text
    assert 'name="_save"' not in page.text
    assert "<textarea" not in page.text


def test_relations_are_named_in_the_language_of_the_administrator(administrator):
    pattern = Pattern.objects.get(slug="strategy-ahead-of-incentives")

    page = administrator.get(change_page(pattern), headers={"accept-language": "nl"})

    labels = [words(label).rstrip(":") for label in parse(page).iter("label")]
    assert {"Modelversie", "Dimensie voorop", "Dimensie erachter", "Dimensie"} <= set(labels)
    assert {"Model version", "Lead", "Lag", "Dimension"} & set(labels) == set()


def test_a_published_row_refuses_a_post(administrator):
    statement = Statement.objects.first()

    assert administrator.post(change_page(statement), {"text_nl": "Anders"}).status_code == 403
    delete = reverse("admin:maturity_statement_delete", args=[statement.pk])
    assert administrator.post(delete, {"post": "yes"}).status_code == 403


def test_published_rows_are_not_deleted_from_the_list(administrator):
    statement = Statement.objects.first()

    administrator.post(
        list_page(Statement),
        {"action": "delete_selected", "_selected_action": [statement.pk], "post": "yes"},
    )

    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_draft_is_made_edited_and_published(administrator, version):
    administrator.post(
        list_page(ModelVersion), {"action": "copy_as_draft", "_selected_action": [version.pk]}
    )
    draft = ModelVersion.objects.get(slug="channel-maturity", version=2)
    sector = draft_row(draft, "sector")

    page = administrator.get(change_page(sector))
    form = page.context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in shown.items()}  # a browser
    fields = sent | {"sources": '["practice"]'}
    administrator.post(change_page(sector), fields | {"name_nl": "Winkelketens"})
    administrator.post(
        list_page(ModelVersion), {"action": "publish", "_selected_action": [draft.pk]}
    )

    sector.refresh_from_db()
    assert sector.name_nl == "Winkelketens"
    assert ModelVersion.objects.get(pk=draft.pk).is_published
    assert administrator.post(change_page(sector), fields).status_code == 403


def draft_row(draft, name):
    (model,) = [model for model in Content.__subclasses__() if model._meta.model_name == name]
    return model.objects.of_version(draft.pk).first()


def test_only_rows_of_drafts_can_be_chosen_as_parent(administrator):
    page = administrator.get(reverse("admin:maturity_statement_add"))

    assert page.context["adminform"].form.fields["dimension"].queryset.count() == 0


def test_an_unfinished_draft_is_not_published_from_the_list(administrator):
    draft = ModelVersion.objects.create(slug="empty", version=1, name_nl="Leeg", name_en="Empty")

    page = administrator.post(
        list_page(ModelVersion),
        {"action": "publish", "_selected_action": [draft.pk]},
        follow=True,
    )

    assert "levels: not 1 to 4" in page.text
    assert not ModelVersion.objects.get(pk=draft.pk).is_published

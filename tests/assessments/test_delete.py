import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from assessments.links import Purpose
from assessments.models import Answer, Assessment, ClientWords, HouseTemplate
from tests.factories import link_to, make_assessment, open_in
from tests.test_site import make_hostile_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return make_assessment(answers={"KE1": 2}, notes={"KE1": "Een notitie"})


def address(assessment):
    return f"/a/{assessment.public_id}/delete/"


def stored_files(assessment):
    folder = settings.STORAGES["default"]["OPTIONS"]["location"] / assessment.public_id
    return sorted(folder.glob("*")) if folder.exists() else []


def test_the_page_asks_first(client, assessment):
    open_in(client, assessment)

    assert client.get(address(assessment)).status_code == 200
    assert client.post(address(assessment)).status_code == 422
    assert Assessment.objects.filter(pk=assessment.pk).exists()


def test_deleting_removes_rows_files_link_and_grant(
    client, assessment, django_capture_on_commit_callbacks
):
    other = make_assessment(title="Een andere", answers={"KE1": 3})
    link = f"/open/{link_to(assessment, Purpose.EDIT)}/"
    open_in(client, assessment)
    folder = settings.STORAGES["default"]["OPTIONS"]["location"] / assessment.public_id
    folder.mkdir(parents=True)
    (folder / "report.nl.pdf").write_bytes(b"%PDF")

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address(assessment), {"is_sure": "on"})

    assert page.url == "/removed/"
    assert list(Assessment.objects.all()) == [other]
    assert Answer.objects.count() == 1
    assert stored_files(assessment) == []
    assert client.get("/removed/").status_code == 200
    assert client.get(link).status_code == 404
    assert client.get(f"/a/{assessment.public_id}/").status_code == 404
    assert client.cookies[f"grant-{assessment.public_id}"]["max-age"] == 0


def test_deleting_twice_is_not_found(client, assessment):
    open_in(client, assessment)
    client.post(address(assessment), {"is_sure": "on"})

    assert client.post(address(assessment), {"is_sure": "on"}).status_code == 404


def test_a_stranger_gets_404_and_a_reader_403(client, assessment):
    assert client.post(address(assessment), {"is_sure": "on"}).status_code == 404

    open_in(client, assessment, Purpose.READ)

    assert client.post(address(assessment), {"is_sure": "on"}).status_code == 403
    assert Assessment.objects.filter(pk=assessment.pk).exists()


def test_only_get_and_post_are_answered(client, assessment):
    open_in(client, assessment)

    assert client.put(address(assessment)).status_code == 405


def rows_of_assessments():
    """But for what is of a client or of a team: tests/clients/test_erasing.py looks for that."""
    models = set(apps.get_app_config("assessments").get_models()) - {ClientWords, HouseTemplate}
    return {model.__name__: model.objects.count() for model in models}


def store_a_report(assessment):
    folder = settings.STORAGES["default"]["OPTIONS"]["location"] / assessment.public_id
    folder.mkdir(parents=True)
    (folder / "report.nl.pdf").write_bytes(b"%PDF")


def test_nothing_of_it_stays_in_any_table(django_capture_on_commit_callbacks):
    assessment = make_hostile_assessment()
    assessment.agreed_levels.create(code="KE1", level=2, reason="Samen gekozen")
    assessment.targets.create(dimension="strategie", level=3)
    assert min(rows_of_assessments().values()) > 0

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_assessment", assessment.public_id, verbosity=0)

    assert set(rows_of_assessments().values()) == {0}


def test_reports_that_show_its_scores_beside_their_own_go_as_well(
    assessment, django_capture_on_commit_callbacks
):
    later, other = make_assessment(title="Tweede ronde"), make_assessment()
    Assessment.objects.filter(pk=later.pk).update(previous=assessment)
    for each in (assessment, later, other):
        store_a_report(each)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_assessment", assessment.public_id, verbosity=0)

    assert [len(stored_files(each)) for each in (assessment, later, other)] == [0, 0, 1]
    assert Assessment.objects.get(pk=later.pk).previous is None


def test_the_command_says_when_there_is_no_such_assessment():
    with pytest.raises(CommandError, match="zzzzzzzzzz"):
        call_command("remove_assessment", "zzzzzzzzzz")

"""A client erased for good: nothing of it is left in any table or folder."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from accounts.models import AuditEntry, Event, Organisation, Role
from assessments.belonging import join_client
from assessments.models import Assessment
from assessments.sharing import share
from clients.erasing import erase
from rendering import storage
from rendering.models import JobState, RenderJob
from rendering.queue import ask
from reports.edition import Branding, Edition, OwnWords
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import all_answers, give_edition, make_assessment, report_of
from tests.pages import LANGUAGES, described, get, headings, parse, words
from tests.traces import files_with, tables_with
from tests.workshops.factories import colleagues, invite, prepare_room, step
from workshops.models import ParticipantName
from workshops.services import join
from workshops.steps import Action

pytestmark = pytest.mark.django_db

MARKER = "Zwartemarkering"


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def organisation(team):
    return make_client(team, name=MARKER, notes=MARKER, contact=MARKER)


@pytest.fixture
def owner(client, team):
    user = owner_of(team).user
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(organisation):
    return reverse("clients:erase", args=[organisation.public_id])


def made_of(assessment):
    """Its report as a file that was made; what is in it says whose it is."""
    job = ask(assessment.public_id, report_of(assessment, "nl"))
    storage.save(job.name, MARKER.encode())
    RenderJob.objects.filter(pk=job.pk).update(state=JobState.READY)
    return job


def marked(organisation):
    """A measurement with the marker in whatever people type, with its workshop and files."""
    answers = all_answers("quick")
    first, *_rest = answers
    assessment = make_assessment(
        client=organisation,
        organisation=MARKER,
        title=MARKER,
        questionnaire="quick",
        answers=answers,
        notes={first: MARKER},
        finished=True,
    )
    words = OwnWords(sentence=MARKER, summary=MARKER, dimensions={}, language="nl")
    give_edition(assessment, Edition(own_words=words, branding=Branding(sender=MARKER)))
    share(assessment, holder=MARKER, by=None)
    made_of(assessment)
    return assessment


def test_nothing_is_left_in_any_table_or_on_the_disk(
    client, team, owner, organisation, tmp_path, django_capture_on_commit_callbacks
):
    unit = make_client(team, name=f"{MARKER} Zuid", parent=organisation)
    marked(organisation)
    of_unit = make_assessment(client=unit, organisation=MARKER)
    colleagues(invite(of_unit), 2)
    room = step(prepare_room(of_unit, is_anonymous=False), Action.OPEN_DOORS)
    join(room, department=None, name=MARKER)
    other = measure(make_client(team), answers=all_answers("full"), finished=True)
    made_of(other)
    assert len(tables_with(MARKER)) >= 5
    assert ParticipantName._meta.db_table in tables_with(MARKER)
    assert len(files_with(MARKER, tmp_path)) == 2

    with django_capture_on_commit_callbacks(execute=True):
        erased = erase(organisation, by=owner)

    assert erased.left == 0
    assert tables_with(MARKER) == set()
    assert [path.parent.name for path in files_with(MARKER, tmp_path)] == [other.public_id]
    assert list(Organisation.objects.all()) == [other.client]
    assert list(Assessment.objects.all()) == [other]


def test_reports_that_show_its_scores_go_and_their_measurement_stays(
    team, owner, organisation, tmp_path, django_capture_on_commit_callbacks
):
    earlier = marked(organisation)
    later = make_assessment(answers=all_answers("quick"), questionnaire="quick", finished=True)
    join_client(later, make_client(team), previous=earlier)
    later.refresh_from_db()
    made_of(later)

    with django_capture_on_commit_callbacks(execute=True):
        erased = erase(organisation, by=owner)

    later.refresh_from_db()
    assert later.previous is None
    assert erased.left == 0
    assert not RenderJob.objects.exists()
    assert files_with(MARKER, tmp_path) == []


def test_what_cannot_be_removed_yet_is_told(team, owner, organisation):
    """Its files go when the transaction is certain: here it never is."""
    marked(organisation)

    erased = erase(organisation, by=owner)

    assert erased.left == 1
    [folder] = [each for each in storage.folders() if each in erased.folders]
    assert default_storage.listdir(folder)[1]


def test_it_is_noted_by_ids_without_names(owner, organisation):
    marked(organisation)

    erase(organisation, by=owner)
    erase(organisation, by=owner)

    [entry] = AuditEntry.objects.filter(event=Event.CLIENT_ERASED)
    assert entry.subject == f"client {organisation.public_id}"
    assert (entry.actor, entry.detail) == (str(owner.pk), "1 assessments, 0 units")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_counts_what_goes(client, team, owner, organisation, language):
    marked(organisation)
    invite(measure(make_client(team, name="Goes", parent=organisation)))

    page = get(client, address(organisation), language)

    goes = page.context["goes"]
    assert (goes.units, goes.measurements, goes.workshops) == (1, 3, 1)
    assert (goes.links, goes.files) == (1, 1)
    tree = parse(page)
    assert len(headings(tree)) == 1
    wanted, there = described(tree)
    assert wanted <= there


def test_the_name_is_typed_to_say_that_it_is_meant(client, owner, organisation):
    for typed in ("", "Ander"):
        page = client.post(address(organisation), {"name": typed})
        assert page.status_code == 422
    assert Organisation.objects.exists()

    erased = client.post(address(organisation), {"name": f" {MARKER.lower()} "}, follow=True)

    assert erased.status_code == 200
    assert not Organisation.objects.exists()
    assert MARKER not in words(parse(erased))
    assert client.post(address(organisation), {"name": MARKER}).status_code == 404


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_only_an_owner_erases(client, team, organisation, role):
    client.force_login(make_member(team, role).user)

    assert client.post(address(organisation), {"name": MARKER}).status_code == 403
    assert (
        address(organisation)
        not in get(
            client, reverse("clients:client", args=[organisation.public_id])
        ).content.decode()
    )

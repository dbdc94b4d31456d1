"""Everything of a client as one ZIP."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, Event
from assessments.exchange import read
from assessments.importing import find_definition
from assessments.models import Assessment
from clients.packing import AHEAD
from rendering import storage
from rendering.models import JobState, RenderJob
from tests.accounts.factories import make_client, make_member, make_team, measure
from tests.factories import all_answers, make_group
from tests.pages import LANGUAGES, described, get, headings, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    team = make_team()
    client.force_login(make_member(team).user)
    return make_client(team, name="Van Rijn", notes="Alleen voor ons")


def quick(client, **kwargs):
    return measure(client, questionnaire="quick", answers=all_answers("quick"), **kwargs)


def address(name, organisation):
    return reverse(f"clients:{name}", args=[organisation.public_id])


def wait(client, organisation, **asked):
    return get(client, address("take_along", organisation), "en", **asked).context["progress"]


def make_all():
    """As a worker does."""
    for job in RenderJob.objects.filter(state=JobState.WAITING):
        storage.save(job.name, job.format.encode())
    RenderJob.objects.filter(state=JobState.WAITING).update(state=JobState.READY)


def packed(client, organisation):
    page = client.post(address("package", organisation), headers={"accept-language": "en"})
    assert page["Content-Disposition"] == 'attachment; filename="van-rijn.zip"'
    with ZipFile(BytesIO(b"".join(page.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_reports_are_asked_for_a_few_at_a_time_until_all_are_made(client, organisation):
    for _each in range(AHEAD + 2):
        quick(organisation, finished=True)

    seen = []
    for _look in range(4):
        progress = wait(client, organisation, done=seen[-1][0] if seen else 0)
        seen.append((progress.done, RenderJob.objects.count()))
        make_all()

    assert seen == [
        (0, 2 * AHEAD),
        (AHEAD, 2 * AHEAD),
        (AHEAD, 2 * (AHEAD + 2)),
        (AHEAD + 2, 2 * (AHEAD + 2)),
    ]
    assert progress.is_ready


def test_the_zip_holds_what_can_be_imported_and_the_reports(client, organisation):
    finished = quick(organisation, finished=True)
    unit = make_client(organisation.team, name="Goes", parent=organisation)
    quick(unit)
    wait(client, organisation)
    make_all()

    files = packed(client, organisation)

    assert {name.split("/")[0] for name in files} == {"goes", "van-rijn"}
    [own] = [name for name in files if name.endswith(".json") and finished.public_id in name]
    assert read(files[own], find_definition).is_finished
    assert sorted(files.values(), key=len)[:2] == [b"pdf", b"xlsx"]
    assert len(files) == 4
    assert not any(b"Alleen voor ons" in content for content in files.values())
    [entry] = AuditEntry.objects.filter(event=Event.EXPORTED)
    assert entry.subject == f"client {organisation.public_id}"


def test_of_an_anonymous_group_there_are_figures_and_no_answers(client, organisation):
    group = make_group(
        client=organisation, questionnaire="quick", answers=all_answers("quick"), responses=6
    )
    Assessment.objects.filter(pk=group.pk).update(is_anonymous=True)

    files = packed(client, organisation)

    [content] = files.values()
    figures = json.loads(content)
    assert "responses" not in figures
    assert "dimensions" in figures


def test_what_is_not_made_is_named(client, organisation):
    quick(organisation, finished=True)

    files = packed(client, organisation)

    assert [name.rpartition(".")[2] for name in files] == ["json", "txt"]
    named = files["missing.txt"].decode().split()
    assert [name.rpartition(".")[2] for name in named] == ["pdf", "xlsx"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finished", [False, True])
def test_the_page_that_waits_is_sound(client, organisation, language, finished):
    quick(organisation, finished=finished)

    page = get(client, address("take_along", organisation), language)

    assert page.context["progress"].is_ready is not finished
    tree = parse(page)
    assert len(headings(tree)) == 1
    wanted, there = described(tree)
    assert wanted <= there


def test_a_wrong_number_begins_anew(client, organisation):
    quick(organisation, finished=True)

    assert wait(client, organisation, done="x").done == 0
    assert wait(client, organisation, done=99).is_ready

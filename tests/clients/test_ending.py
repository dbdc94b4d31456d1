"""The end date of a client: warned of, moved, and erased."""

import datetime as dt
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Event, Organisation, Role, Team
from clients.audit import told
from clients.ending import BEFORE_END, WARNED, ending_of
from clients.models import Notice
from rendering import storage
from rendering.models import JobState, RenderJob
from rendering.queue import ask
from tests.accounts.factories import make_client, make_member, make_team, make_user, measure
from tests.factories import all_answers, make_assessment, report_of
from tests.letters import delivered
from tests.pages import LANGUAGES, get, headings, links, parse, words
from tests.traces import files_with, tables_with

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 3, 1)
MARKER = "Zwartemarkering"
SITE = "https://kanaalkompas.example"


def days(number):
    return dt.timedelta(days=number)


@pytest.fixture
def team():
    return make_team()


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def remind(today, *arguments):
    return run("send_reminders", today, "--address", SITE, *arguments)


def erase(today, *arguments):
    return run("erase_ended", today, *arguments)


def run(command, today, *arguments):
    out = StringIO()
    call_command(command, *arguments, today=today, stdout=out)
    return out.getvalue().splitlines()


def names():
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_nothing_is_erased_that_nobody_was_warned_of(team):
    make_client(team, ends_on=TODAY - days(400))

    assert erase(TODAY) == ["0 erased"]

    remind(TODAY)
    assert erase(TODAY + WARNED - days(1)) == ["0 erased"]
    assert erase(TODAY + WARNED)[-1] == "1 erased"
    assert names() == []


def test_a_client_is_kept_until_its_end_date_is_over(team):
    organisation = make_client(team, ends_on=TODAY + BEFORE_END)
    remind(TODAY)

    assert erase(organisation.ends_on) == ["0 erased"]
    assert erase(organisation.ends_on + days(1))[-1] == "1 erased"


def test_what_would_go_is_counted_by_its_id_and_stays(team):
    organisation = make_client(team, ends_on=TODAY)
    measure(organisation)
    remind(TODAY)

    lines = erase(TODAY + WARNED, "--dry-run")

    facts = "end date 2027-03-01. Assessments: 1, workshops: 0, links: 0, files: 0"
    assert lines == [f"{organisation.public_id}, {facts}", "1 would be erased"]
    assert names() == ["De Boer Wonen"]


def test_it_is_noted_that_nobody_did_it_but_the_end_date(team):
    organisation = make_client(team, ends_on=TODAY)
    measure(organisation)
    remind(TODAY)

    erase(TODAY + WARNED)

    [entry] = AuditEntry.objects.filter(event=Event.CLIENT_ERASED)
    assert (entry.team, entry.subject) == (team.public_id, f"client {organisation.public_id}")
    assert entry.actor == ""
    [line] = told([entry], team)
    assert line.sentence == (
        f"The installation erased the client that is gone ({organisation.public_id}) for good,"
        " whose end date was over (assessments: 1, units: 0)."
    )


def move(client, organisation, day):
    organisation.refresh_from_db()
    form = {
        "name": organisation.name,
        "sector": organisation.sector,
        "version": organisation.details_version,
        "ends_on": day.isoformat() if day else "",
    }
    page = client.post(reverse("clients:edit", args=[organisation.public_id]), form)
    assert page.status_code == 302


@pytest.mark.parametrize("day", [TODAY + days(300), None], ids=["later", "no day"])
def test_an_end_date_that_is_moved_in_time_keeps_the_client(client, team, day):
    client.force_login(make_member(team).user)
    organisation = make_client(team, ends_on=TODAY + days(40))
    remind(TODAY)

    move(client, organisation, day)

    assert erase(TODAY + days(41)) == ["0 erased"]
    assert names() == ["De Boer Wonen"]


def test_a_day_that_was_moved_there_and_back_is_warned_of_again(client, team):
    client.force_login(make_member(team).user)
    organisation = make_client(team, ends_on=TODAY)
    remind(TODAY)

    move(client, organisation, TODAY + days(300))
    move(client, organisation, TODAY)

    assert erase(TODAY + WARNED) == ["0 erased"]
    assert remind(TODAY + WARNED)[-1] == "Reminders: 1, letters: 1"


def test_a_warning_that_nobody_expects_to_hold_any_more_is_given_again(team):
    """As after half a year without the command, or under a clock that is half a year ahead."""
    make_client(team, ends_on=TODAY)
    remind(TODAY)
    later = TODAY + days(200)

    assert erase(later) == ["0 erased"]
    assert remind(later)[-1] == "Reminders: 1, letters: 1"
    assert erase(later) == ["0 erased"]
    assert erase(later + WARNED)[-1] == "1 erased"


def test_a_warning_of_a_day_that_is_still_to_come_counts_for_nothing(team):
    """The clock was ahead when it was given."""
    make_client(team, ends_on=TODAY)
    remind(TODAY + days(100))

    assert remind(TODAY)[-1] == "Reminders: 1, letters: 1"
    assert list(Notice.objects.values_list("given_on", flat=True)) == [TODAY]


def test_a_group_waits_for_the_last_of_its_units(team):
    group = make_client(team, name="Groep", ends_on=TODAY)
    make_client(team, name="Assen", parent=group, ends_on=TODAY)
    last = make_client(team, name="Breda", parent=group, ends_on=TODAY + days(20))
    remind(TODAY)

    erase(TODAY + WARNED - days(1))
    assert names() == ["Assen", "Breda", "Groep"]
    Organisation.objects.filter(pk=last.pk).update(ends_on=TODAY + days(35))
    erase(TODAY + WARNED)
    assert names() == ["Breda", "Groep"]
    remind(TODAY + WARNED)
    assert len(erase(TODAY + WARNED * 2)) == 3
    assert names() == []


def test_a_new_client_ends_when_the_team_keeps_nothing_any_longer(client, team):
    Team.objects.filter(pk=team.pk).update(retention_months=12)
    client.force_login(make_member(team).user)
    today = timezone.localdate()

    page = client.get(reverse("clients:new"))

    day = page.context["form"]["ends_on"].value()
    assert (day.year, day.month) == (today.year + 1, today.month)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_the_page_of_a_client_warns_and_offers_what_to_do(client, team, role, language):
    client.force_login(make_member(team, role).user)
    organisation = make_client(team, ends_on=timezone.localdate() + days(10))

    tree = parse(get(client, reverse("clients:client", args=[organisation.public_id]), language))

    address = reverse("clients:take_along", args=[organisation.public_id])
    panel = [each for each in tree.iter("section") if each.get("aria-labelledby") == "ending"]
    assert len(headings(tree)) == 1
    assert (address in links(panel[0])) == (role == Role.CONSULTANT)


def test_an_end_date_far_away_costs_no_query(team, django_assert_num_queries):
    organisation = make_client(team, ends_on=TODAY + BEFORE_END + days(1))

    with django_assert_num_queries(0):
        assert ending_of(organisation, TODAY) is None


@pytest.mark.django_db(transaction=True)  # files go when it is certain that the rows do
def test_a_client_is_warned_of_handed_over_and_erased_for_good(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    owner = make_user("olga@example.org")
    team = make_team(owner=owner)
    client.force_login(owner)
    today = timezone.localdate()
    details = {"name": MARKER, "sector": "retail", "contact": MARKER, "ends_on": today + days(40)}
    page = client.post(reverse("clients:new"), details)
    organisation = Organisation.objects.get()
    make_assessment(
        client=organisation,
        organisation=MARKER,
        questionnaire="quick",
        answers=all_answers("quick"),
        finished=True,
    )
    assert MARKER in words(parse(client.get(reverse("clients:desk"))).find(".//section"))

    remind(today)
    [letter] = delivered()
    package = next(line for line in letter.body.splitlines() if line.startswith(SITE))
    assert "olga@example.org" in letter.to

    waiting = package.removeprefix(SITE)
    assert client.get(waiting).context["progress"].is_ready is False
    make_all_files()
    assert client.get(waiting).context["progress"].is_ready
    names_in_zip = taken_along(client, organisation)
    assert sorted(name.rpartition(".")[2] for name in names_in_zip) == ["json", "pdf", "xlsx"]

    mail.outbox.clear()
    assert files_with(MARKER, tmp_path)
    assert erase(today + days(40)) == ["0 erased"]
    assert erase(today + days(41))[-1] == "1 erased"
    assert tables_with(MARKER) == set()
    assert files_with(MARKER, tmp_path) == []
    assert client.get(page.url).status_code == 404
    noted = AuditEntry.objects.filter(team=team.public_id).order_by("pk")
    assert list(noted.values_list("event", flat=True)) == [
        Event.TEAM_MADE,
        Event.CLIENT_MADE,
        Event.EXPORTED,
        Event.CLIENT_ERASED,
    ]


def test_what_is_left_of_what_was_erased_is_a_failure_of_the_command(team, settings, tmp_path):
    """Files go when the transaction is certain: in this test it never is."""
    settings.MEDIA_ROOT = tmp_path
    organisation = make_client(team, ends_on=TODAY)
    answers = all_answers("quick")
    assessment = measure(organisation, questionnaire="quick", answers=answers, finished=True)
    ask(assessment.public_id, report_of(assessment, "nl"))
    make_all_files()
    remind(TODAY)

    with pytest.raises(CommandError, match="1 files or rows are left"):
        erase(TODAY + WARNED)


def make_all_files():
    """As a worker does; what is in them says whose they are."""
    for job in RenderJob.objects.filter(state=JobState.WAITING):
        storage.save(job.name, MARKER.encode())
    RenderJob.objects.filter(state=JobState.WAITING).update(state=JobState.READY)


def taken_along(client, organisation):
    page = client.post(reverse("clients:package", args=[organisation.public_id]))
    with ZipFile(BytesIO(b"".join(page.streaming_content))) as archive:
        assert archive.testzip() is None
        return archive.namelist()

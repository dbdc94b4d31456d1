"""Who did what in a team, as its owner reads it: in sentences, in part, and as a file."""

import csv
import datetime as dt
from io import StringIO
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from accounts import services as teams
from accounts.audit import note
from accounts.models import AuditEntry, Event, Organisation, Role
from accounts.person import note_export
from assessments.models import Assessment
from assessments.services import remove_assessment, remove_untouched
from assessments.sharing import renew_private_link, share, withdraw
from clients import services
from clients.audit import SENTENCES, told
from clients.erasing import erase
from tests.accounts.factories import make_client, make_member, make_team, make_user, owner_of
from tests.factories import make_assessment
from tests.pages import parse
from tests.workshops.factories import room, running, vote
from workshops.facilitating import act
from workshops.steps import Action

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 5)
NOBODY = "Iemand zonder account"


@pytest.fixture
def owner(client):
    """Anna Vis, signed in; her team has nothing in its list yet but that it was made."""
    team = make_team(owner=make_user(first_name="Anna", last_name="Vis"))
    user = owner_of(team).user
    client.force_login(user)
    return user


@pytest.fixture
def team(owner):
    return owner.memberships.get().team


@pytest.fixture
def branch(team):
    return make_client(team, name="Fietsland")


def page_of(client, team, *, language="nl", **asked):
    there = reverse("clients:audit", args=[team.public_id])
    return client.get(there, asked, headers={"accept-language": language})


def sentences(client, team, **asked):
    return [each.sentence for each in page_of(client, team, **asked).context["entries"]]


def rows_of(client, team, **asked):
    page = client.get(reverse("clients:audit_csv", args=[team.public_id]), asked)
    text = page.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:]), delimiter=";"))


def everything(team, owner, branch):
    """What a team does, by the services that its pages call."""
    piet = make_member(team, Role.VIEWER, first_name="Piet")
    els = teams.invite(team, role=Role.CONSULTANT, by=owner, email="els@example.org").invitation
    teams.invite(team, role=Role.VIEWER, by=owner)
    teams.withdraw(els, by=owner)
    teams.change_role(piet, Role.CONSULTANT, by=owner)
    services.archive(branch, by=owner)
    services.restore(branch, by=owner)
    measured = make_assessment(client=branch)
    Assessment.objects.filter(pk=measured.pk).update(date=DAY)
    note(Event.STARTED, team=team, actor=owner, subject=f"assessment {measured.public_id}")
    link = share(measured, holder="De raad", by=owner)
    withdraw(link, by=None)
    renew_private_link(measured, by=None)
    services.note_export(branch, by=owner)
    note_export(owner)
    Organisation.objects.filter(pk=branch.pk).update(consultant=piet.user)
    teams.end_membership(piet, by=owner, successor=owner.memberships.get())


def test_each_entry_is_a_sentence_in_the_language_of_the_reader(client, team, owner, branch):
    everything(team, owner, branch)

    assert sentences(client, team)[::-1] == [
        "Anna Vis heeft het team gemaakt.",
        "Anna Vis heeft els@example.org uitgenodigd, met de rol Adviseur.",
        "Anna Vis heeft wie een link opent uitgenodigd, met de rol Meelezer.",
        "Anna Vis heeft de uitnodiging van els@example.org ingetrokken.",
        "Anna Vis heeft Piet de rol Adviseur gegeven.",
        "Anna Vis heeft de klant Fietsland gearchiveerd.",
        "Anna Vis heeft de klant Fietsland uit het archief teruggehaald.",
        "Anna Vis is de meting Fietsland (5 maart 2026) begonnen.",
        "Anna Vis heeft leeslink 1 van de meting Fietsland (5 maart 2026) uitgegeven.",
        f"{NOBODY} heeft leeslink 1 van de meting Fietsland (5 maart 2026) ingetrokken.",
        f"{NOBODY} heeft de privélink van de meting Fietsland (5 maart 2026) vernieuwd.",
        "Anna Vis heeft alles van de klant Fietsland meegenomen.",
        "Anna Vis heeft de eigen gegevens meegenomen.",
        "Anna Vis heeft de klanten van Piet overgedragen aan Anna Vis.",
        "Anna Vis heeft Piet uit het team gehaald.",
    ]


def test_what_is_gone_says_so(client, team, owner, branch):
    piet = make_member(team)
    teams.change_role(piet, Role.VIEWER, by=owner)
    teams.end_membership(piet, by=piet.user)
    measured = make_assessment(client=branch)
    remove_assessment(measured, by=owner)
    erase(branch, by=owner)
    piet.user.delete()

    found = sentences(client, team, language="en")

    number = piet.user_id
    assert found[:4] == [
        f"Anna Vis erased the client that is gone ({branch.public_id}) for good"
        " (assessments: 0, units: 0).",
        f"Anna Vis erased the assessment that is gone ({measured.public_id}) for good.",
        f"Somebody whose account is gone ({number}) left the team.",
        f"Anna Vis gave somebody whose account is gone ({number}) the role Viewer.",
    ]


def test_a_measurement_that_goes_is_noted_whoever_or_whatever_removed_it(team, owner, branch):
    long_ago = timezone.now() - dt.timedelta(days=365 * 20)
    by_time, by_command = make_assessment(client=branch), make_assessment(client=branch)
    make_assessment()  # of nobody: told to no team
    Assessment.objects.filter(pk=by_time.pk).update(touched_at=long_ago)

    remove_untouched(timezone.localdate())
    call_command("remove_assessment", by_command.public_id, verbosity=0)

    entries = AuditEntry.objects.filter(event=Event.ERASED).order_by("pk")
    with translation.override("en"):
        assert [each.sentence for each in told(entries, team)] == [
            f"The installation erased the assessment that is gone ({by_time.public_id}),"
            " which nobody worked on any more.",
            f"Somebody without an account erased the assessment that is gone"
            f" ({by_command.public_id}) for good.",
        ]


def test_a_workshop_is_told_step_by_step_without_its_people(client, team, owner, branch):
    own = make_assessment(client=branch, questionnaire="quick")
    workshop, people = running(own)
    Assessment.objects.filter(pk=workshop.assessment_id).update(date=DAY)
    named = workshop.assessment.public_id
    client.post(f"/workshops/{named}/act/open/", {"step": workshop.step})
    vote(people, 2)
    for action in ("close", "reveal", "finish", "resume", "finish"):
        client.post(f"/workshops/{named}/act/{action}/", {"step": room(workshop).step})
    for is_released in ("on", "on", ""):  # twice is once
        client.post(f"/workshops/{named}/release/", {"is_released": is_released})
    act(room(workshop), Action.SEAL, seen=room(workshop).step, is_due=True)
    client.post(f"/a/{named}/delete/", {"is_sure": "on"})

    what = f"die er niet meer is ({named})"
    told_now = sentences(client, team, what="workshop")[::-1]
    assert told_now == [
        f"{NOBODY} heeft de workshop {what} voorbereid.",
        f"{NOBODY} is de workshop {what} begonnen.",
        f"Anna Vis heeft de workshop {what} afgerond.",
        f"Anna Vis heeft de workshop {what} heropend nadat hij was afgerond.",
        f"Anna Vis heeft de workshop {what} afgerond.",
        f"Anna Vis heeft het resultaat van de workshop {what} vrijgegeven aan wie meedeed.",
        f"Anna Vis geeft het resultaat van de workshop {what} niet langer vrij aan wie meedeed.",
        f"De installatie heeft de antwoorden van de workshop {what} verzegeld, een dag nadat hij"
        " was afgerond.",
    ]
    [erased] = sentences(client, team, what="erased")
    assert erased == f"Anna Vis heeft de workshop {what} met zijn resultaat voorgoed gewist."
    assert not any(people[0].pk in str(each.__dict__) for each in AuditEntry.objects.all())


def test_who_prepares_invites_or_cancels_is_named(client, team, owner, branch):
    own = make_assessment(client=branch, questionnaire="quick")
    form = {"title": "A", "subject": "B", "departments": "", "minimum_group": "5"}
    made = client.post(f"/workshops/{own.public_id}/prepare/", form)["Location"].split("/")[2]
    client.post(f"/workshops/{made}/act/cancel/", {"step": 0})
    client.post(f"/workshops/{own.public_id}/prepare/", form | {"is_rehearsal": "on"})
    client.post(f"/workshops/{own.public_id}/invite/", form)
    Assessment.objects.update(date=DAY)

    which = "Fietsland (5 maart 2026)"
    assert sentences(client, team, what="workshop")[::-1] == [
        f"Anna Vis heeft de workshop {which} voorbereid.",
        f"Anna Vis heeft de workshop {which} afgelast.",
        f"Anna Vis heeft de meting {which} opengesteld voor antwoorden van collega's.",
    ]


def test_every_kind_of_event_has_its_sentence():
    assert {each for each in SENTENCES if " self" not in each} >= set(Event.values)


def move(entry, moment):
    """What is written keeps its moment; a test alone moves one, past the list that refuses."""
    QuerySet(AuditEntry).filter(pk=entry.pk).update(at=moment)


def test_an_owner_asks_for_a_kind_a_person_or_a_period(client, team, owner):
    piet = make_member(team, first_name="Piet")
    note(Event.SIGNED_IN, team=team, actor=piet.user)
    note(Event.SETTINGS_CHANGED, team=team, actor=owner)
    late = timezone.make_aware(dt.datetime(2025, 6, 1, 23, 30))  # of another day in UTC
    move(AuditEntry.objects.get(event=Event.TEAM_MADE), late)
    note(Event.SIGNED_IN, team=make_team(name="Van een ander"), actor=owner)

    made = ["Anna Vis heeft het team gemaakt."]
    settings = ["Anna Vis heeft de instellingen van het team gewijzigd."]
    piets = ["Piet heeft ingelogd."]
    assert sentences(client, team, what="signed in") == piets
    assert sentences(client, team, who=piet.user_id) == piets
    assert sentences(client, team, who=owner.pk) == settings + made
    assert sentences(client, team, until="2025-06-01") == made
    assert sentences(client, team, since="2025-06-01", until="2025-06-01") == made
    assert sentences(client, team, since="2025-06-02") == settings + piets
    assert sentences(client, team, what="erased") == []


def test_a_faulty_day_is_told_beside_it(client, team):
    for asked in ({"since": "morgen"}, {"since": "2026-02-02", "until": "2026-02-01"}):
        page = page_of(client, team, **asked)
        assert page.status_code == 422
        assert page.context["form"].errors
        assert page.context["entries"] == []
        there = reverse("clients:audit_csv", args=[team.public_id])
        assert client.get(there, asked).status_code == 422


def test_a_long_list_comes_in_pages_that_keep_what_was_asked(client, team, owner):
    for _ in range(60):
        note(Event.SIGNED_IN, team=team, actor=owner)

    first = page_of(client, team, what="signed in")
    second = page_of(client, team, what="signed in", page=2)

    assert [len(page.context["entries"]) for page in (first, second)] == [50, 10]
    [older] = [each.get("href") for each in parse(first).iter("a") if each.get("rel") == "next"]
    assert parse_qs(older.lstrip("?")) == {"what": ["signed in"], "page": ["2"]}
    assert page_of(client, team, page="x").status_code == 200


def test_the_file_holds_all_that_was_asked_and_nothing_that_a_sheet_would_work_out(
    client, team, owner
):
    owner.first_name, owner.last_name = "=1+1", ""
    owner.save()
    for _ in range(60):
        note(Event.SIGNED_IN, team=team, actor=owner)

    heading, *rows = rows_of(client, team, what="signed in")

    assert heading == ["Wanneer", "Wat", "Wie", "In woorden"]
    assert len(rows) == 60
    assert {tuple(row[1:]) for row in rows} == {("Ingelogd", "'=1+1", "'=1+1 heeft ingelogd.")}
    today = timezone.localdate().isoformat()
    assert {row[0][:10] for row in rows} <= {today, before(today)}


def before(day):
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_costs_the_same_however_much_it_names(
    client, team, owner, times, django_assert_num_queries
):
    for number in range(times):
        everything(team, owner, make_client(team, name=f"Fietsland {number}"))
    page_of(client, team)

    # session, user, membership; who did anything and their names; how many, a page; four of names
    with django_assert_num_queries(11):
        page_of(client, team)
    with django_assert_num_queries(10):
        rows_of(client, team)


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
@pytest.mark.parametrize("name", ["clients:audit", "clients:audit_csv"])
def test_nobody_but_an_owner_of_the_team_reads_it(client, team, role, name):
    there = reverse(name, args=[team.public_id])
    client.force_login(make_member(team, role).user)
    assert client.get(there).status_code == 403
    client.force_login(owner_of(make_team(name="Ander")).user)
    assert client.get(there).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_typed_stays_text(client, team, owner, language):
    hostile = "\"'><b class=hostile onclick=x>{{ 7 }}%(x)s"
    services.archive(make_client(team, name=hostile), by=owner)

    page = page_of(client, team, language=language)

    found = list(parse(page).iter())
    assert [each for each in found if "hostile" in (each.get("class") or "")] == []
    assert len([each for each in found if each.tag == "h1"]) == 1
    assert any(hostile in each.sentence for each in page.context["entries"])

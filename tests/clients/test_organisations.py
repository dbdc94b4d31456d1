"""Clients: added, changed, archived; and who may."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, Event, Organisation, Role
from assessments.models import Assessment
from tests.accounts.factories import (
    make_client,
    make_member,
    make_team,
    make_user,
    measure,
    owner_of,
)
from tests.factories import all_answers
from tests.pages import LANGUAGES, described, get, headings, links, parse, words

pytestmark = pytest.mark.django_db

NEW = reverse("clients:new")
READ, POSTED = ["client"], ["archive", "restore"]
CHANGED = ["edit", "measure", "measure_units"]


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def organisation(team):
    return make_client(team)


@pytest.fixture
def consultant(client, team):
    member = make_member(team, first_name="Sanne")
    client.force_login(member.user)
    return member.user


def address(name, organisation):
    return reverse(f"clients:{name}", args=[organisation.public_id])


def details(**changes):
    return {"name": "De Boer Wonen", "sector": "retail"} | changes


def edited(organisation, **changes):
    return details() | {"version": organisation.details_version} | changes


def noted(event):
    return [(each.actor, each.subject) for each in AuditEntry.objects.filter(event=event)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READ + CHANGED)
def test_a_page_of_a_client_is_sound_in_both_languages(
    client, consultant, organisation, name, language
):
    measure(organisation, answers=all_answers("full"), finished=True)

    page = get(client, address(name, organisation), language)
    tree = parse(page)

    assert page.status_code == 200
    assert len(headings(tree)) == 1
    wanted, there = described(tree)
    assert wanted <= there
    assert "no-store" in page["Cache-Control"]


def test_a_stranger_and_another_team_find_no_client(client, organisation):
    other = owner_of(make_team(name="Ander")).user

    for user in (make_user(), other):
        client.force_login(user)
        for name in READ + CHANGED:
            assert client.get(address(name, organisation)).status_code == 404
        for name in POSTED:
            assert client.post(address(name, organisation)).status_code == 404
    assert Organisation.objects.get().archived_at is None


def test_a_viewer_reads_and_changes_nothing(client, team, organisation):
    client.force_login(make_member(team, Role.VIEWER).user)

    assert client.get(address("client", organisation)).status_code == 200
    for name in CHANGED:
        assert client.get(address(name, organisation)).status_code == 403
        assert client.post(address(name, organisation), details(name="Anders")).status_code == 403
    for name in POSTED:
        assert client.post(address(name, organisation)).status_code == 403
    refused = client.get(NEW)
    assert (refused.status_code, "Uw rol in het team" in refused.text) == (403, True)
    assert client.post(NEW, details(name="Erbij")).status_code == 403
    kept = Organisation.objects.get()
    assert (kept.name, kept.archived_at) == ("De Boer Wonen", None)
    assert not Assessment.objects.exists()


def test_a_client_that_was_measured_leads_to_a_workshop(client, consultant, organisation):
    own = measure(organisation)
    wanted = reverse("workshops:prepare_room", args=[own.public_id])

    assert wanted in links(parse(get(client, address("client", organisation), "nl")))
    assert client.get(wanted).status_code == 200


def test_a_viewer_is_offered_nothing_that_changes(client, team, organisation):
    measure(organisation, answers=all_answers("full"), finished=True)
    client.force_login(make_member(team, Role.VIEWER).user)

    tree = parse(get(client, address("client", organisation), "en"))

    assert not set(links(tree)) & {address(name, organisation) for name in CHANGED}
    assert [form.get("action") for form in tree.iter("form")] == [reverse("set_language")]


def test_a_wrong_method_is_told_so(client, consultant, organisation):
    for name in READ:
        assert client.post(address(name, organisation)).status_code == 405
    for name in POSTED:
        assert client.get(address(name, organisation)).status_code == 405
    assert client.delete(NEW).status_code == 405


def test_a_client_is_added_for_who_adds_it_and_that_is_noted(client, team, consultant):
    page = client.post(NEW, details(consultant=consultant.pk, ends_on="31-12-2027"))

    organisation = Organisation.objects.get()
    assert page.url == address("client", organisation)
    assert (organisation.team, organisation.consultant) == (team, consultant)
    assert organisation.ends_on == dt.date(2027, 12, 31)
    assert noted(Event.CLIENT_MADE) == [(str(consultant.pk), f"client {organisation.public_id}")]


def test_a_form_that_is_sent_twice_adds_one(client, consultant):
    client.post(NEW, details())

    page = client.post(NEW, details())

    assert page.status_code == 422
    assert "heeft al een klant met deze naam" in words(parse(page))
    assert Organisation.objects.count() == 1


def test_what_is_missing_is_said_beside_it(client, consultant):
    page = client.post(NEW, {"name": " ", "sector": ""}, headers={"accept-language": "en"})
    tree = parse(page)

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"name", "sector"}
    assert {"#id_name", "#id_sector"} <= set(links(tree))
    assert not Organisation.objects.exists()


def test_a_client_is_added_to_the_team_that_is_chosen(client, consultant):
    other = make_team(name="Tweede", owner=consultant)

    client.post(f"{NEW}?team={other.public_id}", details())

    assert Organisation.objects.get().team == other


def test_a_team_that_is_not_mine_is_not_chosen(client, team, consultant):
    other = make_team(name="Ander")

    client.post(f"{NEW}?team={other.public_id}", details())

    assert Organisation.objects.get().team == team


def test_a_client_is_changed_and_that_is_noted(client, consultant, organisation):
    page = client.post(
        address("edit", organisation),
        edited(organisation, name="De Boer", contact="Jan", size="small"),
    )

    kept = Organisation.objects.get()
    assert page.url == address("client", organisation)
    assert (kept.name, kept.contact, kept.size) == ("De Boer", "Jan", "small")
    assert len(noted(Event.CLIENT_CHANGED)) == 1


def test_what_a_colleague_changed_meanwhile_lies_beside_what_was_sent(
    client, consultant, organisation
):
    where = address("edit", organisation)
    client.post(where, edited(organisation, contact="Jan"))

    late = client.post(where, edited(organisation, contact="Els", notes="Bellen"))
    version = late.context["form"]["version"].value()
    again = client.post(where, edited(organisation, contact="Els", version=version))

    stored = [(each.stored, each.sent) for each in late.context["form"].differences]
    assert (late.status_code, again.status_code) == (409, 302)
    assert ("Jan", "Els") in stored
    assert Organisation.objects.get().contact == "Els"


def test_a_unit_stays_in_its_group_when_something_else_is_changed(client, team, consultant):
    group = make_client(team, name="Groep")
    unit = make_client(team, name="Oost", parent=group)
    form = client.get(address("edit", unit)).context["form"]
    sent = {each.html_name: each.value() for each in form if each.value() is not None}

    page = client.post(address("edit", unit), sent | {"contact": "Jan"})

    kept = Organisation.objects.get(pk=unit.pk)
    assert page.status_code == 302
    assert (kept.parent, kept.contact) == (group, "Jan")


def test_a_refused_change_keeps_what_is_stored_and_shows_what_was_typed(
    client, consultant, organisation
):
    page = client.post(address("edit", organisation), details(name="", notes="Even onthouden"))

    assert page.status_code == 422
    assert "Even onthouden" in page.text
    assert "De Boer Wonen" in words(parse(page))
    assert Organisation.objects.get().notes == ""


def test_group_and_consultant_are_of_the_same_team(client, team, consultant, organisation):
    strange = make_client(make_team(name="Ander"), name="Vreemd")
    stranger = make_user()

    page = client.post(
        address("edit", organisation),
        details(parent=strange.public_id, consultant=stranger.pk),
    )

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"parent", "consultant"}


def test_units_stand_together_on_the_page_of_their_group(client, team, consultant):
    group = make_client(team, name="Groep")
    for name in ("Oost", "West"):
        measure(
            make_client(team, name=name, parent=group),
            answers=all_answers("full", 3),
            finished=True,
        )

    tree = parse(get(client, address("client", group), "en"))

    rows = [words(row) for row in tree.findall(".//tbody/tr")]
    assert [row.split()[0] for row in rows] == ["Oost", "West"]
    assert "3Cross-channel 3.0" in rows[0]


def test_groups_lie_one_deep(client, team, consultant):
    group = make_client(team, name="Groep")
    unit = make_client(team, name="Oost", parent=group)
    other = make_client(team, name="Ander")

    below_a_unit = client.post(address("edit", other), details(name="Ander", parent=unit.public_id))
    group_below = client.post(address("edit", group), details(name="Groep", parent=other.public_id))

    assert below_a_unit.status_code == group_below.status_code == 422


def test_an_archived_client_keeps_all_and_comes_back(client, consultant, organisation):
    assessment = measure(organisation, answers=all_answers("full"), finished=True)

    for _twice in range(2):
        assert client.post(address("archive", organisation)).url == reverse("clients:desk")

    assert Organisation.objects.get().is_archived
    assert len(noted(Event.CLIENT_CHANGED)) == 1
    result = reverse("assessments:result", args=[assessment.public_id])
    assert result in links(parse(get(client, address("client", organisation), "en")))

    client.post(address("restore", organisation))

    assert not Organisation.objects.get().is_archived

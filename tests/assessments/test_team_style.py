"""The house style of a team, made on its own page: new reports start with it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry, Event, Role, Team
from assessments.models import KeptEdition
from rendering.logo_faults import MAX_BYTES
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.files import make_files
from tests.pages import LANGUAGES, classed, get, headings, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def owner(client, team):
    client.force_login(owner_of(team).user)
    return client


def address(team, rest=""):
    return reverse("assessments:team_style", args=[team.public_id]) + rest


def picture(size=(30, 20)):
    file = io.BytesIO()
    Image.new("RGB", size, "#7a1fa2").save(file, "PNG")
    return file.getvalue()


def send(client, team, language="en", **changed):
    version = Team.objects.get(pk=team.pk).style_version
    values = {"sender": "", "contact": "", "accent": "", "version": version} | changed
    if "logo" in values:
        values["logo"] = SimpleUploadedFile("logo.png", values["logo"])
    return client.post(address(team), values, headers={"accept-language": language})


def size_of(logo):
    return Image.open(io.BytesIO(bytes(logo))).size


def settings_of(client, team):
    return get(client, reverse("accounts:settings", args=[team.public_id]), "en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_sound(owner, team, language):
    tree = parse(get(owner, address(team), language))

    assert len(headings(tree)) == 1


def test_a_look_that_another_owner_saved_meanwhile_lies_beside_what_was_sent(owner, team):
    send(owner, team, sender="Bureau Noord")

    late = send(owner, team, sender="Bureau Zuid", version=team.style_version)
    version = late.context["form"]["version"].value()
    again = send(owner, team, sender="Bureau Zuid", version=version)

    [difference] = late.context["form"].differences
    assert (late.status_code, again.status_code) == (409, 302)
    assert (difference.stored, difference.sent) == ("Bureau Noord", "Bureau Zuid")
    assert Team.objects.get().sender == "Bureau Zuid"


def test_a_new_report_starts_with_what_the_owner_made(owner, team):
    earlier = measure(make_client(team))
    look = {"sender": "Bureau Noord", "contact": "noord.example", "accent": "#c64200"}
    asks, shown_at = address(team, "logo/"), address(team, "logo.png")

    assert send(owner, team, **look, logo=picture()).url == address(team)

    assert f'hx-get="{asks}"' in get(owner, address(team), "en").text
    assert shown_at not in settings_of(owner, team)
    assert owner.get(shown_at).status_code == 404

    make_files()

    new_client = make_client(Team.objects.get(), name="Volgende")
    following = KeptEdition.objects.get(assessment=measure(new_client))
    assert {name: getattr(following, name) for name in look} == look
    assert size_of(following.logo) == (30, 20)
    assert KeptEdition.objects.get(assessment=earlier).sender == ""
    assert AuditEntry.objects.filter(event=Event.SETTINGS_CHANGED, detail="house style").exists()
    assert "hx-get" not in owner.get(asks).text
    assert f'src="{shown_at}?' in owner.get(asks).text
    assert f'src="{shown_at}"' in settings_of(owner, team)
    assert owner.get(shown_at).content == bytes(following.logo)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"logo": b""}, "This file is empty."),
        ({"logo": b"\x89PNG" + b"\0" * MAX_BYTES}, "larger than 2 MB"),
        ({"accent": "red"}, "three or six digits"),
        ({"accent": "red", "logo": b"a picture"}, "choose the logo again"),
        ({"sender": "x" * 500}, "at most"),
    ],
    ids=["empty", "too large", "no colour", "beside another fault", "too long"],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(owner, team, sent, message):
    page = send(owner, team, contact="typed", **sent)

    assert page.status_code == 422
    assert message in page.text
    assert 'value="typed"' in page.text
    assert not Team.objects.get().has_house_style


def test_a_picture_that_is_none_is_told_and_the_logo_that_was_there_stays(owner, team):
    Team.objects.update(logo=picture())

    send(owner, team, sender="Noord", logo=b"no picture")
    make_files()

    (told,) = classed(parse(get(owner, address(team), "en")), "field__error")
    assert "The logo that you sent is not used" in words(told)
    assert "not a PNG, JPEG, WebP or SVG" in words(told)
    assert bytes(Team.objects.get().logo) == picture()


def test_another_logo_has_another_address(owner, team):
    """A browser shows the picture that it kept of the same one."""
    shown = []
    for size in ((30, 20), (9, 9)):
        Team.objects.update(logo=picture(size))
        shown.append(owner.get(address(team, "logo/")).text)

    assert shown[0] != shown[1]


def test_a_logo_that_is_removed_before_the_next_is_made_does_not_come_back(owner, team):
    Team.objects.update(logo=picture())
    send(owner, team, logo=picture((9, 9)))

    send(owner, team, without_logo="on")

    assert make_files() == 0
    assert bytes(Team.objects.get().logo) == b""


def test_a_logo_that_waits_gives_way_to_the_look_of_a_report(owner, team):
    assessment = measure(make_client(team))
    send(owner, team, logo=picture())

    owner.post(reverse("assessments:house_style", args=[assessment.public_id]))

    assert make_files() == 0


@pytest.mark.parametrize("rest", ["", "logo/", "logo.png"])
@pytest.mark.parametrize(("role", "status"), [(Role.CONSULTANT, 403), (Role.VIEWER, 403)])
def test_other_members_neither_see_nor_change_it(client, team, rest, role, status):
    client.force_login(make_member(team, role).user)

    assert client.get(address(team, rest)).status_code == status
    assert send(client, team, sender="x").status_code == status


@pytest.mark.parametrize("rest", ["", "logo/", "logo.png"])
def test_another_team_is_told_nothing(client, team, rest):
    client.force_login(owner_of(make_team(name="Ander")).user)

    assert client.get(address(team, rest)).status_code == 404
    assert send(client, team, sender="x").status_code == 404

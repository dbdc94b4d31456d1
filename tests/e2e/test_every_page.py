"""Every page that somebody who signed in may open, in both languages, light and dark, on a phone
and on a laptop: each two of these together once. What there is says the table of who gets what."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from accounts.services import first_link
from tests.access.test_access import table
from tests.access.world import World
from tests.accounts.factories import make_client, make_team, measure, owner_of
from tests.clients.test_importing import archive
from tests.e2e.conftest import LAPTOP, PHONE, check_accessibility
from tests.e2e.test_accounts import DESK, check_width, prove, sign_in
from tests.factories import all_answers

LOOKS = {"nl": [(PHONE, "light"), (LAPTOP, "dark")], "en": [(LAPTOP, "light"), (PHONE, "dark")]}
NO_PAGE = re.compile(r"\.\w+$|/(logo|house-style/<kind>(/file|/start)?)/$|/live/|^/admin/")
PARTS = ["/a/", "/accounts/", "/clients/", "/workshops/"]
REFUSED = "status of 422"


@pytest.fixture(autouse=True)
def workers_beside_the_server():
    """None: a page that waits for a file is looked at while it does, and no test waits for it."""


@pytest.mark.parametrize("part", PARTS)
def test_who_signed_in_can_use_every_page(visit, part):
    world = World()
    group_of_two(world.client)
    Organisation.objects.update(ends_on=timezone.localdate())  # so that its page and the desk warn
    page = at_the_desk(visit, world.owner)

    for address in pages_of("owner", part):
        check_page(page, there(world, address, "owner"))


def test_who_did_not_sign_in_can_use_every_page_of_accounts(visit):
    page = visit()
    check_page(page, reverse("accounts:first_team", args=[first_link()]))
    world = World()

    for address in pages_of("anonymous", "/accounts/"):
        check_page(page, there(world, address, "anonymous"))
    check_page(page, reverse("accounts:join", args=[world.links["/accounts/join/"]]))


def test_two_steps_of_signing_in_can_be_used_by_everybody(visit):
    owner = owner_of(make_team()).user
    page = at_the_desk(visit, owner)
    page.goto(reverse("mfa_activate_totp"))
    prove(page)

    for name in ("accounts:erase", "mfa_activate_totp", "mfa_add_webauthn"):
        check_page(page, reverse(name))
    TOTP.activate(owner, generate_totp_secret())
    RecoveryCodes.activate(owner)
    for name in ("index", "view_recovery_codes", "generate_recovery_codes", "deactivate_totp"):
        check_page(page, reverse(f"mfa_{name}"))


def test_what_comes_of_a_form_can_be_used_by_everybody(visit):
    world = World()
    alone = make_client(world.team, name="Van Rijn Wonen")
    page = at_the_desk(visit, world.owner, expected=[REFUSED])

    for of, name, fill in (
        (world.client, "import_many", choose_files),
        (world.client, "measure_units", paste_a_list),
        (alone, "client", None),
        (alone, "compare_time", None),
    ):
        address = reverse(f"clients:{name}", args=[of.public_id])
        check_page(page, address, fill=fill)


def choose_files(page):
    files = archive({"a.json": "{}", "notes.txt": "hello"})
    chosen = {"name": "files.zip", "mimeType": "application/zip", "buffer": files}
    page.locator("input[type=file]").set_input_files(chosen)


def paste_a_list(page):
    page.locator("textarea[name=names]").fill("Alkmaar\nBreda\nAlkmaar")


def at_the_desk(visit, user, **options):
    page = visit(**options)
    sign_in(page, user.email)
    page.wait_for_url(DESK)
    return page


def group_of_two(group):
    for name, level in (("Alkmaar", 2), ("Breda", 3)):
        unit = make_client(group.team, name=name, parent=group)
        answers = all_answers("quick", level)
        measure(unit, questionnaire="quick", answers=answers, finished=True)


def pages_of(visitor, part):
    """What opens for a visitor, by the table."""
    return [
        address
        for address, row in table().items()
        if address.startswith(part)
        and row[visitor].startswith(("200", "202"))
        and not NO_PAGE.search(address)
    ]


def there(world, address, visitor):
    places = world.arguments(address, visitor)
    return re.sub(r"<(\w+)>", lambda place: str(places[place[1]]), address)


def check_page(page, address, fill=None):
    """In each language once, and in its two looks; filled in, the page that follows."""
    for language, looks in LOOKS.items():
        speak(page, language)
        assert page.goto(address).status in {200, 202}, address
        if fill:
            fill(page)
            with page.expect_navigation():
                page.locator("main form .button--main").click()
        assert page.locator("html").get_attribute("lang") == language
        for viewport, colours in looks:
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=colours)
            check_accessibility(page)
            check_width(page)


def speak(page, language):
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language}
    page.context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])

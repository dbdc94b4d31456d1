"""A workshop in a room: one leads, a screen hangs on the wall, phones vote."""

import re

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import PHONE, check_accessibility
from tests.e2e.test_hard_times import OFFLINE
from tests.factories import link_to, make_assessment
from tests.workshops.factories import room
from workshops.models import Comment, Tally, Vote, Workshop
from workshops.services import cast_in_room, join

WALL = {"width": 1920, "height": 1080}
SOON = 15_000


@pytest.fixture(params=["nl-NL", "en-GB"])
def locale(request):
    return request.param


def press(leader):
    """The one large button, and what comes of it."""
    seen = leader.locator("input[name=step]").first.input_value()
    leader.locator(".steps__next .button--main").click()
    expect(leader.locator("input[name=step]").first).not_to_have_value(seen)


def choose(phone, level):
    phone.locator(f"[data-vote] label:has(input[value='{level}'])").click(timeout=SOON)
    expect(phone.locator("#vote-state .state--saved")).to_be_visible(timeout=SOON)


def others_vote(people, level):
    now = room(Workshop.objects.select_related("assessment").get())
    for each in people:
        cast_in_room(each, code=now.focus, round=now.room().standing.round, choice=level)


def smallest_type(page):
    """In pixels, of everything that is shown as text."""
    return page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
          .filter((each) => each.checkVisibility() && !each.matches(".visually-hidden, [hidden]"))
          .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3
            && node.textContent.trim()))
          .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
    )


def is_in_first_view(part):
    """Without scrolling, on the laptop of who leads."""
    box = part.bounding_box()
    return box["y"] + box["height"] <= part.page.viewport_size["height"]


def lies_under(part, other):
    """Without a pixel over it."""
    above = other.bounding_box()
    return part.bounding_box()["y"] >= above["y"] + above["height"]


def type_of(text):
    """In pixels."""
    return text.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")


def scrolled_down(page):
    """As far as it goes, in pixels."""
    return page.evaluate("() => { scrollTo(0, 9999); return scrollY; }")


def test_a_room_votes_talks_votes_again_and_agrees(visit, locale):
    own = make_assessment(questionnaire="quick")
    leader = visit(locale=locale)
    steps.open_link(leader, f"/open/{link_to(own, Purpose.EDIT)}/")
    leader.locator("a[href$='/prepare/']").click()
    check_accessibility(leader)
    leader.locator("main form .button--main").click()
    expect(leader).to_have_url(re.compile(r"/cockpit/$"))
    press(leader)
    check_accessibility(leader)
    wall = visit(locale=locale, viewport=WALL)
    wall.goto(leader.locator("a[target=_blank]").get_attribute("href"))
    check_accessibility(wall)
    assert type_of(wall.locator(".screen__code")) >= 150

    phones = [visit(locale=locale, viewport=PHONE, has_touch=True) for _ in range(3)]
    for phone in phones:
        phone.goto("/w/")
        phone.locator("input[name=code]").fill(leader.locator(".code").inner_text())
        phone.locator("main form .button--main").click()
        check_accessibility(phone)
        phone.locator("main form .button--main").first.click()
        expect(phone).to_have_url(re.compile(r"/room/\?joined$"))
    workshop = Workshop.objects.get()
    people = [join(workshop, department=None) for _ in range(4)]
    expect(wall.locator(".screen__in")).to_contain_text("7", timeout=SOON)

    press(leader)  # start
    press(leader)  # open
    for phone, level in zip(phones, "114", strict=True):
        choose(phone, level)
    check_accessibility(phones[0])
    others_vote(people, "4")
    expect(wall.locator(".screen__say")).to_contain_text("7", timeout=SOON)
    assert smallest_type(wall) >= 28
    check_accessibility(leader)
    phones[1].locator("#room summary").click()
    phones[1].locator("[data-comment] textarea").fill("De kassa weet het niet")
    press(leader)  # close
    assert lies_under(leader.locator(".undo"), leader.locator(".top"))
    assert not Tally.objects.exists()
    waits = phones[1].locator("[data-ready]")
    expect(waits).to_be_visible(timeout=SOON)  # what is being written is not taken away
    check_accessibility(phones[1])
    waits.locator("button").click()
    expect(waits).to_be_hidden(timeout=SOON)
    expect(phones[1].locator("[data-vote]")).to_have_count(0, timeout=SOON)
    assert Comment.objects.get().text == "De kassa weet het niet"
    assert scrolled_down(phones[2]) > 0
    press(leader)  # show
    expect(leader.locator(".comments li")).to_have_count(1)
    expect(wall.locator(".spread__column")).to_have_count(4, timeout=SOON)
    assert smallest_type(wall) >= 28
    check_accessibility(wall)
    expect(phones[0].locator(".room__mine")).to_have_count(1, timeout=SOON)
    expect(phones[2].locator(".room__mine")).to_have_count(1, timeout=SOON)
    phones[2].wait_for_function("scrollY === 0")  # what the room makes of it stands there
    check_accessibility(phones[0])
    check_accessibility(leader)

    leader.keyboard.press("2")  # vote once more, by its key
    phones[0].locator("button[name=keep]").click(timeout=SOON)
    choose(phones[1], "3")
    choose(phones[2], "3")
    others_vote(people, "3")
    press(leader)
    press(leader)
    for part in (".spread__words", ".spread__axis", "#prompts + ul", ".settle .options"):
        assert is_in_first_view(leader.locator(part)), part
    leader.locator("#prompts").evaluate("each => each.scrollIntoView()")
    next_step = leader.locator(".steps__next")
    assert next_step.bounding_box()["y"] == 0  # it stays in sight, and lies over nothing
    assert lies_under(leader.locator("#prompts"), next_step)
    leader.evaluate("scrollTo(0, 0)")
    leader.locator("#settle label:has(input[value='disagree'])").click()
    for name in ("reason", "other_reason"):
        assert is_in_first_view(leader.locator(f"#settle textarea[name={name}]")), name
    leader.locator("#settle label:has(input[value='3'])").click()
    assert is_in_first_view(leader.locator("#settle textarea[name=reason]"))
    for key in "sn":  # both buttons wait for the reason
        leader.locator("h1").click()
        leader.keyboard.press(key)
        expect(leader.locator("#settle textarea[name=reason]")).to_be_focused()
    leader.locator("#settle textarea[name=reason]").fill("Eén team beslist")
    check_accessibility(leader)
    press(leader)
    expect(wall.locator(".screen__why")).to_contain_text("Eén team beslist", timeout=SOON)
    expect(phones[0].locator(".lead[role=status]")).to_contain_text("Eén team", timeout=SOON)

    leader.locator("form[action$='/act/radar/'] button").click()
    expect(wall.locator(".screen__scores div")).to_have_count(1, timeout=SOON)
    check_accessibility(wall)

    leader.goto(f"/workshops/{workshop.assessment.public_id}/finish/")
    check_accessibility(leader)
    leader.locator("main form button").click()
    expect(leader).to_have_url(re.compile(r"/outcome/$"))
    check_accessibility(leader)
    phones[0].locator("button[name=worth][value='4']").click(timeout=SOON)
    expect(phones[0].locator("#worth-said .state--saved")).to_be_visible(timeout=SOON)
    check_accessibility(phones[0])
    leader.locator("form[action$='/act/seal/'] button").click()
    leader.locator("form:has([name=is_sure]) button").click()
    expect(leader).to_have_url(re.compile(r"/outcome/$"))
    leader.locator("main .button--main").click()
    expect(leader).to_have_url(steps.RESULT)
    expect(wall.locator(".screen__outcome li")).to_have_count(1, timeout=SOON)  # what was asked
    expect(phones[0].locator("#room[data-live]")).to_have_count(0, timeout=SOON)
    assert not Vote.objects.exists()


def test_a_phone_without_a_connection_keeps_its_choice_and_sends_it(visit, locale):
    own = make_assessment(questionnaire="quick")
    leader, phone = (
        visit(locale=locale),
        visit(locale=locale, viewport=PHONE, expected=OFFLINE),
    )
    steps.open_link(leader, f"/open/{link_to(own, Purpose.EDIT)}/")
    leader.locator("a[href$='/prepare/']").click()
    leader.locator("main form .button--main").click()
    press(leader)
    phone.goto(f"/w/{Workshop.objects.get().code}/")
    phone.locator("main form .button--main").first.click()
    press(leader)
    press(leader)
    expect(phone.locator("[data-vote]")).to_be_visible(timeout=SOON)

    phone.context.set_offline(True)
    phone.locator("[data-vote] label:has(input[value='2'])").click()
    expect(phone.locator("[data-unsent]")).to_be_visible(timeout=SOON)
    assert not Vote.objects.exists()
    phone.context.set_offline(False)

    expect(phone.locator("#vote-state .state--saved")).to_be_visible(timeout=SOON)
    assert Vote.objects.get().choice == "2"


def test_without_script_a_phone_votes_by_a_form(visit, locale):
    own = make_assessment(questionnaire="quick")
    leader = visit(locale=locale)
    phone = visit(locale=locale, viewport=PHONE, java_script_enabled=False)
    steps.open_link(leader, f"/open/{link_to(own, Purpose.EDIT)}/")
    leader.locator("a[href$='/prepare/']").click()
    leader.locator("main form .button--main").click()
    press(leader)
    phone.goto(f"/w/{Workshop.objects.get().code}/")
    phone.locator("main form .button--main").first.click()
    press(leader)
    press(leader)

    phone.goto(f"/w/{Workshop.objects.get().assessment.public_id}/room/")
    phone.locator("[data-vote] label:has(input[value='4'])").click()
    phone.locator("[data-vote] .buttons button").click()

    expect(phone.locator("#vote-state .state--saved")).to_be_visible()
    assert Vote.objects.get().choice == "4"

"""A workshop that answers alone first, with what befalls a room: phones that sleep, are reloaded,
exchanged or have no script, two who lead at once, and a wall that has to hold it all."""

from playwright.sync_api import expect

from assessments.links import Purpose
from assessments.models import Assessment, Kind
from tests.e2e import steps
from tests.e2e.conftest import PHONE
from tests.e2e.test_room import SOON, WALL, choose, others_vote, press
from tests.factories import link_to, make_assessment
from tests.workshops.factories import codes_of, prepare_room, room, step
from workshops.agenda import Format
from workshops.models import Dot, Vote
from workshops.services import join
from workshops.steps import Action

SLEEPS = "Object.defineProperty(document, 'hidden', { get: () => window.isAsleep === true })"
TURNED = "document.dispatchEvent(new Event('visibilitychange'))"


def fall_asleep(page):
    page.evaluate(f"() => {{ window.isAsleep = true; {TURNED} }}")


def wake(page):
    page.evaluate(f"() => {{ window.isAsleep = false; {TURNED} }}")


def press_key(leader, key):
    """And what comes of it."""
    leader.wait_for_load_state()  # its script has run
    seen = leader.locator("input[name=step]").first.input_value()
    leader.keyboard.press(key)
    expect(leader.locator("input[name=step]").first).not_to_have_value(seen, timeout=SOON)


def fits(wall):
    """All of it is in view: nobody scrolls a wall."""
    return wall.evaluate(
        """() => document.documentElement.scrollHeight <= innerHeight
          && document.documentElement.scrollWidth <= innerWidth"""
    )


def enter(phone, workshop):
    phone.goto(f"/w/{workshop.code}/")
    phone.locator("main form .button--main").first.click()
    phone.wait_for_url("**/room/?joined")


def code_of(phone):
    """The personal code, as it stands folded on the page."""
    return phone.locator("details strong").text_content()


def test_a_room_answers_alone_and_goes_on_whatever_befalls_it(visit):
    workshop = prepare_room(make_assessment(), format=Format.ALONE_FIRST)
    step(workshop, Action.OPEN_DOORS)
    link = f"/open/{link_to(workshop.assessment, Purpose.EDIT)}/"
    leader, other = visit(), visit(expected=["status of 409"])
    other.add_init_script(SLEEPS)
    for cockpit in (leader, other):
        steps.open_link(cockpit, link)
        cockpit.goto(f"/workshops/{workshop.assessment.public_id}/cockpit/")
    fall_asleep(other)  # so that it does not follow
    wall = visit(viewport=WALL)
    wall.goto(leader.locator("a[target=_blank]").get_attribute("href"))
    mine = visit(viewport=PHONE, has_touch=True, expected=["status of 422"])
    sleeper, spare = (visit(viewport=PHONE, has_touch=True) for _ in range(2))
    plain = visit(viewport=PHONE, java_script_enabled=False)
    sleeper.add_init_script(SLEEPS)
    for phone in (mine, sleeper, plain):
        enter(phone, workshop)
    people = [join(workshop, department=None) for _ in range(8)]
    code = code_of(mine)

    press(leader)  # all answer alone
    for phone in (mine, sleeper):
        phone.wait_for_url(f"**/w/{workshop.assessment.public_id}/", timeout=SOON)
    Vote.objects.bulk_create(
        Vote(participant=person, code=question, choice="14"[number % 2])
        for number, person in enumerate(people)
        for question in codes_of(workshop)
    )
    press(leader)  # all is shown
    expect(wall.locator(".screen__outcome li")).to_have_count(6, timeout=SOON)
    assert fits(wall)
    mine.wait_for_url("**/room/", timeout=SOON)
    press(leader)  # the first of the six
    expect(wall.locator(".spread__column")).to_have_count(4, timeout=SOON)
    assert fits(wall)

    sleeper.wait_for_url("**/room/", timeout=SOON)
    fall_asleep(sleeper)
    press_key(leader, "2")  # vote once more
    choose(mine, "2")
    mine.reload()
    expect(mine.locator("[data-vote] input[type=radio][value='2']")).to_be_checked()
    spare.goto(f"/w/{workshop.code}/")
    spare.locator("main details summary").last.click()
    spare.locator("input[name=code]").fill(code)
    spare.locator("main details form button").click()
    expect(spare.locator("[data-vote] input[type=radio][value='2']")).to_be_checked()
    plain.goto(f"/w/{workshop.assessment.public_id}/room/")
    plain.locator("[data-vote] label:has(input[value='3'])").click()
    plain.locator("[data-vote] .buttons button").click()
    expect(plain.locator("#vote-state .state--saved")).to_be_visible()
    others_vote(people, "2")
    assert sleeper.locator("[data-vote]").count() == 0
    wake(sleeper)
    choose(sleeper, "2")
    assert Vote.objects.filter(round=2).count() == 11

    other.locator(".cockpit__now .buttons--beside form button").first.click()  # seen too long ago
    expect(other.locator("[role=alert]")).to_be_visible()
    press(leader)  # close
    press(leader)  # show
    expect(wall.locator(".spread__outline")).not_to_have_count(0, timeout=SOON)
    assert fits(wall)
    press_key(leader, "b")
    expect(wall.locator(".screen--blank")).to_have_count(1, timeout=SOON)
    press_key(leader, "b")
    leader.locator("#settle label:has(input[value='disagree'])").click()
    leader.locator("#settle textarea[name=reason]").fill("Er is een plan. " * 30)
    leader.locator("#settle textarea[name=other_reason]").fill("Het plan leeft niet")
    leader.locator(".steps__next .button--main").click()
    expect(mine.locator(".lead[role=status]")).to_contain_text("niet eens", timeout=SOON)
    expect(wall.locator(".screen__why")).to_have_count(2, timeout=SOON)
    assert fits(wall)

    leader.locator("form[action$='/act/dots/'] button").click()
    dots = mine.locator(".dots__actions label")
    expect(dots).not_to_have_count(0, timeout=SOON)
    assert fits(wall)
    for number in range(4):
        dots.nth(number).click()
    expect(mine.locator("[data-too-many]")).to_be_visible()
    expect(mine.locator(".dots__actions input").nth(3)).not_to_be_checked()
    expect(mine.locator("#vote-state .state--saved")).to_contain_text("Al uw stippen", timeout=SOON)
    assert Dot.objects.count() == 3
    press(leader)  # what was chosen
    leader.goto(f"/workshops/{workshop.assessment.public_id}/finish/")
    leader.locator("main form button").click()
    leader.wait_for_url("**/outcome/")
    expect(wall.locator(".screen__end")).to_have_count(1, timeout=SOON)
    assert fits(wall)
    expect(spare.locator("#room[data-live='8000']")).to_have_count(1, timeout=SOON)  # seldom
    assert Assessment.objects.get(kind=Kind.GROUP).workshop_outcome.participants == 11
    assert not room(workshop).is_open


def test_a_phone_whose_choice_came_too_late_is_told_so_and_goes_on_with_the_room(visit):
    workshop = step(prepare_room(make_assessment()), Action.OPEN_DOORS)
    mine = visit(expected=["status of 409", "htmx:"], viewport=PHONE, has_touch=True)
    enter(mine, workshop)
    step(workshop, Action.START, Action.OPEN)
    expect(mine.locator("[data-vote]")).to_have_count(1, timeout=SOON)

    def arrive_late(route):
        step(workshop, Action.CLOSE)
        route.continue_()

    mine.route("**/vote/", arrive_late)
    mine.locator("[data-vote] label").first.click()
    expect(mine.locator(".room [role=alert]")).to_be_visible(timeout=SOON)
    assert not Vote.objects.exists()

    step(workshop, Action.REOPEN)
    expect(mine.locator("[data-vote]")).to_have_count(1, timeout=SOON)

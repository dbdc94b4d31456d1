"""Without script, without a connection, on another device, with a link that only shows."""

import re

from playwright.sync_api import expect

from assessments.models import Answer, Assessment
from assessments.services import finish
from tests.e2e import steps
from tests.e2e.conftest import check_accessibility
from tests.factories import link_to

# What the browser and htmx say of requests that do not arrive.
OFFLINE = ["ERR_INTERNET_DISCONNECTED", "htmx:"]


def test_without_script_from_the_front_page_to_the_result(visit):
    page = visit(java_script_enabled=False)
    steps.start(page, "full")

    for number in range(steps.DIMENSION_PAGES):
        for section in page.locator("[data-question]").all():
            steps.choose(section, 1 + number % 4)
        steps.go_on(page)
    page.locator("form[action$='/finish/'] button").click()

    assert page.url.endswith("/result/")
    assert Answer.objects.exclude(choice="").count() == 35
    assert Assessment.objects.get().is_finished


def test_a_lost_connection_loses_no_answer(visit):
    page = visit(expected=OFFLINE)
    steps.show_whole_pages(page)
    steps.start(page, "full")
    sections = page.locator("[data-question]").all()
    steps.choose(sections[0], "2")
    steps.is_saved(sections[0])

    page.context.set_offline(True)
    for section in sections[1:4]:
        steps.choose(section, "3")
    for section in sections[1:4]:
        expect(section.locator(".state--failed")).to_be_visible()
    steps.choose(sections[1], "4")
    assert Answer.objects.count() == 1

    page.context.set_offline(False)
    for section in sections[:4]:
        steps.is_saved(section)
    for section in sections:
        steps.choose(section, 2)
        steps.is_saved(section)

    first_page = Answer.objects.order_by("pk")[:4]
    assert sorted(answer.choice for answer in first_page) == ["2", "2", "2", "2"]


def test_closing_the_tab_warns_while_something_is_not_saved(visit):
    page = visit(expected=OFFLINE)
    steps.start(page, "full")
    section = page.locator("[data-question]").first
    page.context.set_offline(True)
    steps.choose(section, "3")
    expect(section.locator(".state--failed")).to_be_visible()
    warnings = []
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))

    page.close(run_before_unload=True)
    page.wait_for_event("close")

    assert warnings == ["beforeunload"]


def test_the_private_link_goes_on_in_another_browser(visit):
    here = visit()
    steps.start(here, "full")
    steps.answer_page(here, 3)
    link = steps.private_link(here)

    there = visit()
    steps.open_link(there, link)

    there.locator(".panel--next a.button--main, a.button--main").first.click()
    steps.choose(there.locator("[data-question]").first, "1")
    steps.is_saved(there.locator("[data-question]").first)
    assert Answer.objects.count() == 6
    here.goto(there.url)
    expect(
        here.locator("[data-question]").first.locator("input[type=radio][value='1']")
    ).to_be_checked()
    there.locator("a.brand").click()  # who came by the link is not asked to keep it
    expect(there.locator("a.door").first).to_be_visible()


def test_the_next_round_is_begun_without_being_asked_to_keep_the_link(at, assessment):
    page = at(assessment, "result")
    page.goto(f"/a/{assessment.public_id}/")

    page.locator("a[href*='after=']").first.click()

    expect(page).to_have_url(re.compile(r"/start/\?after="))


def test_blocked_cookies_are_told_before_a_form_is_filled_in(visit):
    page = visit()
    blocking = page.context.new_cdp_session(page)
    blocking.send("Emulation.setDocumentCookieDisabled", {"disabled": True})

    page.goto("/start/?questionnaire=quick")

    expect(page.locator("[data-without-cookies]")).to_be_visible()


def test_a_double_press_starts_one(visit):
    page = visit()
    page.goto("/start/?questionnaire=quick")
    page.locator("label:has(input[name='sector'])").first.click()

    page.locator("main form .button--main").dblclick()

    page.wait_for_url("**/klantervaring/")
    assert Assessment.objects.count() == 1


def test_the_read_only_link_shows_the_result_and_changes_nothing(visit, assessment):
    finish(assessment)
    owner = visit()
    steps.open_link(owner, address_of(assessment, "edit"))
    owner.goto(f"/a/{assessment.public_id}/link/")
    owner.get_by_label("Voor wie").fill("De directie")
    owner.get_by_role("button", name="Maak een leeslink").click()
    owner.get_by_text("Toon de link van De directie").click()
    link = owner.locator("#read-address-1").input_value()

    reader = visit(expected=["status of 403"])
    steps.open_link(reader, link)

    expect(reader).to_have_url(steps.RESULT)
    assert reader.goto(f"/a/{assessment.public_id}/link/").status == 403
    check_accessibility(reader)
    assert reader.goto(f"/a/{assessment.public_id}/delete/").status == 403


def address_of(assessment, purpose):
    from assessments.links import Purpose  # noqa: PLC0415 -- only here

    return f"/open/{link_to(assessment, Purpose(purpose))}/"

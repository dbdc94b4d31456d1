"""What the page does between a choice and the server that has it."""

import time
from functools import partial

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from assessments.models import Answer
from assessments.services import finish, record_answer
from tests.e2e import steps
from tests.factories import link_to, make_assessment, question_of

OFFLINE = ["Failed to load resource", "htmx:", "Response Status"]


@pytest.fixture
def whole(at):
    """A whole dimension on one page, where nothing goes on by itself."""
    return partial(at, is_whole=True)


def is_home(address):
    return address.count("/") == 3


def stored(code="KE1"):
    return Answer.objects.values_list("choice", "version").get(code=code)


def test_an_answer_whose_receipt_got_lost_contradicts_no_newer_choice(whole):
    page = whole(make_assessment(), expected=OFFLINE)
    section = page.locator("#KE1")
    fates = iter(["stored but not heard", "busy"])

    def interfere(route):
        match next(fates, "fine"):
            case "stored but not heard":
                route.fetch()
                route.abort()
            case "busy":
                route.fulfill(status=503)
            case _:
                route.continue_()

    page.route("**/answers/KE1/", interfere)
    steps.choose(section, "1")
    expect(section.locator(".state--failed")).to_be_visible()
    steps.choose(section, "3")
    steps.is_saved(section)

    assert stored() == ("3", 2)
    expect(section.locator(".conflict")).to_have_count(0)


def test_a_refused_save_can_be_tried_again(whole):
    page = whole(make_assessment(), expected=OFFLINE)
    section = page.locator("#KE1")
    page.route("**/answers/KE1/", lambda route: route.fulfill(status=404))
    steps.choose(section, "2")
    expect(section.locator(".state--failed")).to_be_visible()

    page.unroute("**/answers/KE1/")
    section.locator("[data-retry]").click()
    steps.is_saved(section)

    assert stored() == ("2", 1)


@pytest.mark.parametrize(("keep", "kept"), [("theirs", "4"), ("mine", "1")])
def test_another_tab_was_later_and_the_person_chooses(whole, keep, kept):
    assessment = make_assessment()
    page = whole(assessment, expected=OFFLINE)
    section = page.locator("#KE1")
    record_answer(assessment, question=question_of(assessment, "KE1"), choice="4", replaces=0)

    steps.choose(section, "1")
    section.locator(f"input[value='{keep}']").click()
    steps.is_saved(section)

    expect(section.locator(".conflict")).to_have_count(0)
    expect(section.locator(f".options input[value='{kept}']")).to_be_checked()
    assert stored()[0] == kept


def test_keys_choose_within_a_question_and_only_the_last_is_sent(whole):
    page = whole(make_assessment())
    section = page.locator("#KE1")
    section.locator("input[type=radio]").first.focus()

    for key in ["2", "4", "ArrowUp"]:
        page.keyboard.press(key)
    steps.is_saved(section)

    assert stored() == ("3", 1)


def test_the_letters_on_the_cards_choose_too(whole):
    page = whole(make_assessment())
    section = page.locator("#KE1")
    section.locator("input[type=radio]").first.focus()

    for key in ["d", "Shift+B"]:
        page.keyboard.press(key)
    steps.is_saved(section)

    assert stored() == ("2", 1)
    section.locator(".note summary").click()
    section.locator("#KE1-note").press_sequentially("Dad")
    expect(section.locator(".options input[value='2']")).to_be_checked()


def test_what_is_not_saved_is_in_sight_on_a_phone_and_said_aloud(whole):
    page = whole(make_assessment(), expected=OFFLINE, viewport={"width": 390, "height": 664})
    section = page.locator("#KE1")
    notice = page.locator(".dim__unsaved")
    expect(notice).to_be_hidden()
    page.route("**/answers/KE1/", lambda route: route.abort())

    steps.choose(section, "4")

    expect(notice).to_be_in_viewport()
    expect(section.locator(".state--failed")).not_to_be_in_viewport()
    expect(page.locator("[data-said-aloud]")).to_contain_text("Nog niet bewaard")
    page.unroute("**/answers/KE1/")
    steps.is_saved(section)
    expect(notice).to_be_hidden()


def test_a_choice_made_just_before_the_button_is_stored(whole):
    page = whole(make_assessment())

    steps.choose(page.locator("#KE1"), "1")
    steps.choose(page.locator("#KE1"), "2")
    steps.go_on(page)

    assert stored()[0] == "2"


def test_an_answer_is_taken_back(whole):
    page = whole(make_assessment(answers={"KE1": 2}))
    section = page.locator("#KE1")

    section.locator(".option--none").click()

    expect(section.locator(".state--saved")).to_have_count(0)
    expect(page.locator("#count")).to_contain_text("0")
    assert Answer.objects.get().choice == ""


def test_a_note_is_stored_while_it_is_typed(whole):
    page = whole(make_assessment())
    section = page.locator("#KE1")
    section.locator(".note summary").click()

    section.locator(".note textarea").fill("Zie het jaarplan")
    with page.expect_response("**/answers/KE1/"):
        pass

    assert Answer.objects.get().note == "Zie het jaarplan"


PUT_AWAY = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def stored_soon(note):
    for _ in range(50):
        if Answer.objects.filter(note=note).exists():
            return True
        time.sleep(0.1)
    return False


def test_words_of_the_last_second_are_stored_when_a_phone_puts_the_tab_away(at):
    page = at(make_assessment())
    page.locator("#KE1 .note summary").click()
    page.locator("#KE1-note").press_sequentially("Afspraak met de winkel")

    page.evaluate(PUT_AWAY)
    page.close()

    assert stored_soon("Afspraak met de winkel")


def test_words_of_the_last_second_are_stored_where_no_browser_asks_before_leaving(at):
    page = at(make_assessment(), viewport={"width": 390, "height": 844})
    page.add_init_script(
        "const add = window.addEventListener;"
        "window.addEventListener = function (type, ...rest) {"
        "  if (type !== 'beforeunload') return add.call(this, type, ...rest); };"
    )
    page.reload()
    page.locator("#KE1 .note summary").click()
    page.locator("#KE1-note").press_sequentially("Afspraak met de winkel")

    page.locator("[data-back]").click()

    assert stored_soon("Afspraak met de winkel")


def test_a_page_that_lives_on_after_it_was_put_away_says_that_it_is_saved(at):
    page = at(make_assessment())
    steps.choose(page.locator("#KE1"), 2)
    page.locator("#KE1 .note summary").click()
    page.locator("#KE1-note").press_sequentially("Eerst")
    page.evaluate(PUT_AWAY)
    page.locator("#KE1-note").press_sequentially(" en daarna")

    steps.is_saved(page.locator("#KE1"))

    assert stored_soon("Eerst en daarna")
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_page_without_its_choices_shows_again_what_is_stored(whole):
    """As WebKit does over http after Back: the fields are emptied behind the page's back."""
    page = whole(make_assessment(answers={"KE1": 3}, notes={"KE1": "Onze notitie"}))
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        "  for (const radio of document.querySelectorAll('[type=radio]')) radio.checked = false;"
        "  for (const text of document.querySelectorAll('textarea')) text.value = ''; })"
    )

    page.reload()

    expect(page.locator("#KE1 input[value='3']")).to_be_checked()
    expect(page.locator("#KE1-note")).to_have_value("Onze notitie")
    steps.go_on(page)
    assert Answer.objects.values_list("choice", "note").get() == ("3", "Onze notitie")


def test_cookies_that_are_gone_get_a_new_token(at, base_url):
    page = at(make_assessment(), expected=OFFLINE)
    page.context.clear_cookies(name="csrf")

    steps.choose(page.locator("#KE1"), 2)

    steps.is_saved(page.locator("#KE1"))
    assert stored() == ("2", 1)


def test_who_lost_all_cookies_opens_the_link_and_tries_again(at, base_url):
    assessment = make_assessment()
    page = at(assessment, expected=OFFLINE)
    page.context.clear_cookies()
    steps.choose(page.locator("#KE1"), 2)
    expect(page.locator("#KE1 .state--failed")).to_contain_text("privélink")

    other = page.context.new_page()
    steps.open_link(other, f"/open/{link_to(assessment, Purpose.EDIT)}/")
    page.locator("#KE1 [data-retry]").click()

    steps.is_saved(page.locator("#KE1"))
    assert stored() == ("2", 1)


def test_an_old_safari_goes_on_at_the_first_press(whole):
    page = whole(make_assessment())
    page.add_init_script(
        "delete HTMLFormElement.prototype.requestSubmit;"
        "delete HTMLDialogElement.prototype.showModal;"
    )
    page.reload()

    steps.choose(page.locator("#KE1"), 2)
    steps.go_on(page)
    assert stored()[0] == "2"

    page.locator(".brand").click()
    page.wait_for_url(is_home)


def test_a_save_that_takes_longer_than_the_patience_is_found_back(whole):
    page = whole(make_assessment(), expected=OFFLINE)
    page.locator("#KE1").evaluate("(e) => e.setAttribute('hx-request', '{\"timeout\": 300}')")
    slow = iter([True])

    def arrive_late(route):
        if next(slow, False):
            route.fetch()
            time.sleep(1)
            route.abort()
        else:
            route.continue_()

    page.route("**/answers/KE1/", arrive_late)
    steps.choose(page.locator("#KE1"), 2)

    steps.is_saved(page.locator("#KE1"))
    assert stored() == ("2", 1)


def test_what_was_finished_elsewhere_says_so_and_keeps_the_choice_on_the_page(whole):
    assessment = make_assessment(answers={"ST1": 2})
    page = whole(assessment, expected=OFFLINE)
    finish(assessment)

    steps.choose(page.locator("#KE1"), "2")

    expect(page.locator("#KE1-trouble a[href$='/review/']")).to_be_visible()
    expect(page.locator("#KE1 input[value='2'][type=radio]")).to_be_checked()


def test_who_leaves_without_the_link_is_reminded_once(at):
    page = at(make_assessment())

    page.locator(".brand").click()
    expect(page.locator("dialog")).to_be_visible()
    page.locator("[data-leave]").click()
    page.wait_for_url(is_home)
    page.go_back()
    page.locator(".brand").click()

    page.wait_for_url(is_home)


def test_a_choice_made_before_the_script_has_loaded_is_stored_too(visit):
    page = visit()
    held = []
    page.route("**/answers*.js", lambda route: held.append(route))

    page.goto("/start/?questionnaire=full")
    page.locator("label:has(input[name='sector'])").first.click()
    page.locator("main form button").last.click(no_wait_after=True)
    first = page.locator("[data-question]").first
    steps.choose(first, 3)
    expect(page.locator(".dim__plain")).to_be_hidden()  # not even for a moment
    assert held
    assert not Answer.objects.exists()
    for route in held:
        route.continue_()

    steps.is_saved(first)
    expect(page.locator("[data-front]")).to_have_id("KE2")
    assert [answer.choice for answer in Answer.objects.all()] == ["3"]


def is_asked(page, selector):
    """Whether the browser asks before it leaves by what is clicked; the visitor then stays."""
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.locator(selector).click()
    return asked.value.type == "beforeunload"


@pytest.mark.parametrize(
    ("slug", "field"), [("report", "sender"), ("details", "title"), ("targets", None)]
)
def test_words_that_were_not_sent_are_not_left_unasked(at, slug, field):
    page = at(make_assessment(), slug)
    address = page.url

    if field:
        page.locator(f"[name={field}]").fill("Eindmeting")
    else:
        page.locator("main select").first.select_option("4")

    assert is_asked(page, "a.brand")
    assert is_asked(page, "button[name=language][value=en]")
    assert page.url == address
    with page.expect_navigation():  # its own button asks nothing
        page.locator("form[data-unsaved] .buttons button").click()


def test_a_form_that_came_back_with_errors_is_not_left_unasked(at):
    page = at(make_assessment(), "report", expected=OFFLINE)

    page.locator("[name=accent]").fill("groen")
    page.locator(".edition__save button").click()
    expect(page.locator("#errors")).to_be_visible()

    assert is_asked(page, "a.brand")


def test_a_page_where_nothing_was_typed_is_left_unasked(at, base_url):
    page = at(make_assessment(), "details")

    page.locator("[name=title]").click()
    page.locator("a.brand").click()

    expect(page).to_have_url(f"{base_url}/")


@pytest.mark.parametrize(("has_script", "shown"), [(True, 2), (False, 1)])
def test_a_page_promises_what_its_script_does_only_where_it_runs(at, has_script, shown):
    page = at(make_assessment(), java_script_enabled=has_script)

    expect(page.locator("[data-scripted]:visible")).to_have_count(shown)
    expect(page.locator(".pace")).to_be_visible(visible=has_script)

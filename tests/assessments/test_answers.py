import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Choice
from assessments.services import AnswersFrozen, StaleAnswer, finish, record_answer
from tests.factories import all_answers, make_assessment, make_group, open_in, question_of
from tests.pages import parse

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def save(browser, assessment, code="KE1", *, htmx=True, **fields):
    where = reverse("assessments:save_answer", args=[assessment.public_id, code])
    sent = {f"{code}-{name}": value for name, value in fields.items()}
    return browser.post(where, sent, headers=HTMX if htmx else {})


def record(assessment, code="KE1", **kwargs):
    kwargs = {"choice": "2", "replaces": 0} | kwargs
    return record_answer(assessment, question=question_of(assessment, code), **kwargs)


def test_a_choice_is_stored_at_once(holder, assessment):
    page = save(holder, assessment, choice="2", version=0)

    answer = Answer.objects.get()
    assert page.status_code == 200
    assert (answer.code, answer.choice, answer.version) == ("KE1", "2", 1)


def test_the_page_hears_when_it_was_saved_and_which_version_comes_next(holder, assessment):
    page = save(holder, assessment, choice="2", version=0)

    assert 'name="KE1-version" value="1"' in page.content.decode()
    assert "state--saved" in page.content.decode()


def test_the_same_save_twice_is_one_answer_of_one_version(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    page = save(holder, assessment, choice="2", version=0)

    assert page.status_code == 200
    assert Answer.objects.get().version == 1


def test_a_newer_choice_replaces_the_version_that_it_names(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    save(holder, assessment, choice="3", version=1)

    assert Answer.objects.values_list("choice", "version").get() == ("3", 2)


def test_a_stale_save_is_refused_with_both_answers(holder, assessment):
    save(holder, assessment, choice="2", version=0, note="Uit de andere tab")

    page = save(holder, assessment, choice="3", version=0, note="Uit deze tab")

    question = question_of(assessment, "KE1")
    assert page.status_code == 409
    assert Answer.objects.get().choice == "2"
    for text in [*(question.options["retail"][level].text for level in (1, 2))]:
        assert text in page.content.decode()
    assert "Uit de andere tab" in page.content.decode()
    assert "Uit deze tab" in page.content.decode()


def test_a_note_that_comes_without_a_choice_keeps_the_choice(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    page = save(holder, assessment, note="Van WebKit", version=1)

    assert page.status_code == 200
    assert Answer.objects.values_list("choice", "note").get() == ("2", "Van WebKit")


def test_leaving_open_on_purpose_clears_the_choice(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    save(holder, assessment, choice="", version=1)

    assert Answer.objects.get().choice == ""


def test_who_prefers_the_own_answer_replaces_the_other(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    page = save(holder, assessment, choice="3", version=0, theirs=1, keep="mine")

    assert page.status_code == 200
    assert Answer.objects.values_list("choice", "version").get() == ("3", 2)


def test_who_prefers_the_stored_answer_sees_it_again(holder, assessment):
    save(holder, assessment, choice="2", version=0)

    page = save(holder, assessment, choice="3", version=0, theirs=1, keep="theirs")

    assert page["HX-Retarget"] == "#KE1"
    assert [chosen.get("value") for chosen in parse(page).xpath("//input[@checked]")] == ["2"]
    assert Answer.objects.values_list("choice", "version").get() == ("2", 1)


def test_a_decision_about_an_answer_that_changed_once_more_is_asked_again(holder, assessment):
    save(holder, assessment, choice="2", version=0)
    save(holder, assessment, choice="4", version=1)

    page = save(holder, assessment, choice="3", version=0, theirs=1, keep="mine")

    assert page.status_code == 409
    assert Answer.objects.get().choice == "4"


def test_two_interleaved_saves_end_with_one_answer_and_one_refusal(assessment):
    record(assessment, choice="1", replaces=0)
    tab, phone = Answer.objects.get().version, Answer.objects.get().version

    record(assessment, choice="2", replaces=tab)
    with pytest.raises(StaleAnswer) as stale:
        record(assessment, choice="3", replaces=phone)

    assert stale.value.current.choice == "2"
    assert Answer.objects.values_list("choice", "version").get() == ("2", 2)


def test_a_first_answer_from_two_devices_is_refused_to_the_second(assessment):
    record(assessment, choice="1", replaces=0)

    with pytest.raises(StaleAnswer):
        record(assessment, choice="2", replaces=0)


def test_an_answer_can_be_cleared_and_keeps_its_note(holder, assessment):
    save(holder, assessment, choice="2", version=0, note="Blijft")

    save(holder, assessment, choice="", version=1, note="Blijft")

    answer = Answer.objects.get()
    assert (answer.choice, answer.note, answer.value) == (Choice.NONE, "Blijft", None)


def test_nothing_said_about_an_open_question_stores_nothing(holder, assessment):
    save(holder, assessment, choice="", version=0)

    assert not Answer.objects.exists()


def test_a_reason_goes_with_the_choice_that_it_was_given_for(holder, assessment):
    save(holder, assessment, choice="not_applicable", reason="Geen partners", version=0)
    assert Answer.objects.get().reason == "Geen partners"

    save(holder, assessment, choice="1", reason="Geen partners", version=1)
    assert Answer.objects.get().reason == ""


def test_line_ends_and_control_characters_are_stored_as_a_file_can_carry_them(holder, assessment):
    save(holder, assessment, choice="1", note="een\r\ntwee\x07\tdrie", version=0)

    assert Answer.objects.get().note == "een\ntwee\tdrie"


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "5"},
        {"choice": "nonsense"},
        {"choice": "2", "note": "x" * 2001},
        {"choice": "not_applicable", "reason": "x" * 2001},
        {"choice": "2", "version": "x"},
        {"choice": "2", "version": -1},
        {"choice": "2", "keep": "both"},
        {"choice": "2\x00"},
    ],
)
def test_invalid_input_is_refused_and_stores_nothing(holder, assessment, fields):
    assert save(holder, assessment, **fields).status_code in {400, 422}
    assert not Answer.objects.exists()


def test_a_quick_scan_knows_no_not_applicable(client):
    assessment = make_assessment(questionnaire="quick")
    open_in(client, assessment)

    page = save(client, assessment, "strategie", choice="not_applicable", version=0)

    assert page.status_code == 422


@pytest.mark.parametrize("code", ["XX1", "strategie", "ke1"])
def test_a_question_of_another_questionnaire_is_a_404(holder, assessment, code):
    assert save(holder, assessment, code, choice="2", version=0).status_code == 404


def test_a_stranger_gets_a_404(client, assessment):
    assert save(client, assessment, choice="2", version=0).status_code == 404
    assert not Answer.objects.exists()


def test_saving_takes_no_get(holder, assessment):
    where = reverse("assessments:save_answer", args=[assessment.public_id, "KE1"])

    assert holder.get(where).status_code == 405


def test_a_save_without_the_token_of_the_page_is_refused(assessment):
    browser = open_in(Client(enforce_csrf_checks=True), assessment)

    assert save(browser, assessment, choice="2", version=0).status_code == 403
    assert not Answer.objects.exists()


def test_a_finished_assessment_refuses_and_keeps_what_was_typed_on_the_page(holder, assessment):
    assessment.responses.get().answers.create(code="OS5", choice="2")
    finish(assessment)

    page = save(holder, assessment, choice="2", version=0)

    assert page.status_code == 409
    assert reverse("assessments:review", args=[assessment.public_id]) in page.content.decode()
    assert not Answer.objects.filter(code="KE1").exists()


def test_the_answers_of_a_group_are_read_only():
    group = make_group(answers={"KE1": 2})

    with pytest.raises(AnswersFrozen):
        record(group, choice="3", replaces=1)


def test_without_script_a_save_leads_back_to_its_question(holder, assessment):
    page = save(holder, assessment, htmx=False, choice="2", version=0)

    assert (page.status_code, page["Location"]) == (
        302,
        f"/a/{assessment.public_id}/klantervaring/#KE1",
    )


def test_a_save_touches_the_assessment(holder, assessment):
    before = assessment.touched_at

    save(holder, assessment, choice="2", version=0)

    assessment.refresh_from_db()
    assert assessment.touched_at > before


@pytest.mark.parametrize("answers", [{}, all_answers], ids=["empty", "full"])
def test_saving_costs_the_same_whatever_was_answered(client, django_assert_num_queries, answers):
    answers = answers("full") if answers else {}
    assessment = make_assessment(answers=answers)
    open_in(client, assessment)

    # Four, and the two ends of a savepoint; the first time also whose answer it is.
    with django_assert_num_queries(6 if answers else 7):
        save(client, assessment, choice="3", version=1 if answers else 0)

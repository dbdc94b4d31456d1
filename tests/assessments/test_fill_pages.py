import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Answer, Assessment
from assessments.services import finish, record_answer
from maturity.printing import remembered
from maturity.reading_time import minutes_in
from tests.factories import all_answers, make_assessment, make_group, open_in, question_of
from tests.pages import classed, markup, parse, words

pytestmark = pytest.mark.django_db

CODES = ["KE1", "KE2", "KE3", "KE4", "KE5"]


def page_of(assessment, slug="klantervaring"):
    return reverse("assessments:dimension", args=[assessment.public_id, slug])


def sent(**answers):
    """A page sent without script: every question of it, the open ones without a choice."""
    fields = {}
    for code in CODES:
        choice, version = answers.get(code, ("", 0))
        fields |= {f"{code}-version": version, f"{code}-note": "", f"{code}-reason": ""}
        if choice:
            fields[f"{code}-choice"] = choice
    return fields


def test_a_page_asks_the_questions_of_its_dimension_in_order(holder, assessment):
    page = holder.get(page_of(assessment))

    assert [asked.question.code for asked in page.context["page"].asked] == CODES


def test_an_option_hint_and_proof_are_those_of_the_sector(client):
    assessment = make_assessment(sector="intermediary")
    question = question_of(assessment, "KE1")
    open_in(client, assessment)

    text = client.get(page_of(assessment)).content.decode()

    assert question.hints["intermediary"] in text
    assert "Voorbeeld: Verzekeraars en adviseurs" in text
    assert question.hints["retail"] not in text
    assert question.proof in text


def test_the_example_for_any_other_sector_has_no_name(client):
    assessment = make_assessment(sector="other")
    open_in(client, assessment)

    text = client.get(page_of(assessment)).content.decode()

    assert "<h3>Voorbeeld</h3>" in markup(text)
    assert "Overig" not in text


def test_how_to_read_in_a_sector_stands_above_and_behind_the_line_of_each_question(client):
    """A low window shows the second, any other the first."""
    assessment = make_assessment(sector="other")
    open_in(client, assessment)

    page = parse(client.get(page_of(assessment)))

    told = [page.findall(f".//p[@class='{name}']") for name in ("dim__reading", "help__reading")]
    assert [len(each) for each in told] == [1, 5]
    assert {element.text for each in told for element in each} == {
        assessment.definition("nl").sector("other").reading
    }


def test_nothing_is_chosen_beforehand(holder, assessment):
    assert parse(holder.get(page_of(assessment))).xpath("//input[@checked]") == []


def test_what_is_remembered_of_a_page_is_nothing_that_somebody_typed(client):
    plain = make_assessment(answers={"KE1": 3, "KE2": "not_applicable"})
    open_in(client, plain)
    client.get(page_of(plain))
    before = remembered.cache_info().misses
    told = make_assessment(
        organisation="Anders",
        answers={"KE1": 3, "KE2": "not_applicable"},
        reasons={"KE2": "Geen kanalen"},
        notes={"KE1": "Onder ons"},
    )
    open_in(client, told)

    page = client.get(page_of(told))
    again = sent(KE1=(3, 1), KE2=("not_applicable", 1), KE3=("Iets anders", 0))
    refused = client.post(page_of(told), again)

    assert "Onder ons" in page.content.decode()
    assert refused.status_code == 422
    assert remembered.cache_info().misses == before


def test_an_answer_and_its_note_are_there_again_in_another_browser(client):
    assessment = make_assessment(answers={"KE1": 3}, notes={"KE1": "Zie jaarplan"})
    open_in(client, assessment)

    tree = parse(client.get(page_of(assessment)))

    chosen = [(field.get("name"), field.get("value")) for field in tree.xpath("//input[@checked]")]
    assert chosen == [("KE1-choice", "3")]
    assert tree.get_element_by_id("KE1-note").text == "Zie jaarplan"


def test_the_line_above_the_steps_tells_how_far_only_once_something_is_answered(holder, assessment):
    def line():
        return words(classed(parse(holder.get(page_of(assessment))), "steps__now")[0])

    assert line() == "Stap 1 van 7: Klantervaring"
    holder.post(page_of(assessment), sent(KE1=("2", 0)))

    assert line() == "Stap 1 van 7: Klantervaring, 1 van 5 beantwoord"


def test_without_script_the_button_stores_the_page_and_goes_on(holder, assessment):
    page = holder.post(page_of(assessment), sent(KE1=("2", 0), KE2=("unknown", 0)))

    assert page["Location"] == page_of(assessment, "strategie")
    assert dict(Answer.objects.values_list("code", "choice")) == {"KE1": "2", "KE2": "unknown"}


def test_the_last_page_leads_to_looking_back(holder, assessment):
    page = holder.post(page_of(assessment, "incentives"), {})

    assert page["Location"] == reverse("assessments:review", args=[assessment.public_id])


def test_sending_the_page_twice_is_sending_it_once(holder, assessment):
    for _ in range(2):
        holder.post(page_of(assessment), sent(KE1=("2", 0)))

    assert Answer.objects.values_list("code", "version").get() == ("KE1", 1)


def test_without_script_a_conflict_shows_both_and_stores_the_rest(holder, assessment):
    question = question_of(assessment, "KE1")
    record_answer(assessment, question=question, choice="4", replaces=0)

    page = holder.post(page_of(assessment), sent(KE1=("1", 0), KE2=("3", 0)))

    assert page.status_code == 409
    assert [asked.question.code for asked in page.context["page"].conflicts] == ["KE1"]
    assert page.context["page"].wrong == ()
    assert page.context["form"].errors  # base.html then starts the title with "Error:"
    assert dict(Answer.objects.values_list("code", "choice")) == {"KE1": "4", "KE2": "3"}


def fields_of(page):
    """What a browser without script sends of a page that nobody touched."""
    tree = parse(page)
    inputs = [field for field in tree.iter("input") if field.get("name")]
    notes = {field.get("name"): field.text or "" for field in tree.iter("textarea")}
    return notes | {
        field.get("name"): field.get("value", "")
        for field in inputs
        if field.get("type") == "hidden" or "checked" in field.attrib
    }


def test_without_script_an_answer_that_nobody_touched_gives_way_to_a_later_one(holder):
    assessment = make_assessment(
        answers={"KE1": 1, "KE2": "not_applicable"},
        reasons={"KE2": "Geen winkels"},
        notes={"KE1": "Eerste\nregel"},
    )
    open_in(holder, assessment)
    shown = fields_of(holder.get(page_of(assessment)))
    for code, replaces in (("KE1", 1), ("KE2", 1), ("KE3", 0)):
        question = question_of(assessment, code)
        record_answer(assessment, question=question, choice="4", replaces=replaces)

    page = holder.post(page_of(assessment), shown | {"KE4-choice": "2"})

    assert page.status_code == 302
    stored = Answer.objects.filter(response__assessment=assessment)
    assert dict(stored.values_list("code", "choice")) == {
        "KE1": "4",
        "KE2": "4",
        "KE3": "4",
        "KE4": "2",
    }


def test_without_script_an_answer_that_was_touched_is_still_a_conflict(holder):
    assessment = make_assessment(answers={"KE1": 1})
    open_in(holder, assessment)
    shown = fields_of(holder.get(page_of(assessment)))
    record_answer(assessment, question=question_of(assessment, "KE1"), choice="4", replaces=1)

    page = holder.post(page_of(assessment), shown | {"KE1-choice": "2"})
    again = holder.post(page_of(assessment), fields_of(page))

    assert (page.status_code, again.status_code) == (409, 409)
    assert Answer.objects.get(response__assessment=assessment).choice == "4"


def test_a_page_that_is_shown_again_without_its_choices_clears_nothing(holder):
    assessment = make_assessment(
        answers={"KE1": 3, "KE2": "not_applicable"},
        reasons={"KE2": "Geen winkels"},
        notes={"KE1": "Onze notitie"},
    )
    open_in(holder, assessment)
    shown = fields_of(holder.get(page_of(assessment)))
    emptied = {name: "" if "-note" in name else value for name, value in shown.items()}
    emptied = {name: value for name, value in emptied.items() if "-choice" not in name}

    page = holder.post(page_of(assessment), emptied | {"KE2-reason": "", "KE4-choice": "2"})

    assert page.status_code == 302
    stored = Answer.objects.filter(response__assessment=assessment)
    assert set(stored.values_list("code", "choice", "reason", "note")) == {
        ("KE1", "3", "", "Onze notitie"),
        ("KE2", "not_applicable", "Geen winkels", ""),
        ("KE4", "2", "", ""),
    }


def test_without_script_a_note_is_emptied_and_an_answer_left_open_on_purpose(holder):
    assessment = make_assessment(answers={"KE1": 3, "KE2": 3}, notes={"KE1": "Weg ermee"})
    open_in(holder, assessment)
    shown = fields_of(holder.get(page_of(assessment)))

    holder.post(page_of(assessment), shown | {"KE1-note": "", "KE2-choice": ""})

    stored = Answer.objects.filter(response__assessment=assessment)
    assert set(stored.values_list("code", "choice", "note")) == {("KE1", "3", ""), ("KE2", "", "")}


def test_without_script_the_own_answer_is_kept_on_request(holder, assessment):
    record_answer(assessment, question=question_of(assessment, "KE1"), choice="4", replaces=0)

    page = holder.post(
        page_of(assessment),
        sent(KE1=("1", 0)) | {"KE1-theirs": 1, "KE1-keep": "mine"},
    )

    assert page.status_code == 302
    assert Answer.objects.get().choice == "1"


def test_a_wrong_answer_is_explained_and_the_rest_is_stored(holder, assessment):
    page = holder.post(
        page_of(assessment), sent(KE2=("3", 0), KE1=("2", 0)) | {"KE1-note": "x" * 2001}
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"] is page.context["page"].wrong[0].form
    assert 'href="#KE1"' in text
    assert "x" * 2001 in text
    assert Answer.objects.values_list("code", flat=True).get() == "KE2"


def test_an_unknown_dimension_is_a_404(holder, assessment):
    assert holder.get(page_of(assessment, "finance")).status_code == 404


def test_a_page_takes_no_put(holder, assessment):
    assert holder.put(page_of(assessment)).status_code == 405


def test_a_finished_page_shows_its_answers_and_takes_none(holder, assessment):
    assessment.responses.get().answers.create(code="OS5", choice="2")
    finish(assessment)

    page = holder.get(page_of(assessment))
    assert "<fieldset disabled" in markup(page.content.decode())

    page = holder.post(page_of(assessment), sent(KE1=("2", 0)))
    assert page.status_code == 409
    assert not Answer.objects.filter(code="KE1").exists()


def test_a_group_is_not_filled_in(client):
    group = make_group(answers={"KE1": 2})
    open_in(client, group)

    page = client.get(page_of(group))

    assert page["Location"] == reverse("assessments:overview", args=[group.public_id])
    assert client.get(page["Location"]).status_code == 200


def test_a_quick_scan_asks_one_question_a_page(client):
    assessment = make_assessment(questionnaire="quick")
    open_in(client, assessment)

    page = client.get(page_of(assessment))

    assert [asked.question.code for asked in page.context["page"].asked] == ["klantervaring"]
    assert "not_applicable" not in page.content.decode()


@pytest.mark.parametrize("name", ["overview", "review"])
@pytest.mark.parametrize("answers", [{}, all_answers], ids=["empty", "full"])
def test_overview_and_review_cost_two_queries(client, django_assert_num_queries, answers, name):
    assessment = make_assessment(answers=answers("full") if answers else {})
    assessment.definition("nl")  # which the process may not have read yet
    open_in(client, assessment)

    with django_assert_num_queries(2):
        client.get(reverse(f"assessments:{name}", args=[assessment.public_id]))


@pytest.mark.parametrize("answers", [{}, all_answers], ids=["empty", "full"])
def test_a_page_costs_two_queries(client, django_assert_num_queries, answers):
    assessment = make_assessment(answers=answers("full") if answers else {})
    assessment.definition("nl")  # which the process may not have read yet
    open_in(client, assessment)

    with django_assert_num_queries(2):
        client.get(page_of(assessment))


def overview_of(browser, assessment):
    return browser.get(reverse("assessments:overview", args=[assessment.public_id]))


def test_the_overview_counts_per_dimension_and_tells_the_time_still_needed(client):
    assessment = make_assessment(answers={"KE1": 2, "KE2": "unknown", "ST1": "not_applicable"})
    open_in(client, assessment)

    progress = overview_of(client, assessment).context["progress"]

    assert [each.answered for each in progress.dimensions] == [2, 1, 0, 0, 0, 0, 0]
    assert progress.next_question.code == "KE3"
    questions = assessment.questionnaire_in("nl").questions
    still_open = [each for each in questions if each.code not in {"KE1", "KE2", "ST1"}]
    assert progress.minutes_left == minutes_in(still_open, "retail")
    assert progress.minutes_left < minutes_in(questions, "retail")


def test_a_cleared_answer_is_open_again(holder, assessment):
    question = question_of(assessment, "KE1")
    record_answer(assessment, question=question, choice="2", replaces=0)
    record_answer(assessment, question=question, choice="", replaces=1)

    assert overview_of(holder, assessment).context["progress"].answered == 0


def test_the_overview_announces_when_an_untouched_assessment_is_removed(holder, assessment):
    touched = timezone.make_aware(dt.datetime(2026, 3, 12, 12))
    Assessment.objects.update(touched_at=touched)

    assert "12 maart 2028" in overview_of(holder, assessment).content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_people_typed_is_shown_as_text(client, language):
    typed = "<b>x</b>{{ x }}"
    assessment = make_assessment(
        title=typed, organisation=typed, answers={"KE1": 2}, notes={"KE1": typed}
    )
    open_in(client, assessment)

    for where in [
        page_of(assessment),
        *(
            reverse(f"assessments:{name}", args=[assessment.public_id])
            for name in ("overview", "review", "details", "link")
        ),
    ]:
        text = client.get(where, headers={"Accept-Language": language}).content.decode()
        assert "&lt;b&gt;x&lt;/b&gt;{{ x }}" in text
        assert "<b>x</b>" not in text

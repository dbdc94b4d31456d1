"""The measurements of a client in time, and starting the next one."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Event, Role
from assessments.links import Purpose
from assessments.models import Assessment, Kind
from assessments.scores import scores_of
from assessments.sharing import withdraw
from clients.rounds import in_time, rounds_of
from reports.edition import Edition, OwnPlan
from tests.accounts.factories import make_client, make_member, make_team, measure
from tests.factories import (
    all_answers,
    give_edition,
    link_to,
    make_assessment,
    make_group,
    open_in,
    record,
    report_of,
)
from tests.pages import classed, get, links, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def organisation(team):
    return make_client(team)


@pytest.fixture
def consultant(client, team):
    user = make_member(team).user
    client.force_login(user)
    return user


def address(name, organisation):
    return reverse(f"clients:{name}", args=[organisation.public_id])


def round_of(organisation, day, value, **kwargs):
    kind = kwargs.get("questionnaire", "full")
    assessment = measure(organisation, answers=all_answers(kind, value), finished=True, **kwargs)
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return Assessment.objects.get(pk=assessment.pk)


def rounds(organisation):
    finished = in_time(organisation.assessments.all())
    return rounds_of(finished, scores_of(finished, "en"))


def sent(page, **changes):
    """The form of the page as a browser sends it."""
    form = page.context["form"]
    values = {field.name: field.value() for field in form if field.value() is not None}
    return values | changes


def test_the_first_measurement_starts_from_what_is_kept_of_the_client(
    client, team, consultant, organisation
):
    page = get(client, address("measure", organisation), "en")
    [name] = parse(page).findall(".//input[@name='organisation']")
    assert name.get("value") == "De Boer Wonen"  # in the page: what is not sent is not kept

    started = client.post(address("measure", organisation), sent(page, questionnaire="full"))

    assessment = Assessment.objects.get()
    assert started.url == reverse("assessments:overview", args=[assessment.public_id])
    assert (assessment.client, assessment.round, assessment.previous) == (organisation, 1, None)
    assert (assessment.organisation, assessment.sector) == ("De Boer Wonen", "retail")
    assert assessment.language == team.language
    [entry] = AuditEntry.objects.filter(event=Event.STARTED)
    assert entry.subject == f"assessment {assessment.public_id}"


def test_who_starts_one_for_a_client_is_led_to_the_link_to_send_and_back_to_the_client(
    client, consultant, organisation
):
    assessment = measure(organisation, questionnaire="quick")
    link = reverse("assessments:link", args=[assessment.public_id])

    overview = parse(get(client, reverse("assessments:overview", args=[assessment.public_id])))
    page = get(client, address("client", organisation), "en")

    assert links(overview.find(".//main//section")).count(link) == 1
    assert links(overview.find(".//header")).count(address("client", organisation)) == 1
    assert links(parse(page)).count(link) == 1
    assert "Quick scan" in words(classed(parse(page), "news__name")[0])
    assert "0 of 7 questions answered" in words(parse(page))
    assert "no score yet" not in words(parse(page).find(".//main"))
    assert address("measure", organisation) in links(parse(page))


def test_the_links_of_a_client_are_told_to_who_sends_them_and_to_who_keeps_them(
    client, consultant, organisation
):
    assessment = measure(organisation, questionnaire="quick")
    where = reverse("assessments:link", args=[assessment.public_id])

    sender = parse(get(client, where, "en"))
    keeper = parse(get(open_in(Client(), assessment), where, "en"))

    kept = reverse("assessments:keep_link", args=[assessment.public_id])
    assert [form.get("action") for form in sender.iter("form")].count(kept) == 0
    assert [form.get("action") for form in keeper.iter("form")].count(kept) == 1
    assert "For whoever fills this in" in words(sender)
    assert "Keep it to yourself" in words(keeper)
    assert address("client", organisation) not in links(keeper)


def test_what_is_missing_is_asked_in_a_sentence(client, consultant, organisation):
    where, none = address("measure", organisation), {"questionnaire": ""}

    page = client.post(where, none, headers={"accept-language": "en"})

    assert "Which questionnaire? Choose a questionnaire." in words(parse(page))


def test_who_comes_back_by_the_client_is_not_told_to_keep_a_link(client, consultant, organisation):
    assessment = measure(organisation, answers={"KE1": 2})
    holder = open_in(Client(), assessment)
    places = [("overview",), ("review",), ("dimension", "klantervaring")]
    for name, *rest in places:
        where = reverse(f"assessments:{name}", args=[assessment.public_id, *rest])

        assert "data-keep-link" in holder.get(where).text
        assert "keep-link" not in client.get(where).text


def test_the_next_measurement_is_filled_in_and_linked_to_the_one_before(
    client, consultant, organisation
):
    earlier = round_of(organisation, dt.date(2026, 1, 5), 2, questionnaire="quick")
    page = get(client, address("measure", organisation), "en")

    client.post(address("measure", organisation), sent(page))

    latest = Assessment.objects.latest("pk")
    assert (latest.questionnaire, latest.previous, latest.round) == ("quick", earlier, 2)


def test_a_start_that_is_sent_twice_makes_one_measurement(client, consultant, organisation):
    form = sent(get(client, address("measure", organisation), "en"), questionnaire="full")

    for _twice in range(2):
        client.post(address("measure", organisation), form)

    assert Assessment.objects.count() == 1
    assert AuditEntry.objects.filter(event=Event.STARTED).count() == 1


def test_a_measurement_of_another_client_is_no_earlier_round(
    client, team, consultant, organisation
):
    other = round_of(make_client(team, name="Ander"), dt.date(2026, 1, 5), 2)
    form = sent(get(client, address("measure", organisation), "en"), questionnaire="full")

    page = client.post(address("measure", organisation), form | {"previous": other.public_id})

    assert page.status_code == 422
    assert not organisation.assessments.exists()


def test_measuring_again_from_a_result_stays_with_the_client(client, consultant, organisation):
    earlier = round_of(organisation, dt.date(2026, 1, 5), 2)
    page = get(client, reverse("assessments:start"), "en", after=earlier.public_id)

    client.post(reverse("assessments:start"), sent(page))

    latest = Assessment.objects.latest("pk")
    assert (latest.client, latest.previous, latest.round) == (organisation, earlier, 2)


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_who_may_not_measure_for_a_client_measures_for_oneself(client, team, organisation, role):
    earlier = round_of(organisation, dt.date(2026, 1, 5), 2)
    open_in(client, earlier, Purpose.EDIT)
    if role:
        client.force_login(make_member(team, role).user)
    page = get(client, reverse("assessments:start"), "en", after=earlier.public_id)

    client.post(reverse("assessments:start"), sent(page))

    latest = Assessment.objects.latest("pk")
    assert (latest.previous, latest.client) == (earlier, None)


def test_the_page_of_a_client_lists_its_measurements_in_time(client, consultant, organisation):
    second = round_of(organisation, dt.date(2026, 2, 1), 3)
    first = round_of(organisation, dt.date(2025, 2, 1), 2)

    tree = parse(get(client, address("client", organisation), "en"))

    [listed] = [part for part in tree.iter("section") if labelled(part) == "measurements"]
    rows = [words(row) for row in listed.findall(".//tbody/tr")]
    assert [row.split(" Full")[0] for row in rows] == ["1 February 2026", "1 February 2025"]
    assert "+1.0 clearly risen" in rows[0]
    for assessment in (first, second):
        for name in ("result", "report", "report_docx", "report_pptx", "report_xlsx"):
            assert reverse(f"assessments:{name}", args=[assessment.public_id]) in links(tree)


def test_what_changed_is_told_against_the_latest_that_can_be_compared(organisation):
    first = round_of(organisation, dt.date(2024, 1, 1), 2)
    round_of(organisation, dt.date(2025, 1, 1), 3, questionnaire="quick")
    round_of(organisation, dt.date(2026, 1, 1), 4)

    oldest, quick, latest = rounds(organisation)

    assert (oldest.since, quick.since, latest.since) == (None, None, first)
    assert latest.change.overall.value == 2


def test_what_was_measured_together_is_no_change_in_time(organisation):
    own = round_of(organisation, dt.date(2026, 1, 1), 2)
    group = make_group(answers=all_answers("full", 4), client=organisation, finished=True)
    Assessment.objects.filter(pk=group.pk).update(round=own.round, date=dt.date(2026, 1, 2))

    assert [each.change for each in rounds(organisation)] == [None, None]


def test_scores_follow_an_answer_that_is_changed(organisation):
    assessment = measure(organisation, answers=all_answers("full", 2))
    before = scores_of([assessment], "en")[assessment.pk].score

    record(assessment, code="KE1", choice="4", replaces=1)
    assessment.refresh_from_db()

    assert (before, scores_of([assessment], "en")[assessment.pk].score > 2) == (2, True)


def test_kept_scores_hold_no_question_and_no_department(organisation):
    group = make_group(answers=all_answers("full", 3), client=organisation)
    assert group.kind == Kind.GROUP

    rows = scores_of([group], "en")[group.pk].dimensions

    assert [(row.questions, dict(row.departments)) for row in rows] == [((), {})] * 7


@pytest.mark.parametrize("measurements", [1, 4])
def test_the_page_of_a_client_costs_the_same_queries_with_one_measurement_or_many(
    client, consultant, organisation, team, measurements, django_assert_num_queries
):
    for number in range(measurements):
        round_of(organisation, dt.date(2020 + number, 1, 1), 2)
        measure(organisation, answers={"KE1": 2})
        round_of(
            make_client(team, name=f"Deel {number}", parent=organisation), dt.date(2025, 1, 1), 3
        )
    get(client, address("client", organisation), "en")

    # session, user, client; its measurements, how far they are (2); what was told of them; links
    # that are out; its units, theirs, and where they stand
    with django_assert_num_queries(11):
        get(client, address("client", organisation), "en")


def test_up_to_four_measurements_stand_beside_each_other(client, consultant, organisation):
    for year, value in enumerate([1, 1, 2, 1, 4]):
        round_of(organisation, dt.date(2021 + year, 3, 1), value, questionnaire="quick")

    page = get(client, address("client", organisation), "en")

    comparison = page.context["comparison"]
    assert [name[-4:] for name in comparison.names] == ["2022", "2023", "2024", "2025"]
    row = comparison.rows[0]
    assert [each.score for each in row.scores] == [1, 2, 1, 4]
    assert row.change.has_clearly_risen
    lines = [shape.get("class") for shape in comparison_lines(parse(page))]
    assert lines == ["r-prev r-prev--3", "r-prev r-prev--2", "r-prev", "r-now"]


def comparison_lines(tree):
    drawing = classed(tree, "radar--wide")[0]
    shapes = [each for each in drawing.iter() if str(each.tag).endswith("polygon")]
    return [each for each in shapes if each.get("class").startswith(("r-prev", "r-now"))]


def test_the_page_of_a_client_tells_what_was_advised_and_asked_last_time(
    client, consultant, organisation
):
    latest = round_of(organisation, dt.date(2026, 3, 1), 2, questionnaire="quick")
    give_edition(latest, Edition(plan=OwnPlan(decisions={"remeasure": "Meet opnieuw in juni."})))

    page = get(client, address("client", organisation), "en")

    [told] = [part for part in parse(page).iter("section") if labelled(part) == "last-time"]
    report = report_of(latest, "en")
    for action in report.advice.first_actions:
        assert action.title in words(told)
    assert len(report.advice.first_actions) == 3
    assert "Meet opnieuw in juni." in words(told)
    assert all(sentence in words(told) for sentence in report.decisions)


def test_the_page_of_a_client_tells_who_holds_a_read_only_link(client, consultant, organisation):
    assessment = round_of(organisation, dt.date(2026, 3, 1), 2, questionnaire="quick")
    for holder in ("Ans", "Bea"):
        link_to(assessment, Purpose.READ, holder=holder)
    withdraw(assessment.read_links.get(holder="Ans"), by=None)

    page = get(client, address("client", organisation), "en")

    [told] = [part for part in parse(page).iter("section") if labelled(part) == "read-links"]
    assert words(told).startswith("Read-only links that are out Bea the assessment of 1 March 2026")
    assert links(told) == [reverse("assessments:link", args=[assessment.public_id]) + "#read-only"]


def labelled(part):
    return part.get("aria-labelledby")


def test_one_measurement_or_another_questionnaire_is_compared_with_nothing(
    client, consultant, organisation
):
    round_of(organisation, dt.date(2025, 3, 1), 2, questionnaire="quick")
    round_of(organisation, dt.date(2026, 3, 1), 2)

    assert get(client, address("client", organisation), "en").context["comparison"] is None


def test_a_room_can_be_the_first_that_measures_a_client(client, organisation, consultant):
    to_workshop = address("prepare_workshop", organisation)
    assert to_workshop in links(parse(client.get(address("client", organisation))))
    page = client.get(to_workshop)
    assert f'value="{organisation.name}"' in page.text
    assert address("client", organisation) in links(parse(page))
    assert not organisation.assessments.exists()
    form = {"subject": organisation.name, "minimum_group": "5", "key": "once"}

    pages = [client.post(to_workshop, form) for _ in range(2)]

    group = organisation.assessments.get()
    assert (group.is_group, group.is_anonymous, group.sector) == (True, True, organisation.sector)
    assert (group.round, group.organisation) == (1, organisation.name)
    assert {each["Location"] for each in pages} == {f"/workshops/{group.public_id}/cockpit/"}
    assert client.get(pages[0]["Location"]).status_code == 200
    prepared = AuditEntry.objects.get(event=Event.WORKSHOP)
    assert (prepared.subject, prepared.actor) == (
        f"assessment {group.public_id}",
        str(consultant.pk),
    )
    assert to_workshop in links(parse(client.get(address("client", organisation))))
    assert client.post(to_workshop, {"minimum_group": "2"}).status_code == 422


def test_a_rehearsal_begun_at_a_client_opens_and_is_found_again(client, organisation, consultant):
    to_workshop = address("prepare_workshop", organisation)
    form = {"subject": organisation.name, "minimum_group": "5", "is_rehearsal": "on"}

    cockpit = client.post(to_workshop, form)["Location"]

    assert client.get(cockpit).status_code == 200
    assert cockpit in links(parse(client.get(to_workshop)))
    assert not organisation.assessments.exists()


def rehearse(client, organisation):
    form = {"subject": organisation.name, "minimum_group": "5", "is_rehearsal": "on"}
    return client.post(address("prepare_workshop", organisation), form)["Location"]


def test_the_page_of_a_client_leads_to_its_rehearsals_and_counts_none(
    client, team, organisation, consultant
):
    cockpit = rehearse(client, organisation)

    page = get(client, address("client", organisation), "en")

    assert cockpit in links(parse(page))
    assert "none is an assessment of this client" in page.text
    assert page.context["history"].is_empty
    other = make_client(team, name="Een andere klant")
    assert cockpit not in links(parse(client.get(address("client", other))))
    colleague = Client()
    colleague.force_login(make_member(team).user)
    elsewhere = get(colleague, address("client", organisation), "en")
    assert cockpit not in links(parse(elsewhere))
    assert "Rehearsals" not in elsewhere.text


def test_a_rehearsal_is_found_under_the_name_that_was_measured(client, organisation, consultant):
    own = make_assessment(client=organisation, organisation="Zoals het vroeger heette")
    sent = {"title": "Samen", "subject": "Wij", "is_rehearsal": "on", "minimum_group": "5"}
    cockpit = client.post(f"/workshops/{own.public_id}/prepare/", sent)["Location"]

    assert cockpit in links(parse(client.get(address("client", organisation))))


@pytest.mark.parametrize("rehearsals", [1, 4])
def test_rehearsals_cost_two_queries_and_only_who_has_begun_some(
    client, organisation, consultant, rehearsals, django_assert_num_queries
):
    there = address("client", organisation)
    client.get(there)
    with django_assert_num_queries(6):
        client.get(there)
    for _ in range(rehearsals):
        rehearse(client, organisation)
    client.get(there)

    with django_assert_num_queries(8):
        client.get(there)


def test_who_only_reads_prepares_no_workshop(client, team, organisation):
    client.force_login(make_member(team, role=Role.VIEWER).user)

    assert client.get(address("prepare_workshop", organisation)).status_code == 403
    assert "/workshop/" not in client.get(address("client", organisation)).text

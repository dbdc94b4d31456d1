"""A consultant at work: from a new client to its second report, a measurement handed over by its
holder."""

import io
import re

import pypdf
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Organisation, Team
from assessments.links import Purpose
from tests.accounts.factories import PASSWORD, make_member, make_team, make_user, owner_of
from tests.e2e.steps import answer_everything, finish, open_link
from tests.e2e.test_accounts import DESK, press, sign_in
from tests.e2e.test_journeys import download_report
from tests.factories import all_answers, link_to, make_assessment
from tests.pdf import page_texts

ACCENT = (0xB9, 0x1C, 0x4C)


def test_a_new_client_is_measured_twice_and_its_report_has_the_look_of_the_team(visit):
    team = make_team()
    Team.objects.filter(pk=team.pk).update(sender="Bureau Noord", accent="#b91c4c")
    page = visit()
    sign_in(page, owner_of(team).user.email)

    follow(page, "Voeg de eerste klant toe")
    page.locator("input[name=name]").fill("Meubelhuis Jansen")
    page.locator("select[name=sector]").select_option("retail")
    press(page, "Voeg deze klant toe")
    follow(page, "Start de eerste meting")
    page.locator("label:has(input[name=questionnaire][value=quick])").click()
    measure_on(page, level=0)
    follow(page, "Start de volgende meting")  # of the same questionnaire and sector
    measure_on(page, level=1)

    expect(page.locator("#in-time")).to_be_visible()
    client = Organisation.objects.get()
    first, last = client.assessments.order_by("pk")
    assert (last.previous, last.round) == (first, 2)
    page.goto(reverse("assessments:result", args=[last.public_id]))
    report = download_report(page)
    assert "Bureau Noord" in page_texts(report)[0]
    assert ACCENT in colours_of(report)


def follow(page, name):
    page.locator("main").get_by_role("link", name=name).first.click()


def measure_on(page, *, level):
    """From the form that starts it, and back to the client."""
    press(page, "Start deze meting")
    expect(page.get_by_role("link", name="De privélink, om te versturen")).to_be_visible()
    follow(page, "Ga naar de eerste vraag")
    expect(page.locator("[data-question]").first).to_be_visible()
    answer_everything(page, level)
    finish(page)
    page.locator("header").get_by_role("link", name="Naar de klant").click()
    expect(page.locator("h1")).to_have_text("Meubelhuis Jansen")


def colours_of(report):
    """That are painted with on any of its pages."""
    pages = [each.get_contents().get_data() for each in pypdf.PdfReader(io.BytesIO(report)).pages]
    painted = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", b" ".join(pages))
    return {tuple(round(255 * float(each)) for each in colour) for colour in painted}


def test_a_holder_hands_a_measurement_over_and_sees_it_taken(visit):
    assessment = make_assessment(questionnaire="quick", answers=all_answers("quick"))
    consultant = make_member(make_team(name="Bureau Noord")).user
    holder, desk = visit(), visit()
    open_link(holder, f"/open/{link_to(assessment, Purpose.EDIT)}/")
    holder.goto(reverse("clients:hand_over", args=[assessment.public_id]))
    press(holder, re.compile("code"))
    code = re.search(r"[0-9a-z]{5}-[0-9a-z]{5}", holder.locator("main").inner_text())[0]

    sign_in(desk, consultant.email)
    expect(desk).to_have_url(DESK)
    desk.goto(reverse("clients:take"))
    desk.locator("input[name=key]").fill(code)
    press(desk, "Voeg deze meting toe")

    expect(desk.locator("h1")).to_have_text(assessment.organisation)
    holder.goto(reverse("clients:hand_over", args=[assessment.public_id]))
    expect(holder.locator("main")).to_contain_text("Bureau Noord")


def test_a_manager_who_signs_in_on_the_way_keeps_a_measurement_in_an_own_account(visit):
    assessment = make_assessment(questionnaire="quick", answers=all_answers("quick"))
    manager = make_user("mies@example.org")
    page = visit()
    open_link(page, f"/open/{link_to(assessment, Purpose.EDIT)}/")
    page.goto(reverse("assessments:link", args=[assessment.public_id]))

    follow(page, "Bewaar deze meting in mijn account")
    page.locator("input[name=login]").fill(manager.email)
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, re.compile("^Inloggen$"))
    press(page, "Voeg deze meting toe")

    expect(page.locator(".messages")).to_contain_text("nu bij uw klanten")
    expect(page.locator("h1")).to_have_text(assessment.organisation)
    assert list(Organisation.objects.values_list("team__memberships__user", "assessments")) == [
        (manager.pk, assessment.pk)
    ]

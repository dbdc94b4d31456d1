"""A consultant at work: a measurement handed over by its holder, and the pages of clients."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.accounts.factories import make_client, make_member, make_team, measure
from tests.e2e.conftest import LAPTOP, PHONE, check_accessibility
from tests.e2e.steps import open_link
from tests.e2e.test_accounts import DESK, check_width, press, sign_in
from tests.factories import all_answers, link_to, make_assessment


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


@pytest.mark.parametrize(("size", "locale"), [(PHONE, "nl-NL"), (LAPTOP, "en-GB")])
def test_every_page_of_clients_can_be_used_by_everybody(visit, size, locale):
    team = make_team()
    client = make_client(team)
    assessment = measure(client, questionnaire="quick", answers=all_answers("quick"), finished=True)
    page = visit(viewport=size, locale=locale)
    sign_in(page, team.memberships.get().user.email)
    expect(page).to_have_url(DESK)

    for name, *ids in (
        ("clients:desk",),
        ("clients:take",),
        ("clients:client", client.public_id),
        ("clients:measure", client.public_id),
        ("clients:hand_over", assessment.public_id),
        ("assessments:link", assessment.public_id),
        ("assessments:team_style", team.public_id),
    ):
        page.goto(reverse(name, args=ids))
        check_accessibility(page)
        check_width(page)

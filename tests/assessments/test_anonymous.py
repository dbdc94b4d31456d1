"""An anonymous group: figures for whoever may see it, the answers of one person for nobody."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from assessments.access import Ground
from assessments.gathering import gather, notes_of
from assessments.grouping import create_group, finish_group
from assessments.models import Assessment, Kind
from maturity.responses import Response
from tests.factories import access_to, all_answers, make_assessment, open_in
from tests.pages import get


@pytest.fixture
def group(db):
    own = make_assessment(questionnaire="full")
    made = create_group(own, title="Met collega's", minimum_group=5)
    department = {"department": "Winkel"}
    finish_group(
        made,
        [Response(all_answers("full", level), **department) for level in (1, 2) * 3],
        agreed={},
    )
    return Assessment.objects.get(pk=made.pk)


@pytest.mark.parametrize("ground", list(Ground))
def test_nobody_sees_its_people(group, ground):
    access = access_to(group, ground)

    assert not access.sees_people
    assert gather(group, access).is_anonymous
    assert not notes_of(access).exists()


@pytest.mark.parametrize("purpose", ["edit", "read"])
def test_its_file_holds_figures_and_no_answers(client, group, purpose):
    open_in(client, group, purpose)

    page = client.get(f"/a/{group.public_id}/export.json")

    figures = json.loads(page.content)
    assert figures["format"] == "kanaalkompas/result@2"
    assert "responses" not in figures
    assert f"-cijfers-{group.date}.json" in page["Content-Disposition"]


def test_the_command_refuses_its_answers_with_the_reason(group):
    with pytest.raises(CommandError, match=r"anonym|anoniem"):
        call_command("export_assessment", group.public_id)


def test_its_pages_say_why_there_are_no_answers_to_take_along(client, group):
    open_in(client, group)

    result, overview = (
        get(client, f"/a/{group.public_id}/{part}", "en").text for part in ("result/", "")
    )

    assert "These answers were given anonymously." in result
    assert "Answers (JSON)" not in result
    assert "The figures of the group; nobody gets" in overview


@pytest.mark.parametrize("fault", [{"kind": Kind.OWN}, {"minimum_group": 4}])
def test_the_database_refuses_a_promise_that_cannot_be_kept(group, fault):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=group.pk).update(**fault)

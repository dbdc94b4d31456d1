"""What a visitor may not see of the answers is left out where they are read."""

import re

import pytest
from django.conf import settings

from assessments.access import Ground
from assessments.exchange.document import Document
from assessments.gathering import gather, notes_of
from assessments.importing import import_document
from assessments.models import Answer, Assessment
from assessments.reporting import report_of as report_by
from maturity.responses import Kind, Response, Responses
from tests.factories import access_to, all_answers, make_assessment, open_in, record
from tests.pages import get

pytestmark = pytest.mark.django_db

# Where the database is asked for answers; services write them, both by the same statements.
READERS = {"answer_rows.py", "gathering.py", "services.py"}
ASKS = re.compile(r"\b(Answer|Response)\.objects|(assessment|response)\.(responses|answers)\.")


def make_people(*departments, minimum_group=5):
    """A group of which everybody gives a name, a note and a reason."""
    people = tuple(
        Response(
            answers=all_answers("full", 2) | {"OS5": "not_applicable"},
            reasons={"OS5": f"Reden {number}"},
            notes={"KE1": f"Notitie {number}"},
            participant=f"Persoon {number}",
            department=department,
        )
        for number, department in enumerate(departments, start=1)
    )
    responses = Responses("full", people, minimum_group=minimum_group, kind=Kind.GROUP)
    return import_document(Document("channel-maturity", 1, "full", "retail", responses))


def test_only_the_gathering_module_reads_answers():
    folder = settings.BASE_DIR / "assessments"
    asking = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and ASKS.search(path.read_text())
    }

    assert asking == READERS


def test_the_read_only_link_of_a_group_gives_no_name_note_or_reason():
    group = make_people("Verkoop", "Verkoop", "Winkel", minimum_group=3)

    seen = gather(group, access_to(group, Ground.READ_LINK))

    assert {each.participant for each in seen.responses} == {""}
    assert [each.notes or each.reasons for each in seen.responses] == [{}, {}, {}]
    assert [dict(each.answers)["KE1"] for each in seen.responses] == [2, 2, 2]
    assert not notes_of(access_to(group, Ground.READ_LINK)).exists()


def test_a_department_that_is_too_small_is_not_read_for_the_read_only_link():
    group = make_people("Verkoop", " verkoop", "VERKOOP", "Winkel", minimum_group=3)

    seen = gather(group, access_to(group, Ground.READ_LINK))

    assert [each.department for each in seen.responses] == ["Verkoop", " verkoop", "VERKOOP", ""]


def test_the_holder_of_the_private_link_gathers_all_that_came_in():
    group = make_people("Verkoop", "Winkel")

    seen = gather(group, access_to(group))

    assert [each.participant for each in seen.responses] == ["Persoon 1", "Persoon 2"]
    assert [each.notes for each in seen.responses] == [{"KE1": "Notitie 1"}, {"KE1": "Notitie 2"}]


def test_a_right_to_one_assessment_gives_only_figures_of_another():
    earlier = make_assessment(answers={"KE1": 2}, notes={"KE1": "Vertrouwelijk"})
    later = make_assessment(title="Later")

    seen = gather(earlier, access_to(later))

    assert [(dict(each.answers), each.notes) for each in seen.responses] == [({"KE1": 2}, {})]


@pytest.mark.parametrize("people", [0, 1, 2])
def test_a_group_of_any_size_has_a_result_without_anybodys_words(client, people):
    group = make_people(*["Verkoop"] * people)
    open_in(client, group, purpose="read")

    page = get(client, f"/a/{group.public_id}/result/", "nl")

    assert page.status_code == 200
    for words in ("Persoon 1", "Notitie 1", "Reden 1"):
        assert words not in page.text
    assert client.get(f"/a/{group.public_id}/export.json").status_code == 404


def test_the_report_of_a_group_holds_nobodys_answers():
    group = make_people("Verkoop", "Winkel")

    report = report_by(access_to(group), "nl")

    assert report.responses.responses == ()
    assert report.result.response_count == 2


def test_the_numbers_of_a_group_follow_its_answers(django_assert_num_queries):
    group = make_people("Verkoop", "Winkel")
    before = report_by(access_to(group), "nl").result.dimension("klantervaring").score

    Answer.objects.filter(code__startswith="KE").update(choice="4")
    Assessment.objects.filter(pk=group.pk).update(answers_version="another")

    after = report_by(access_to(Assessment.objects.get()), "nl").result
    assert (before, after.dimension("klantervaring").score) == (2, 4)


def test_every_answer_gives_another_version_of_the_answers():
    assessment = make_assessment()
    versions = set()

    for choice in ("1", "2", "1"):
        answer = Answer.objects.first()
        record(assessment, choice=choice, replaces=answer.version if answer else 0)
        versions.add(Assessment.objects.get().answers_version)

    assert len(versions) == 3


@pytest.mark.parametrize("people", [2, 30])
def test_the_result_of_a_group_reads_no_answer_once_its_numbers_are_known(
    client, django_assert_num_queries, people
):
    group = make_people(*["Verkoop"] * people)
    open_in(client, group, purpose="read")
    client.get(f"/a/{group.public_id}/result/")

    with django_assert_num_queries(1) as asked:  # the assessment; what it says is kept
        client.get(f"/a/{group.public_id}/result/")
    assert [each["sql"] for each in asked if "assessments_answer" in each["sql"]] == []


def test_many_notes_have_a_page_of_their_own(client):
    group = make_people(*["Verkoop"] * 60)
    open_in(client, group)

    result = get(client, f"/a/{group.public_id}/result/", "en").text
    notes = f"/a/{group.public_id}/notes/KE1/"

    assert "Notitie 7" not in result
    assert notes in result
    first, second = (get(client, f"{notes}?page={page}", "en").text for page in (1, 2))
    assert "Notitie 7" in first
    assert "Notitie 60" in second


def test_who_may_only_read_does_not_read_the_notes_of_a_group(client):
    group = make_people(*["Verkoop"] * 60)
    open_in(client, group, purpose="read")

    assert client.get(f"/a/{group.public_id}/notes/KE1/").status_code == 403

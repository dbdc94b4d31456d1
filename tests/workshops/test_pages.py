"""Inviting colleagues, answering by invitation, and what the holder learns meanwhile."""

import re
from collections import Counter

import pytest
from django.test import Client

from assessments.models import Answer, Assessment, Kind, Response
from assessments.services import remove_assessment
from tests.factories import make_assessment, open_in
from tests.pages import get, parse, words
from tests.workshops.factories import codes_of, colleague, colleagues, invite
from workshops.facilitating import close
from workshops.links import invitation_to, personal_code
from workshops.models import Department, Participant, Vote, Workshop
from workshops.services import hand_in

pytestmark = pytest.mark.django_db

SWAP = {"HX-Request": "true"}


@pytest.fixture
def workshop(own):
    return invite(own)


@pytest.fixture
def holder(workshop):
    return open_in(Client(), workshop.assessment)


def place(workshop, part=""):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def answers_of(workshop, part=""):
    return f"/w/{workshop.assessment.public_id}/{part}"


def first_page(workshop):
    return answers_of(
        workshop, f"{workshop.assessment.questionnaire_in('nl').questions[0].dimension}/"
    )


def invitation(workshop):
    return f"/join/{invitation_to(workshop)}/"


def joined(workshop, **choice):
    """A browser in which somebody pressed the button of the invitation."""
    client = Client()
    assert client.post(invitation(workshop), choice).status_code == 302
    return client


def say(client, workshop, code, choice, version=0):
    sent = {f"{code}-choice": choice, f"{code}-version": version}
    return client.post(answers_of(workshop, f"answers/{code}/"), sent, headers=SWAP)


# --- inviting ---


def test_the_holder_invites_from_the_overview_and_the_result(client, own):
    open_in(client, own)
    there = f"/workshops/{own.public_id}/invite/"
    assert there in client.get(f"/a/{own.public_id}/").text

    sent = {"title": "Met het team", "departments": "Winkel\n Web \nwinkel", "minimum_group": "6"}
    page = client.post(there, sent)

    group = Assessment.objects.get(kind=Kind.GROUP)
    assert page["Location"] == f"/workshops/{group.public_id}/"
    assert client.get(page["Location"]).status_code == 200
    assert (group.title, group.minimum_group) == ("Met het team", 6)
    assert list(Department.objects.values_list("name", flat=True)) == ["Winkel", "Web"]


def test_pressing_twice_invites_once(client, own):
    open_in(client, own)
    there = f"/workshops/{own.public_id}/invite/"
    key = client.get(there).context["form"]["key"].value()
    sent = {"title": "Samen", "minimum_group": "5", "key": key}

    assert client.post(there, sent)["Location"] == client.post(there, sent)["Location"]
    assert Workshop.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"minimum_group": "4"},
        {"minimum_group": "51"},
        {"minimum_group": "5", "departments": "*"},
        {"minimum_group": "5", "departments": "\n".join(f"Afdeling {n}" for n in range(21))},
    ],
)
def test_what_cannot_be_invited_with_is_told(client, own, sent):
    open_in(client, own)

    page = client.post(f"/workshops/{own.public_id}/invite/", {"title": "Samen", **sent})

    assert page.status_code == 422
    assert "field__error" in page.text
    assert not Workshop.objects.exists()


def test_only_who_holds_the_assessment_invites(client, own):
    there = f"/workshops/{own.public_id}/invite/"

    assert client.post(there, {"minimum_group": "5"}).status_code == 404
    assert open_in(client, own, "read").post(there, {"minimum_group": "5"}).status_code == 403
    assert not Workshop.objects.exists()


def test_a_group_invites_nobody(holder, workshop):
    assert holder.get(place(workshop, "invite/")).status_code == 404
    assert "/invite/" not in holder.get(f"/a/{workshop.assessment.public_id}/").text


# --- joining ---


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_promise_stands_before_the_button(client, workshop, language):
    page = get(client, invitation(workshop), language)

    said = words(parse(page).find("body"))
    promise, button = {
        "nl": ("U antwoordt anoniem", "Doe mee"),
        "en": ("You answer anonymously", "Take part"),
    }[language]
    assert said.index(promise) < said.index(button)
    assert Participant.objects.count() == 0  # looking is not joining
    assert page["Cache-Control"]


def test_who_joins_chooses_a_department_or_rather_not(own):
    workshop = invite(own, departments=["Winkel"])
    department = str(Department.objects.get().pk)

    assert Client().post(invitation(workshop)).status_code == 422
    assert Client().post(invitation(workshop), {"department": "0"}).status_code == 422
    joined(workshop, department=department)
    joined(workshop, department="none")

    assert Counter(Participant.objects.values_list("department__name", flat=True)) == {
        "Winkel": 1,
        None: 1,
    }


def test_a_department_of_another_workshop_is_none_here(own):
    workshop, other = invite(own, departments=["Winkel"]), invite(own, departments=["Web"])
    foreign = Department.objects.get(workshop=other)

    assert Client().post(invitation(workshop), {"department": foreign.pk}).status_code == 422


def test_a_wrong_invitation_is_not_found(client, workshop):
    link = invitation_to(workshop)

    for wrong in (f"{link}x", link.partition(".")[0], f"aaaaaaaaaa.{link.partition('.')[2]}"):
        assert client.get(f"/join/{wrong}/").status_code == 404
        assert client.post(f"/join/{wrong}/").status_code == 404


def test_who_did_not_join_finds_nothing(client, workshop):
    first = codes_of(workshop)[0]

    for part in ("", "strategie/"):
        assert client.get(answers_of(workshop, part)).status_code == 404
    assert say(client, workshop, first, "1").status_code == 404
    assert client.post(answers_of(workshop, "hand-in/")).status_code == 404
    assert client.get(answers_of(workshop, "hand-in/")).status_code == 405


def test_a_grant_of_one_workshop_opens_no_other(own):
    workshop, other = invite(own), invite(own)
    client = joined(workshop)
    client.cookies[f"w-{other.assessment.public_id}"] = client.cookies[
        f"w-{workshop.assessment.public_id}"
    ].value

    assert client.get(answers_of(other)).status_code == 404


def test_the_cookie_tells_nothing_and_no_script_reads_it(workshop):
    cookie = joined(workshop).cookies[f"w-{workshop.assessment.public_id}"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


# --- renewing the invitation ---


def renew(client, workshop, *, seen=1, **sent):
    return client.post(place(workshop, "renew/"), {"is_sure": "on", "seen": seen, **sent})


def test_a_renewed_invitation_stops_the_old_one_and_keeps_what_was_answered(holder, workshop):
    old, code = invitation(workshop), codes_of(workshop)[0]
    phone = joined(workshop)
    say(phone, workshop, code, "2")

    assert renew(holder, workshop)["Location"] == place(workshop)
    workshop.refresh_from_db()

    for page in (Client().get(old), Client().post(old), Client().post(f"{old}back/")):
        assert (page.status_code, "Er is een nieuwe uitnodiging" in page.text) == (410, True)
        assert str(workshop.assessment) not in page.text
    assert answers_of(workshop) in phone.get(old).text
    assert say(phone, workshop, code, "3", version=1).status_code == 200
    assert invitation(workshop) in holder.get(place(workshop)).text
    joined(workshop)
    assert Participant.objects.count() == 2


def test_pressing_twice_renews_once(holder, workshop):
    renew(holder, workshop)
    renew(holder, workshop)

    workshop.refresh_from_db()
    assert workshop.invitation_number == 2


@pytest.mark.parametrize("sent", [{"is_sure": ""}, {"seen": ""}, {"seen": "x"}])
def test_renewing_asks_whether_that_is_meant(holder, workshop, sent):
    page = renew(holder, workshop, **sent)

    assert (page.status_code, invitation(workshop) in page.text) == (422, True)


def test_only_the_holder_renews_an_invitation_and_only_an_open_one(client, holder, workshop):
    assert renew(client, workshop).status_code == 404
    assert renew(open_in(client, workshop.assessment, "read"), workshop).status_code == 403
    assert holder.get(place(workshop, "renew/")).status_code == 405
    colleagues(workshop, 5)
    close(workshop)

    assert renew(holder, workshop)["Location"].endswith("/result/")
    workshop.refresh_from_db()
    assert workshop.invitation_number == 1


# --- answering ---


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_a_colleague_answers_on_the_questionnaires_own_pages(db, questionnaire):
    workshop = invite(make_assessment(questionnaire=questionnaire))
    client = joined(workshop)
    code = codes_of(workshop)[0]

    page = client.get(first_page(workshop))
    saved = say(client, workshop, code, "3")

    assert f'hx-post="{answers_of(workshop, f"answers/{code}/")}"' in page.text
    assert "textarea" not in page.text  # how somebody writes may tell who it is
    assert "/open/" not in page.text
    assert saved.status_code == 200
    assert not re.search(r"\d\d:\d\d", saved.text)  # no moment either
    assert Vote.objects.get().choice == "3"
    assert "checked" in client.get(first_page(workshop)).text


def test_without_script_the_page_is_stored_and_leads_on(workshop):
    client = joined(workshop)
    first, *_others = codes_of(workshop)

    page = client.post(first_page(workshop), {f"{first}-choice": "2"})

    assert page.status_code == 302
    assert page["Location"].startswith(answers_of(workshop))
    assert Vote.objects.get().choice == "2"


def test_every_choice_is_answered_equally_long(workshop):
    client = joined(workshop)
    code = codes_of(workshop)[0]

    lengths = set()
    for version, choice in enumerate(["1", "2", "3", "4", "unknown", "1"]):
        page = say(client, workshop, code, choice, version)
        lengths.add(len(page.content))
        lengths.add(len(page.content))

    assert len(lengths) == 1


def test_another_device_that_was_later_is_told(workshop):
    client = joined(workshop)
    code = codes_of(workshop)[0]
    say(client, workshop, code, "1")

    page = say(client, workshop, code, "4", version=0)

    assert page.status_code == 409
    assert "conflict" in page.text
    assert Vote.objects.get().choice == "1"


def test_an_impossible_choice_or_question_is_refused(workshop):
    client = joined(workshop)

    assert say(client, workshop, codes_of(workshop)[0], "7").status_code == 422
    assert say(client, workshop, "KE99", "1").status_code == 404
    assert client.get(answers_of(workshop, "no-dimension/")).status_code == 404
    assert not Vote.objects.exists()


def test_the_personal_code_goes_on_elsewhere(workshop):
    first = joined(workshop)
    say(first, workshop, codes_of(workshop)[0], "2")
    code = personal_code(Participant.objects.get())
    shown = f"{code[:4]}-{code[4:]}".upper()
    assert shown in first.get(answers_of(workshop)).text

    other = Client()
    back = other.post(f"{invitation(workshop)}back/", {"code": f" {shown.lower()} "})

    assert back.status_code == 302
    assert "checked" in other.get(first_page(workshop)).text
    assert Participant.objects.count() == 1


def test_a_wrong_code_opens_nothing_and_is_counted(workshop):
    joined(workshop)
    back = f"{invitation(workshop)}back/"

    assert Client().post(back, {"code": "0"}).status_code == 422
    statuses = [Client().post(back, {"code": "22222222"}).status_code for _ in range(60)]

    assert statuses[:59] == [422] * 59
    assert statuses[59] == 429


def test_handing_in_stands_before_the_list_of_what_was_answered(workshop):
    client = joined(workshop)
    say(client, workshop, codes_of(workshop)[0], "2")

    text = client.get(answers_of(workshop)).text

    assert text.index(answers_of(workshop, "hand-in/")) < text.index('id="dimensions"')


def test_handing_in_fixes_the_answers(workshop):
    client = joined(workshop)
    code = codes_of(workshop)[0]
    assert client.post(answers_of(workshop, "hand-in/")).status_code == 302  # of nothing: nothing
    say(client, workshop, code, "2")

    for _ in range(2):  # twice is once
        client.post(answers_of(workshop, "hand-in/"))

    assert get(client, answers_of(workshop), "en").text.count("Handed in. Thank you.") == 1
    assert client.get(first_page(workshop)).status_code == 302
    assert say(client, workshop, code, "4", version=1).status_code == 409
    assert Vote.objects.get().choice == "2"


# --- what the holder learns ---


def test_the_number_is_asked_for_cheaply(holder, workshop, django_assert_num_queries):
    for people in (1, 11):
        colleagues(workshop, people)
        answered = Participant.objects.count()

        with django_assert_num_queries(2):
            same = holder.get(place(workshop, f"live/{answered}-0/"), headers=SWAP)
        with django_assert_num_queries(2):
            newer = holder.get(place(workshop, "live/0-0/"), headers=SWAP)

        assert (same.status_code, same.content) == (204, b"")
        assert f"live/{answered}-0/" in newer.text


def test_when_all_have_handed_in_there_are_no_others(holder, workshop):
    people = colleagues(workshop, 2)

    hand_in(people[0])
    assert "de anderen kunnen nog iets wijzigen" in holder.get(place(workshop)).text
    hand_in(people[1])
    assert "Wie antwoordde, heeft ook ingeleverd." in holder.get(place(workshop)).text


def test_the_number_is_for_the_holder_alone(client, workshop):
    for part in ("", "live/0-0/", "close/"):
        assert client.get(place(workshop, part)).status_code == 404
    open_in(client, workshop.assessment, "read")
    for part in ("", "live/0-0/", "close/"):
        assert client.get(place(workshop, part)).status_code == 403
    assert client.post(place(workshop, "live/0-0/")).status_code == 405


def test_with_too_few_closing_is_refused_in_words(holder, workshop):
    colleagues(workshop, 4)

    asked, refused = holder.get(place(workshop, "close/")), holder.post(place(workshop, "close/"))

    assert (asked.status_code, refused.status_code) == (200, 409)
    for page in (asked, refused):
        assert f"/a/{workshop.assessment.public_id}/delete/" in page.text
        assert "Wacht op meer antwoorden" in page.text
    assert Vote.objects.count() == 28


def test_after_closing_everybody_is_told_kindly(holder, workshop):
    client = joined(workshop)
    code = codes_of(workshop)[0]
    say(client, workshop, code, "1")
    colleagues(workshop, 5)

    assert holder.post(place(workshop, "close/"))["Location"].endswith("/result/")
    assert holder.post(place(workshop, "close/"))["Location"].endswith("/result/")  # twice is once

    assert holder.get(place(workshop, "live/6-0/")).headers["HX-Refresh"] == "true"
    assert holder.get(place(workshop))["Location"].endswith("/result/")
    for address in (invitation(workshop), answers_of(workshop), first_page(workshop)):
        page = client.get(address)
        assert (page.status_code, "Deze uitnodiging is gesloten" in page.text) == (200, True)
    late = say(client, workshop, code, "4", version=1)
    assert (late.status_code, "voor iedereen gesloten" in late.text) == (409, True)
    assert client.post(invitation(workshop)).status_code == 409
    assert client.post(f"{invitation(workshop)}back/", {"code": "22222222"}).status_code == 409
    assert client.post(answers_of(workshop, "hand-in/")).status_code == 409


def test_a_sealed_group_cannot_be_reopened(holder, workshop):
    colleagues(workshop, 5)
    close(workshop)

    holder.post(f"/a/{workshop.assessment.public_id}/reopen/")

    assert Assessment.objects.get(pk=workshop.assessment.pk).is_finished


def test_what_was_removed_is_gone_for_everybody(holder, workshop):
    client = joined(workshop)
    remove_assessment(workshop.assessment)

    assert holder.get(place(workshop)).status_code == 410
    assert client.get(answers_of(workshop)).status_code == 410
    assert say(client, workshop, codes_of(workshop)[0], "1").status_code == 410
    assert client.get(invitation(workshop)).status_code == 410


# --- acceptance: five colleagues on their own phones ---

LOOKED_AT = ["", "live/0-0/", "close/"]
OF_THE_GROUP = ["", "result/", "export.json", "review/", "details/", "targets/", "report/"]
NONCES = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|Expires: .*')


def traffic(holder, stranger, reader, workshop):
    """Every byte that leaves for somebody else than who answered, headers included."""
    group = workshop.assessment.public_id
    seen = []
    for who in (holder, stranger, reader):
        for address in [
            *(place(workshop, part) for part in LOOKED_AT),
            *(f"/a/{group}/{part}" for part in OF_THE_GROUP),
            invitation(workshop),
        ]:
            page = who.get(address)
            headers = sorted(f"{name}: {value}" for name, value in page.headers.items())
            seen.append(NONCES.sub("*", "\n".join([address, *headers, page.content.decode()])))
    return seen


def run(own, choices):
    """Five people, of whom each makes the same moves with choices of their own."""
    workshop = invite(own)
    group = workshop.assessment
    # Names that the two runs draw by chance are made one, so that the rest can be compared.
    Assessment.objects.filter(pk=group.pk).update(public_id="samegroup2")
    workshop = Workshop.objects.select_related("assessment").get(pk=workshop.pk)
    holder = open_in(Client(), workshop.assessment)
    reader = open_in(Client(), workshop.assessment, "read")
    phones = [joined(workshop) for _ in range(5)]
    seen = []
    for number, (phone, choice) in enumerate(zip(phones, choices, strict=True)):
        for code in codes_of(workshop):
            assert say(phone, workshop, code, choice).status_code == 200
        if number % 2:
            phone.post(answers_of(workshop, "hand-in/"))
        seen += traffic(holder, Client(), reader, workshop)
    return workshop, holder, seen


def test_five_colleagues_answer_while_the_holder_sees_a_number_and_nothing_else(own):
    one, _holder, first = run(own, ["1", "1", "1", "1", "1"])
    remove_assessment(one.assessment)
    workshop, holder, second = run(own, ["1", "2", "3", "4", "unknown"])

    assert [line for line, other in zip(first, second, strict=True) if line != other] == []
    assert any("5 mensen hebben geantwoord" in page for page in second)

    holder.post(place(workshop, "close/"))

    group = Assessment.objects.get(pk=workshop.assessment.pk)
    assert (group.kind, group.is_finished) == (Kind.GROUP, True)
    assert holder.get(f"/a/{group.public_id}/result/").status_code == 200
    chosen = Answer.objects.filter(response__assessment=group).values_list("choice", flat=True)
    assert Counter(chosen) == {"1": 7, "2": 7, "3": 7, "4": 7, "unknown": 7}
    for row in Response.objects.filter(assessment=group):
        assert len(set(row.answers.values_list("choice", flat=True))) > 1  # nobody's whole set
    assert not Participant.objects.exists()
    assert not Vote.objects.exists()


def test_the_holder_counts_too_by_answering_the_invitation(holder, workshop):
    page = holder.get(place(workshop))
    there = re.search(r'id="invitation-address"\s+value="http://testserver([^"]+)"', page.text)[1]

    holder.post(there)
    say(holder, workshop, codes_of(workshop)[0], "2")

    assert "1 persoon heeft geantwoord" in holder.get(place(workshop)).text
    assert holder.get(there).text.count("workshops") == 0  # the invitation knows no holder


def test_nothing_that_is_kept_orders_people_or_tells_a_moment():
    fields = {
        f"{model.__name__}.{field.name}": field.get_internal_type()
        for model in (Participant, Vote)
        for field in model._meta.get_fields()
    }

    assert {name: kind for name, kind in fields.items() if "Date" in kind or "Auto" in kind} == {}
    assert fields["Participant.id"] == fields["Vote.id"] == "CharField"


def test_who_handed_in_is_counted_apart(holder, workshop):
    hand_in(colleague(workshop, answers={codes_of(workshop)[0]: 1}))
    colleagues(workshop, 2)

    text = get(holder, place(workshop), "en").text

    assert "3 people have answered" in " ".join(text.split())
    assert "1 of them has handed in" in " ".join(text.split())

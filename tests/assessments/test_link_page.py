import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Event
from accounts.qr import QrCode
from assessments.links import Purpose, private_link
from assessments.models import Assessment
from assessments.services import keep_details, record_answer
from assessments.sharing import renew_private_link
from tests.accounts.factories import make_client, make_team, measure, owner_of
from tests.factories import link_to, make_assessment, make_group, open_in
from tests.letters import delivered
from tests.pages import get, links, parse, words

pytestmark = pytest.mark.django_db


def address(name, assessment, *more):
    return reverse(f"assessments:{name}", args=[assessment.public_id, *more])


def secrets_of(assessment):
    return [link_to(assessment, purpose).rpartition(".")[2] for purpose in Purpose]


def test_the_link_page_holds_every_link_folded_away(holder, assessment):
    secrets = [*secrets_of(assessment), link_to(assessment, Purpose.READ, holder="Ans")]

    text = holder.get(address("link", assessment)).content.decode()

    assert all(secret in text for secret in secrets)
    assert "<details open" not in text


def test_each_kind_of_link_has_a_sign_of_its_own(holder, assessment):
    private, read_only = parse(holder.get(address("link", assessment))).xpath("//h2/svg/path/@d")
    reader = open_in(Client(), assessment, Purpose.READ)

    assert private != read_only
    assert parse(holder.get(address("stop", assessment))).xpath("//h2/svg/path/@d") == [private]
    refused = parse(reader.get(address("link", assessment)))
    assert refused.xpath("//h1/svg/path/@d") == [read_only]


def test_stopping_shows_the_private_link_only_and_covered(holder, assessment):
    text = holder.get(address("stop", assessment)).content.decode()

    private, read_only = (link_to(assessment, purpose) for purpose in Purpose)
    assert private in text
    assert read_only not in text
    assert "<details open" not in text
    assert address("mail_link", assessment) in text


def test_a_page_that_covers_the_link_fetches_nothing_else(holder, assessment):
    text = holder.get(address("stop", assessment), headers={"HX-Request": "true"}).text

    assert link_to(assessment, Purpose.EDIT) in text
    assert "<h1" not in text


def test_the_link_is_offered_until_something_is_answered_or_it_is_kept(holder, assessment):
    page, kept = address("dimension", assessment, "klantervaring"), make_assessment()
    open_in(holder, kept)
    assert "first-link" in holder.get(page).text

    question = assessment.questionnaire_in("nl").question("KE1")
    record_answer(assessment, question=question, choice="2", replaces=0)
    holder.post(address("keep_link", kept))

    assert "first-link" not in holder.get(page).text
    assert "first-link" not in holder.get(address("dimension", kept, "klantervaring")).text


@pytest.mark.parametrize("name", ["overview", "details", "review", "result", "link", "stop"])
def test_every_page_leads_to_the_overview_and_to_stopping(holder, assessment, name):
    (top, *_) = parse(holder.get(address(name, assessment))).iter("header")

    assert links(top)[1:] == [address("overview", assessment), address("stop", assessment)]


def test_a_reader_is_told_whose_it_is_and_led_to_nothing_of_the_holder(client, assessment):
    client.get(f"/view/{link_to(assessment, Purpose.READ)}/")

    (top, *_) = parse(client.get(address("result", assessment))).iter("header")

    assert links(top)[1:] == []
    assert str(assessment) in words(top)


@pytest.mark.parametrize("name", ["overview", "details", "review", "result"])
def test_no_other_page_holds_a_secret(holder, assessment, name):
    page = holder.get(address(name, assessment))

    assert page.status_code == 200
    assert not [secret for secret in secrets_of(assessment) if secret in page.content.decode()]


def test_a_dimension_page_holds_no_secret(holder, assessment):
    text = holder.get(address("dimension", assessment, "strategie")).content.decode()

    assert not [secret for secret in secrets_of(assessment) if secret in text]


def test_the_links_are_mailed_and_the_address_is_kept_nowhere(holder, assessment):
    links = {purpose: link_to(assessment, purpose) for purpose in Purpose}

    page = holder.post(address("mail_link", assessment), {"address": "ik@example.org"})

    (sent,) = delivered()
    assert page["Location"] == address("link", assessment)
    assert sent.to == ["ik@example.org"]
    for path, purpose in (("open", Purpose.EDIT), ("view", Purpose.READ)):
        assert f"http://testserver/{path}/{links[purpose]}/" in sent.body
    assert "De Boer" not in sent.subject
    assert "ik@example.org" not in str(Assessment.objects.values().get())


def test_who_mails_the_links_is_told_where_they_went(holder, assessment):
    page = holder.post(
        address("mail_link", assessment),
        {"address": "ik@example.org"},
        follow=True,
        headers={"accept-language": "en"},
    )

    assert "The links were sent to ik@example.org." in page.content.decode()
    assert "ik@example.org" not in holder.get(address("link", assessment)).content.decode()


def test_on_ones_own_machine_a_mail_is_printed_and_said_to_be(holder, assessment, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.IS_LOOPBACK = True

    page = get(holder, address("link", assessment), "en")
    sent = holder.post(
        address("mail_link", assessment),
        {"address": "ik@example.org"},
        follow=True,
        headers={"accept-language": "en"},
    )

    assert "No mail server is configured" in page.text
    assert "No mail was sent" in sent.text
    delivered()
    assert "/open/" in capsys.readouterr().out
    assessment.refresh_from_db()
    assert assessment.link_kept_at is None


def test_without_a_mail_server_no_mail_is_offered(holder, assessment, settings):
    settings.IS_LOOPBACK = False
    offered = address("mail_link", assessment) in get(holder, address("link", assessment)).text
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    page = get(holder, address("link", assessment))
    asked = holder.post(address("mail_link", assessment), {"address": "ik@example.org"})

    assert offered
    assert address("mail_link", assessment) not in page.text
    assert asked.status_code == 404
    assessment.refresh_from_db()
    assert assessment.link_kept_at is None


def test_mailing_counts_as_keeping(holder, assessment):
    holder.post(address("mail_link", assessment), {"address": "ik@example.org"})

    assessment.refresh_from_db()
    assert assessment.link_kept_at


@pytest.mark.parametrize("wrong", ["", "ik", "a@b.nl\nBcc: c@d.nl", "a@b.nl, c@d.nl"])
def test_what_is_no_address_gets_no_mail(holder, assessment, wrong):
    page = holder.post(address("mail_link", assessment), {"address": wrong})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["address"]
    assert delivered() == []


def test_one_assessment_sends_few_mails(holder, assessment):
    statuses = [
        holder.post(address("mail_link", assessment), {"address": "ik@example.org"}).status_code
        for _ in range(6)
    ]

    assert statuses == [302] * 5 + [429]


def test_who_kept_the_link_is_not_reminded(holder, assessment):
    assert "data-keep-link" in holder.get(address("overview", assessment)).content.decode()

    holder.post(address("keep_link", assessment))

    assert "data-keep-link" not in holder.get(address("overview", assessment)).content.decode()


def test_a_renewed_link_is_to_be_kept_again(holder, assessment):
    holder.post(address("keep_link", assessment))
    before = private_link(assessment).text

    holder.post(address("renew_link", assessment), {"is_sure": "on"})

    assessment.refresh_from_db()
    assert assessment.link_kept_at is None
    assert private_link(assessment).text != before


@pytest.mark.parametrize(("ticked", "out"), [({}, 1), ({"with_read_links": "on"}, 0)])
def test_the_read_only_links_go_with_the_private_one_where_that_is_asked(
    holder, assessment, ticked, out
):
    link_to(assessment, Purpose.READ)

    holder.post(address("renew_link", assessment), {"is_sure": "on", **ticked})

    assert assessment.read_links.out().count() == out


def test_a_read_only_link_is_made_for_somebody_once(holder, assessment):
    for _twice in range(2):
        page = holder.post(address("share", assessment), {"holder": " Raad van  bestuur "})

    [given] = assessment.read_links.all()
    assert page.url == address("link", assessment) + "#read-only"
    assert (given.holder, given.number) == ("Raad van bestuur", 1)
    assert "Raad van bestuur" in get(holder, address("link", assessment)).text


def test_a_read_only_link_of_nobody_is_not_made(holder, assessment):
    page = holder.post(address("share", assessment), {"holder": " "})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["holder"]
    assert not assessment.read_links.exists()


def test_withdrawing_a_read_only_link_closes_what_it_opened_and_nothing_else(client, assessment):
    readers = {name: type(client)() for name in ("Ans", "Bea")}
    for name, reader in readers.items():
        reader.get(f"/view/{link_to(assessment, Purpose.READ, holder=name)}/")
    holder = open_in(client, assessment)

    withdrawn = [holder.post(address("withdraw_link", assessment, 2)).status_code for _ in range(2)]

    assert withdrawn == [302, 302]
    result = address("result", assessment)
    assert [each.get(result).status_code for each in readers.values()] == [200, 404]


def test_only_who_may_write_gives_and_withdraws_links(client, assessment):
    reader = type(client)()
    reader.get(f"/view/{link_to(assessment, Purpose.READ)}/")
    share, withdraw = address("share", assessment), address("withdraw_link", assessment, 1)

    for where in (share, withdraw):
        assert client.post(where, {"holder": "X"}).status_code == 404
        assert reader.post(where, {"holder": "X"}).status_code == 403
    assert assessment.read_links.out().count() == 1
    unknown = address("withdraw_link", assessment, 7)
    assert open_in(client, assessment).post(unknown).status_code == 404


def test_what_is_done_with_the_links_of_a_client_is_noted_for_its_team(client):
    team = make_team()
    assessment = measure(make_client(team))
    client.force_login(owner_of(team).user)

    client.post(address("share", assessment), {"holder": "De directie"})
    client.post(address("withdraw_link", assessment, 1))
    client.post(address("renew_link", assessment), {"is_sure": "on"})

    noted = AuditEntry.objects.filter(subject=f"assessment {assessment.public_id}").order_by("pk")
    assert [(each.event, each.detail) for each in noted] == [
        (Event.LINK_MADE, "read-only link 1"),
        (Event.LINK_WITHDRAWN, "read-only link 1"),
        (Event.LINKS_RENEWED, ""),
    ]
    assert {each.actor for each in noted} == {str(owner_of(team).user_id)}


def test_links_are_not_renewed_by_one_click(holder, assessment):
    page = holder.post(address("renew_link", assessment))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["is_sure"]
    assessment.refresh_from_db()
    assert assessment.edit_generation == 1


def test_who_renews_the_link_is_told_to_keep_the_new_one(holder, assessment):
    page = holder.post(
        address("renew_link", assessment),
        {"is_sure": "on"},
        follow=True,
        headers={"accept-language": "en"},
    )

    assert "the old one no longer works. Keep the new one." in page.content.decode()


def test_the_read_only_link_says_what_its_holder_gets(client):
    one = make_assessment()
    group = make_group()
    for each in (one, group):
        open_in(client, each)

    assert "with all answers and notes" in get(client, address("link", one), "en").content.decode()
    told = get(client, address("link", group), "en").content.decode()
    assert "without the answers of any one person" in told


def test_the_details_can_be_changed(holder, assessment):
    changed = {
        "sector": "e-tail",
        "organisation": "Ander",
        "title": "Eindmeting",
        "date": "2026-03-12",
        "version": 1,
    }

    page = holder.post(address("details", assessment), changed)

    stored = Assessment.objects.get()
    assert page["Location"] == address("overview", assessment)
    assert (stored.sector, stored.organisation, stored.title) == ("e-tail", "Ander", "Eindmeting")
    assert str(stored.date) == "2026-03-12"
    assert stored.touched_at > assessment.touched_at


def test_changing_details_leaves_links_that_were_renewed_meanwhile(assessment):
    loaded_before = Assessment.objects.get()
    renew_private_link(Assessment.objects.get())

    keep_details(
        loaded_before, replaces=1, previous=None, title="Nieuw", sector="retail", organisation=""
    )

    stored = Assessment.objects.get()
    assert (stored.title, stored.edit_generation) == ("Nieuw", 2)


def test_wrong_details_are_explained_and_change_nothing(holder, assessment):
    page = holder.post(
        address("details", assessment), {"sector": "banks", "title": "Nieuw", "date": "gisteren"}
    )

    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["date", "sector"]
    assert Assessment.objects.get().title == "Nulmeting"


def test_the_sector_of_a_finished_assessment_is_frozen(client):
    holder = open_in(client, make_assessment(answers={"KE1": 2}, finished=True))
    sent = {"sector": "e-tail", "title": "Nieuw", "date": "2026-03-12", "version": 1}

    holder.post(address("details", Assessment.objects.get()), sent)

    stored = Assessment.objects.get()
    assert (stored.sector, stored.title) == ("retail", "Nieuw")


def test_a_browser_that_opens_the_mailed_link_goes_on_where_the_other_stopped(client, settings):
    assessment = make_assessment(answers={"KE1": 3})
    open_in(client, assessment)

    page = client.get(address("overview", assessment))

    assert page.context["progress"].answered == 1


def test_a_qr_code_has_a_quiet_zone_and_stays_inside_its_box():
    code = QrCode.of("https://example.org/open/abc.def/")

    starts = [part.split("h")[0] for part in code.path.split("M")[1:]]
    corners = [tuple(map(int, start.split())) for start in starts]
    assert min(x for x, _ in corners) == min(y for _, y in corners) == 4
    assert max(y for _, y in corners) == code.size - 5

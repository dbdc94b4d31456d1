"""The lines of docs/security.md that hold for every address, every table or every log line."""

import io
import logging
import re
import xml.etree.ElementTree as ET
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import User
from assessments.links import Purpose
from assessments.models import Assessment
from assessments.reporting import edition_of
from assessments.views.reports import SAMPLE, sample
from config.logs import LineFormatter
from reports.formats import Format
from reports.making import render, render_pdf
from tests.factories import all_answers, link_to, make_assessment, open_in, report_of
from tests.files import make_files, store
from tests.letters import delivered
from tests.pdf import page_texts
from tests.test_site import HOSTILE, make_hostile_assessment

pytestmark = pytest.mark.django_db

METHODS = ["post", "put", "patch", "delete"]
PERSONAL_FILES = [  # that lie in storage, or are drawn at once
    "export.json",
    "radar.svg",
    "route.svg",
    "radar.png",
    "route.png",
    "report.pdf",
    "report.docx",
    "report.pptx",
    "report.xlsx",
]


@pytest.fixture
def assessment():
    return make_assessment(answers={"KE1": 2})


def patterns(resolver, namespace=""):
    """Every address of ours, by its name; the administration is Django's."""
    for pattern in resolver.url_patterns:
        inner = getattr(pattern, "namespace", None)
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        elif inner != "admin":
            yield from patterns(pattern, f"{namespace}{inner}:" if inner else namespace)


def addresses(assessment, *, personal=False, job="aaaaaaaaaaaa"):
    """One address for each name; with `personal` only those that a link to it opens."""
    values = {
        "public_id": assessment.public_id,
        "link": link_to(assessment, Purpose.EDIT),
        "slug": "strategie",
        "code": "KE1",
        "job": job,
        "stuck": ")",
        "group_id": assessment.public_id,
        "answered": 0,
        "handed_in": 0,
        "team_id": assessment.public_id,  # of no team: a stranger's view
        "provider_id": "oidc",  # of none: it is off
        "kind": "docx",
        "number": 1,
        "pk": 1,
        "key": "abc",
        "uidb36": "1",
        "step": 0,
        "people": 0,
        "answers": 0,
        "silent": 0,
        "action": "start",
        "door_code": "222222",
    }
    found = {}
    for name, pattern in patterns(get_resolver()):
        needed = pattern.pattern.converters
        of_it = "public_id" in needed and not name.startswith("clients:")
        if of_it or not personal:
            found[name] = reverse(name, kwargs={key: values[key] for key in needed})
    return found


def rows():
    """Every row of every table that holds something about people."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for app in ("accounts", "assessments", "workshops")
        for model in apps.get_app_config(app).get_models()
    }


def store_reports(assessment):
    """As if every file had been made: what is asked for is then served at once."""
    for language in ("nl", "en"):
        store(SAMPLE, sample(language))
        report = report_of(assessment, language)
        jobs = [store(assessment.public_id, report, format=format) for format in Format]
    return jobs[0]


def ask(client, method, address, *arguments, **headers):
    """The page, with its file closed."""
    page = getattr(client, method)(address, *arguments, **headers)
    if page.streaming:
        b"".join(page.streaming_content)
    return page


# --- forged requests, and what a GET may do ------------------------------------------------------


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_done_for_a_form_that_is_not_ours(assessment, method):
    client = open_in(Client(enforce_csrf_checks=True), assessment)
    before = rows()

    statuses = {
        name: ask(client, method, address).status_code
        for name, address in addresses(assessment).items()
    }

    assert {name: status for name, status in statuses.items() if status != 403} == {}
    assert rows() == before


def test_a_form_of_ours_is_accepted_with_its_token(assessment):
    client = open_in(Client(enforce_csrf_checks=True), assessment)
    token = client.get(addresses(assessment)["assessments:start"]).context["csrf_token"]

    page = client.post(
        addresses(assessment)["assessments:keep_link"], {"csrfmiddlewaretoken": str(token)}
    )

    assert page.status_code == 302


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("finished", [False, True])
def test_no_get_changes_anything_that_is_kept(client, method, finished):
    assessment = make_assessment(answers=all_answers("full"), finished=finished)
    store_reports(assessment)
    open_in(client, assessment)
    before = rows()

    for address in addresses(assessment).values():
        assert ask(client, method, address).status_code < 500

    assert rows() == before


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", *METHODS])
def test_under_an_assessment_a_stranger_finds_nothing(client, assessment, method):
    open_in(client, make_assessment())  # a grant, but for another one
    before = rows()

    statuses = {
        name: getattr(client, method)(address).status_code
        for name, address in addresses(assessment, personal=True).items()
    }

    # 405 is told before anything is looked up: it says nothing about what there is.
    assert {name: status for name, status in statuses.items() if status not in {404, 405}} == {}
    assert rows() == before


def test_who_may_only_read_can_send_nothing_that_changes_something(client, assessment):
    open_in(client, assessment, Purpose.READ)
    before = rows()

    statuses = {
        name: client.post(address).status_code
        for name, address in addresses(assessment, personal=True).items()
        # The one has a file made, the other only takes the right out of this browser.
        if name not in {"assessments:report_progress", "assessments:forget"}
    }

    assert set(statuses.values()) == {403, 405}
    assert rows() == before


@pytest.mark.parametrize(
    "code", ["klantervaring", "KE9", "ke1", "KE1'"], ids=["quick", "none", "case", "quote"]
)
def test_a_question_of_another_questionnaire_takes_no_answer(client, assessment, code):
    open_in(client, assessment)
    before = rows()

    page = client.post(f"/a/{assessment.public_id}/answers/{code}/", {"choice": "3"})

    assert page.status_code == 404
    assert rows() == before


@pytest.mark.parametrize("slug", ["KE1", "no-such-dimension", "retail"])
def test_what_is_no_dimension_has_no_page(client, assessment, slug):
    open_in(client, assessment)

    assert client.get(f"/a/{assessment.public_id}/{slug}/").status_code == 404
    assert client.post(f"/a/{assessment.public_id}/{slug}/").status_code == 404


def test_words_for_what_is_no_dimension_are_not_kept(client, assessment):
    open_in(client, assessment)

    client.post(
        f"/a/{assessment.public_id}/report/",
        {"summary": "Ja.", "insight-retail": "Nee.", "version": 1},
    )

    edition = edition_of(Assessment.objects.get(), with_logo=True)
    assert (edition.own_words.summary, dict(edition.own_words.dimensions)) == ("Ja.", {})


# --- input that no browser sends -----------------------------------------------------------------


def test_a_nul_byte_is_refused_wherever_something_is_sent(client, assessment):
    open_in(client, assessment)
    sent = {"title": "a\x00b", "choice": "3", "note": "a\x00b", "summary": "a\x00b"}

    statuses = {
        name: client.post(address, sent).status_code
        for name, address in addresses(assessment).items()
    }

    assert {name: status for name, status in statuses.items() if status != 400} == {}


def nul_bytes(name):
    return SimpleUploadedFile(name, b"\x00" * 100)


def test_a_document_of_nul_bytes_is_told_to_be_no_good(client):
    page = client.post("/import/", {"file": nul_bytes("x.json")})

    assert page.status_code == 422
    assert Assessment.objects.count() == 0


def test_a_logo_of_nul_bytes_is_told_to_be_no_good(client, assessment):
    open_in(client, assessment)
    address = f"/a/{assessment.public_id}/report/"
    sent = {"logo": nul_bytes("x.png"), "version": assessment.edition_version}

    assert client.post(address, sent).status_code == 302
    make_files()

    page = client.get(address, headers={"accept-language": "en"})
    assert "The logo that you sent is not used" in page.text
    assert edition_of(assessment, with_logo=True).branding.logo == b""


@pytest.mark.parametrize("length", ["many", "-1", "1e9", "9" * 30])
def test_a_length_that_is_none_is_no_failure(client, length):
    page = client.post("/start/", CONTENT_LENGTH=length)

    assert page.status_code == 400


# --- headers and names of files ------------------------------------------------------------------


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
def test_every_answer_of_the_product_carries_the_headers(client, assessment):
    store_reports(assessment)
    open_in(client, assessment)

    for name, address in addresses(assessment).items():
        before = rows()
        for page in (ask(client, "get", address), ask(client, "post", address)):
            where = f"{name}: {page.status_code}"
            assert "default-src 'self'" in page["Content-Security-Policy"], where
            assert "unsafe" not in page["Content-Security-Policy"], where
            assert page["X-Content-Type-Options"] == "nosniff", where
            assert page["X-Frame-Options"] == "DENY", where
            assert page["Referrer-Policy"] == "same-origin", where
            assert "camera=()" in page["Permissions-Policy"], where
            if address.startswith(
                ("/a/", "/open/", "/workshops/", "/w/", "/join/")
            ) and page.status_code not in {404, 405}:
                check_is_kept_nowhere(page, where)
        if rows() != before:  # the links were made anew, or what the files are made of
            changed = Assessment.objects.get()
            open_in(client, changed)
            store_reports(changed)


def check_is_kept_nowhere(page, where):
    assert {"no-store", "private"} <= set(page["Cache-Control"].split(", ")), where
    assert page["X-Robots-Tag"] == "noindex", where


def test_the_name_of_a_file_holds_no_sign_that_a_system_gives_a_meaning_to(client):
    assessment = make_hostile_assessment(questionnaire="quick")
    store_reports(assessment)
    open_in(client, assessment)

    for part in PERSONAL_FILES:
        page = ask(client, "get", f"/a/{assessment.public_id}/{part}")

        assert page.status_code == 200, part
        name = re.fullmatch(r'attachment; filename="([^"]+)"', page["Content-Disposition"])
        assert name, page["Content-Disposition"]
        assert re.fullmatch(r"[\w-]{3,120}\.[a-z]{3,4}", name[1]), name[1]


# --- what was typed, in files and mail -----------------------------------------------------------


def squeezed(text):
    return "".join(text.split())


def office_words(content):
    """All text of a package, and the names of its elements."""
    words, tags = [], set()
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in ET.fromstring(archive.read(name)).iter():
                    tags.add(element.tag.rpartition("}")[2])
                    words += [element.text or "", element.tail or ""]
    return "".join(words), tags


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@pytest.mark.parametrize("format", [Format.DOCX, Format.PPTX, Format.XLSX])
def test_hostile_text_stays_text_in_an_office_file(format):
    report = report_of(make_hostile_assessment(questionnaire="quick"), "nl")

    words, tags = office_words(render(report, format))

    assert squeezed(HOSTILE) in squeezed(words)
    assert "onclick" not in tags


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
def test_hostile_text_stays_text_on_paper():
    report = report_of(make_hostile_assessment(questionnaire="quick"), "nl")

    pages = page_texts(render_pdf(report))

    assert squeezed(HOSTILE) in squeezed("".join(pages))


def test_a_mail_holds_the_links_and_nothing_that_was_typed(client):
    assessment = make_hostile_assessment(questionnaire="quick")
    open_in(client, assessment)

    client.post(f"/a/{assessment.public_id}/link/mail/", {"address": "ik@example.org"})

    [sent] = delivered()
    [html] = sent.alternatives
    assert "hostile" not in sent.subject + sent.body + html.content


# --- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("sign_in", "post"),
        ("assessments:start", "post"),
        ("assessments:import_file", "post"),
        ("assessments:mail_link", "post"),
        ("assessments:share", "post"),
        ("assessments:report", "get"),
        ("assessments:report_docx", "get"),
        ("assessments:radar", "get"),
        ("assessments:route_svg", "get"),
        ("assessments:edition", "post"),
        ("assessments:restore_sentence", "post"),
    ],
)
def test_too_many_requests_get_a_page_that_says_when_to_come_back(client, assessment, name, method):
    store_reports(assessment)
    open_in(client, assessment)
    address = addresses(assessment)[name]
    assert ask(client, method, address).status_code < 500
    for key in list(caches["counts"]._cache):  # as if there had been very many more
        if not key.endswith(":end"):
            caches["counts"].incr(key.split(":", 2)[2], 10_000)

    page = ask(client, method, address, headers={"accept-language": "en"})

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 3600
    assert page.content.decode().count("<h1") == 1
    assert '<html lang="en"' in page.content.decode()


# --- logs ----------------------------------------------------------------------------------------

TYPED = {
    "organisation": "Zilvermeeuw BV",
    "title": "Geheime ronde",
    "reason": "Reden-onthouden",
    "note": "Notitie-onthouden",
    "summary": "Inzicht-onthouden",
    "sender": "Bureau Zwijgzaam",
    "address": "zeg-niets@example.org",
}


def test_no_log_line_holds_an_answer_a_name_or_a_link(client, caplog, settings):
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(LineFormatter())
    started = {"questionnaire": "full", "sector": "retail"}
    client.post("/start/", {**started, **{k: TYPED[k] for k in ("organisation", "title")}})
    assessment = Assessment.objects.get()
    assessment_address = f"/a/{assessment.public_id}/"
    links = [link_to(assessment, purpose) for purpose in Purpose]

    no_document = SimpleUploadedFile("x.json", repr(TYPED).encode())
    answer = {"choice": "not_applicable", "reason": TYPED["reason"], "note": TYPED["note"]}
    saving = f"{assessment_address}answers/OS5/"
    statuses = [
        client.post(saving, {**answer, "replaces": "0"}).status_code,
        client.post(saving, {**answer, "choice": "7", "replaces": "0"}).status_code,
        client.post(saving, {"choice": "2", "note": TYPED["note"], "replaces": "0"}).status_code,
        client.post(f"{assessment_address}report/", TYPED).status_code,
        client.post(f"{assessment_address}link/mail/", TYPED).status_code,
        client.post(saving, {**answer, "note": TYPED["note"] + "\x00"}).status_code,
        client.post("/import/", {"file": no_document}).status_code,
        *[client.get(f"/open/{link}/").status_code for link in links],
        client.get(f"/open/{links[0]}x/").status_code,
        Client().get(f"/open/{links[0]}/").status_code,
        client.post(f"{assessment_address}finish/").status_code,
        client.post(saving, {**answer, "replaces": "1"}).status_code,
        client.put(f"/open/{links[0]}/").status_code,
        client.get(f"{assessment_address}export.json").status_code,
        client.post(f"{assessment_address}delete/", {"is_sure": "on"}).status_code,
        client.get(f"/open/{links[0]}/").status_code,
    ]

    assert {302, 400, 404, 405, 409, 422} <= set(statuses), statuses
    assert "Not Found" in caplog.text  # so that the lines that are looked through are there
    secrets = [*TYPED.values(), *[link.partition(".")[2] for link in links], "not_applicable"]
    assert [secret for secret in secrets if secret in caplog.text] == []


# --- people --------------------------------------------------------------------------------------


def test_no_row_of_an_assessment_points_at_a_person():
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("assessments").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and issubclass(field.related_model, User)
    ]

    assert pointing == []


def test_every_dependency_is_pinned_with_hashes_and_names_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (settings.BASE_DIR / name).read_text()
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)
        packages = [entry for entry in entries if entry.strip() and not entry.startswith("#")]

        assert packages
        unpinned = [each.split()[0] for each in packages if "--hash=sha256:" not in each]
        assert unpinned == [], name
        assert "://" not in text, name


# --- what is written about all this --------------------------------------------------------------


def test_every_test_that_the_list_names_is_there():
    listed = (settings.BASE_DIR / "docs/security.md").read_text()

    named = set(re.findall(r"`(tests/[\w/.]*)`", listed))

    assert "tests/test_security.py" in named
    assert [name for name in named if not (settings.BASE_DIR / name).exists()] == []

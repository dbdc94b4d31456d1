"""Every page that a link leads to, in both languages, of assessments full of hostile text."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from django.apps import apps
from django.core import signing
from django.db import models
from django.urls import resolve, reverse

from assessments.links import Purpose
from assessments.models import Answer, Assessment, KeptEdition
from assessments.sharing import share
from reports.edition import Edition, OwnWords
from tests.factories import (
    all_answers,
    give_edition,
    make_assessment,
    make_group,
    open_in,
    report_of,
)
from tests.pages import get, links, parse
from tests.workshops.factories import colleagues, invite, prepare_room, room, running, step, vote
from workshops.facilitating import Outcome
from workshops.links import GRANT_SALT
from workshops.models import Kind, Vote, Workshop
from workshops.services import add_comment
from workshops.steps import Action

# Reached by links below; a page that nothing leads to would be missing here.
PAGES = {
    "account_login",
    "account_reset_password",
    "assessments:delete",
    "assessments:details",
    "assessments:dimension",
    "assessments:edition",
    "assessments:home",
    "assessments:import_file",
    "assessments:link",
    "assessments:overview",
    "assessments:present",
    "assessments:privacy",
    "assessments:report_preview",
    "assessments:result",
    "assessments:review",
    "assessments:start",
    "assessments:stop",
    "assessments:targets",
    "clients:hand_over",
    "clients:keep",
    "maturity:dimension",
    "maturity:matrix",
    "maturity:recognise",
    "workshops:answers",
    "workshops:cancel_room",
    "workshops:close",
    "workshops:cockpit",
    "workshops:dimension",
    "workshops:door",
    "workshops:enter",
    "workshops:finish_room",
    "workshops:invitation",
    "workshops:in_the_room",
    "workshops:invite",
    "workshops:kit",
    "workshops:outcome",
    "workshops:own",
    "workshops:prepare_room",
    "workshops:room",
    "workshops:screen",
    "workshops:sealed",
    "workshops:watch",
}
# Made in the render process: tried in tests/reports, and with hostile text in test_security.py.
MADE = {
    "assessments:route_png",
    "assessments:radar_png",
    "assessments:report",
    "assessments:report_docx",
    "assessments:report_pptx",
    "assessments:report_xlsx",
    "assessments:sample_report",
}
FILES = MADE | {
    "assessments:export",
    "assessments:radar",
    "assessments:route_svg",
    "workshops:outcome_file",
}

HOSTILE = "\"'><b class=hostile onclick=x>&amp;{{ 7|add:7 }}{% now 'Y' %}%(x)s{0}"


def make_hostile_assessment(**kwargs):
    """HOSTILE in every text that is kept of it, also in those that lie in JSON."""
    assessment = make_assessment(answers=all_answers(kwargs.get("questionnaire", "full")), **kwargs)
    share(assessment, holder=HOSTILE, by=None)
    insights = {dimension.slug: HOSTILE for dimension in assessment.definition("nl").dimensions}
    give_edition(assessment, Edition(own_words=OwnWords(dimensions=insights, language="nl")))
    for model in apps.get_app_config("assessments").get_models():
        texts = {field.name: HOSTILE for field in free_text_fields(model)}
        if texts:
            model.objects.update(
                **texts | ({"choice": "not_applicable"} if model is Answer else {})
            )
    some = Answer.objects.filter(response__assessment=assessment)[3:]
    Answer.objects.filter(pk__in=[answer.pk for answer in some]).update(choice="2", reason="")
    assessment = Assessment.objects.get(pk=assessment.pk)
    report = report_of(assessment, "nl")
    KeptEdition.objects.update(
        decisions=dict.fromkeys(report.proposed_decisions, HOSTILE),
        actions={each.action.slug: {"owner": HOSTILE} for each in report.advice.route.placed},
    )
    return assessment


def ask_colleagues(client, own):
    """An open invitation with hostile names; the client takes part in it too."""
    workshop = invite(own, title=HOSTILE, departments=[HOSTILE])
    first, *_others = colleagues(workshop, 6)
    Vote.objects.filter(participant=first)[0].delete()
    client.cookies[f"w-{workshop.assessment.public_id}"] = signing.dumps(
        [first.pk, workshop.assessment.public_id], salt=GRANT_SALT
    )
    return workshop.assessment


def lead_rooms(client, own):
    """A room in the middle of its second topic, with hostile names and notes, in which the client
    takes part; and one that is finished. Returns the pages to begin at."""
    prepared = prepare_room(own)
    open_in(client, prepared.assessment)
    places = [f"/workshops/{prepared.assessment.public_id}/cockpit/"]
    for is_finished in (False, True):
        workshop, people = running(own, departments=[HOSTILE])
        Workshop.objects.filter(pk=workshop.pk).update(subject=HOSTILE)
        step(workshop, Action.OPEN)
        vote(people, 1, 1, 3)
        add_comment(people[0], code=room(workshop).focus, round=1, text=HOSTILE)
        step(workshop, Action.CLOSE, Action.REVEAL)
        outcome = Outcome(Kind.DISAGREE, reason=HOSTILE, other_reason=HOSTILE)
        now = step(workshop, Action.SETTLE, outcome=outcome)
        now.topics.update(note=HOSTILE)
        public_id = now.assessment.public_id
        open_in(client, now.assessment)
        client.cookies[f"w-{public_id}"] = signing.dumps([people[0].pk, public_id], salt=GRANT_SALT)
        if is_finished:
            step(now, Action.FINISH)
            places.append(f"/workshops/{public_id}/outcome/")
        else:
            there = f"/workshops/{public_id}/cockpit/"
            places += [there, f"/w/{public_id}/room/", f"/w/{now.code}/"]
    return places


def free_text_fields(model):
    """What a person can type: not what we make, nor what a list or the model version holds."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and field.editable
        and not field.choices
        and not field.unique
        and field.name != "code"
    ]


def crawl(client, *starts, language):
    """Each page once, by its address."""
    headers = {"accept-language": language}
    queue, pages = list(starts), {}
    while queue:
        address = queue.pop().split("#")[0]
        path = urlsplit(address).path
        if not address or address in pages or path.startswith("/static/"):
            continue
        if resolve(path).view_name in MADE:
            pages[address] = None
            continue
        pages[address] = page = client.get(address, headers=headers)
        if page.status_code == 302 and not asks_who(page):
            queue.append(urljoin(address, page.url))
        if page["Content-Type"].startswith("text/html") and page.content:
            queue += [urljoin(address, href) for href in links_in(page)]
    return pages


def strict(page):
    """Every element, as a browser finds it; dear, so once for each page. Refuses wrong markup."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return list(parser.parse(page.text).iter())


def links_in(page):
    return [href for href in links(parse(page)) if href and not href.startswith("mailto:")]


def view_name(address):
    return resolve(urlsplit(address).path).view_name


def html_pages(pages):
    return {
        address: page
        for address, page in pages.items()
        if page and page["Content-Type"].startswith("text/html") and page.status_code != 302
    }


def asks_who(page):
    """Sends to the page of signing in, which is walked by itself."""
    return page.status_code == 302 and page.url.startswith(reverse("account_login"))


@pytest.fixture(params=["nl", "en"])
def language(request):
    return request.param


@pytest.fixture
def site(client, db, language):
    assessment = make_hostile_assessment()
    quick = make_assessment(questionnaire="quick", answers=all_answers("quick", 3), finished=True)
    group = make_group(answers=all_answers("full", 3))
    open_group = ask_colleagues(client, quick)
    for one in (assessment, quick, group, open_group):
        open_in(client, one)
    starts = [f"/a/{one.public_id}/" for one in (assessment, quick, group, open_group)]
    starts.append(f"/w/{open_group.public_id}/")
    starts += lead_rooms(client, quick)
    return crawl(client, "/", *starts, language=language)


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
def test_every_page_is_reached_and_keeps_the_promises_of_the_site(site, language):
    reached = {view_name(address) for address in site}
    assert reached == PAGES | FILES
    asking = {view_name(address) for address, page in site.items() if page and asks_who(page)}
    assert asking == {"clients:keep"}

    for address, page in html_pages(site).items():
        assert page.status_code == 200, address
        check_markup(address, page, language)
        check_headers(address, page)


def check_markup(address, page, language):
    found = strict(page)
    tags = Counter(element.tag for element in found)
    ids = Counter(element.get("id") for element in found if element.get("id"))
    assert tags["h1"] == 1, address
    assert [name for name, times in ids.items() if times > 1] == [], address
    assert found[0].get("lang") == language, address
    assert [e.tag for e in found if "hostile" in (e.get("class") or "")] == [], address
    assert [e.tag for e in found if any(str(name).startswith("on") for name in e.attrib)] == []
    assert [e.tag for e in found if e.get("style") is not None] == [], address
    assert "{%" not in page.text.replace("{% now", ""), address
    for element in found:
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            value = element.get(name) or ""
            assert not urlsplit(value).netloc, f"{address}: {value}"


def check_headers(address, page):
    assert "default-src 'self'" in page["Content-Security-Policy"], address
    assert page["X-Content-Type-Options"] == "nosniff", address
    if address.startswith(("/a/", "/w/", "/workshops/", "/join/", "/screen/")):
        assert "no-store" in page["Cache-Control"], address
        assert "private" in page["Cache-Control"], address
        assert page["X-Robots-Tag"] == "noindex", address


def test_hostile_text_is_shown_as_it_was_typed(client, db):
    assessment = make_hostile_assessment()
    open_in(client, assessment)

    for part in ("review", "result", "details", "report", "report/preview"):
        page = get(client, f"/a/{assessment.public_id}/{part}/", "en")
        text = "".join(
            text
            for element in strict(page)
            for text in (element.text, element.tail, element.get("value"))
            if text
        )
        assert HOSTILE in text, part


def test_hostile_text_stays_text_in_pictures_and_files(client, db):
    assessment = make_hostile_assessment()
    open_in(client, assessment)

    pictures = [
        ET.fromstring(client.get(f"/a/{assessment.public_id}/{name}.svg").content)
        for name in ("radar", "route")
    ]
    document = client.get(f"/a/{assessment.public_id}/export.json").json()

    for picture in pictures:
        assert [e for e in picture.iter() if "hostile" in (e.get("class") or "")] == []
    assert document["organisation"]["name"] == HOSTILE
    assert HOSTILE in document["responses"][0]["notes"].values()


def test_a_reader_reaches_nothing_that_changes_something(client, db):
    assessment = make_assessment(answers=all_answers("full"), finished=True)
    open_in(client, assessment, Purpose.READ)

    pages = crawl(client, f"/a/{assessment.public_id}/result/", language="en")

    reached = {view_name(address) for address in pages}
    statuses = {address: page.status_code for address, page in pages.items() if page}
    assert "assessments:result" in reached
    assert {address: status for address, status in statuses.items() if status != 200} == {}
    assert not reached & {
        "assessments:delete",
        "assessments:details",
        "assessments:edition",
        "assessments:link",
        "assessments:targets",
    }


def test_a_stranger_gets_the_same_404_whether_it_exists_or_not(client, db):
    assessment = make_assessment(answers=all_answers("full"))
    parts = ["", "details/", "link/", "review/", "result/", "targets/", "export.json", "radar.svg"]

    for part in [*parts, "report.pdf", "delete/", "strategie/"]:
        there = client.get(f"/a/{assessment.public_id}/{part}")
        not_there = client.get(f"/a/{'z' * 10}/{part}")

        assert there.status_code == not_there.status_code == 404, part
        assert without_secrets(there, assessment.public_id) == without_secrets(not_there, "z" * 10)
        assert assessment.organisation not in there.text


def without_secrets(page, public_id):
    """Each page has a token of its own against forged requests."""
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    return token.sub("", page.text).replace(public_id, "")

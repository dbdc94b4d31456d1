"""Visitors and what they visit: a team with a client and its measurements, a workshop of colleagues
and one in a room, another team, somebody with no more than an account."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role, Team, User
from accounts.services import invite as invite_member
from assessments.links import Purpose
from tests.access.forms import FORMS, MEASUREMENT
from tests.accounts.factories import (
    PASSWORD,
    make_client,
    make_member,
    make_team,
    make_user,
    measure,
)
from tests.factories import all_answers, link_to, make_assessment, open_in
from tests.workshops.factories import colleague, invite, running, step
from workshops.links import add_participant, invitation_to, screen_of
from workshops.steps import Action

VISITORS = {
    "anonymous": "nobody that we know",
    "private": "opened the private link of a client's measurement",
    "read": "opened the read-only link of it",
    "invited": "a colleague who was invited and joined",
    "phone": "joined a room",
    "wall": "holds the link of that room's screen",
    "leader": "opened the private links of both workshops",
    "stranger": "signed in, a member of no team; holds an invitation to this one",
    "viewer": "of this team",
    "consultant": "of this team",
    "owner": "of this team",
    "other": "owner of another team",
    "admin": "the administrator of the installation, a member of no team",
}
INVENTED = "k3xk3xk3xk.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"
# Links open for whoever has them; everybody else tries an invented one.
HOLDERS = {
    "/open/<link>/": {"private"},
    "/open/<link>/<stuck>": {"private"},
    "/view/<link>/": {"read"},
    "/view/<link>/<stuck>": {"read"},
    "/join/<link>/": {"invited"},
    "/join/<link>/back/": {"invited"},
    "/screen/<link>/": {"wall", "leader"},
    "/screen/<link>/live/<step>-<people>-<answers>/": {"wall", "leader"},
    "/accounts/join/<link>/": {"stranger"},
    "/accounts/confirm/<key>/": {"owner"},
    "/accounts/password/forgotten/<uidb36>-<key>/": {"owner"},
}


class World:
    def __init__(self):
        self.team = make_team()
        self.owner = self.team.memberships.get().user
        self.people = {
            "stranger": make_user(),
            "viewer": make_member(self.team, Role.VIEWER).user,
            "consultant": make_member(self.team).user,
            "owner": self.owner,
            "other": make_team(name="Ander").memberships.get().user,
            "admin": User.objects.create_superuser("beheer@example.org", PASSWORD),
        }
        self.member = make_member(self.team)
        self.client = make_client(self.team)
        Team.objects.filter(pk=self.team.pk).update(logo=b"a picture")
        self.team.house_templates.create(kind="docx", digest="a digest", content=b"a document")
        quick = {"questionnaire": "quick", "answers": all_answers("quick")}
        self.open = measure(self.client, **quick)
        self.finished, _earlier = (measure(self.client, **quick, finished=True) for _ in "12")
        self.code = self.open.questionnaire_in("nl").questions[0].code
        self.own = make_assessment(**quick)
        self.make_workshops()
        self.make_links()

    def make_workshops(self):
        self.colleagues = invite(self.open)
        self.invited = colleague(self.colleagues)
        self.room, (self.phone, *_) = running(self.open)
        self.room = step(self.room, Action.OPEN)

    def make_links(self):
        offer = invite_member(self.team, role=Role.CONSULTANT, by=self.owner)
        self.invitation = invite_member(self.team, role=Role.VIEWER, by=self.owner).invitation
        address = EmailAddress.objects.create(user=self.owner, email=self.owner.email)
        self.confirmation = EmailConfirmationHMAC(address).key
        elsewhere = Client()
        elsewhere.force_login(self.owner)
        self.session = UserSession.objects.create(
            user=self.owner, session_key=elsewhere.session.session_key, ip="::", user_agent=""
        )
        self.links = {
            "/open/": link_to(self.open, Purpose.EDIT),
            "/view/": link_to(self.open, Purpose.READ),
            "/join/": invitation_to(self.colleagues),
            "/screen/": screen_of(self.room),
            "/accounts/join/": offer.link,
        }

    def cookies(self, visitor):
        """What the browser of a visitor keeps."""
        browser, page = Client(), HttpResponse()
        if visitor in self.people:
            browser.force_login(self.people[visitor])
        if visitor == "invited":
            add_participant(page, self.invited, self.colleagues.assessment.public_id)
        if visitor == "phone":
            add_participant(page, self.phone, self.room.assessment.public_id)
        for assessment, purpose in self.opened_by(visitor):
            open_in(browser, assessment, purpose)
        return {name: each.value for name, each in (browser.cookies | page.cookies).items()}

    def opened_by(self, visitor):
        workshops = (self.colleagues.assessment, self.room.assessment)
        return {
            "private": [(each, Purpose.EDIT) for each in (self.open, self.finished, self.own)],
            "read": [(self.open, Purpose.READ), (self.finished, Purpose.READ)],
            "leader": [(each, Purpose.EDIT) for each in workshops],
        }.get(visitor, [])

    def arguments(self, address, visitor):
        """For the places of an address; a link only for who holds it."""
        holds = visitor in HOLDERS.get(address, ())
        links = [link for before, link in self.links.items() if address.startswith(before)]
        places = {
            "link": links[0] if holds and links else INVENTED,
            "stuck": ")",
            "public_id": self.named(address).public_id,
            "group_id": self.taking_part(address).assessment.public_id,
            "door_code": self.room.code,
            "team_id": self.team.public_id,
            "provider_id": "oidc",  # of none: it is off
            "number": self.numbered(address),
            "pk": 1,
            "uidb36": user_pk_to_url_str(self.owner),
            "key": "invented",
            "job": "k3xk3xk3xk",
            "kind": "docx",
            "code": self.code,
            "slug": "klantervaring",
            "action": Action.CLOSE,
        } | dict.fromkeys(["answered", "handed_in", "step", "people", "answers", "silent"], 0)
        if holds and "<key>" in address:
            places["key"] = self.confirmation if "/confirm/" in address else self.reset()
        return places

    def reset(self):
        """It would not open anything after the next sign-in."""
        return default_token_generator.make_token(User.objects.get(pk=self.owner.pk))

    def named(self, address):
        if address.startswith(("/clients/keep/", "/clients/hand-over/")):
            return self.own
        if address.startswith("/clients/"):
            return self.client
        if not address.startswith("/workshops/"):
            return self.finished if address.endswith("/reopen/") else self.open
        parts = address.removeprefix("/workshops/<public_id>/").split("/")
        if parts[0] in {"", "live", "close", "renew"}:
            return self.colleagues.assessment
        return self.open if parts[0] in {"invite", "prepare"} else self.room.assessment

    def taking_part(self, address):
        in_room = any(
            part in address
            for part in ("/room/", "/own/", "/alone/", "/vote/", "/comment/", "/dots/", "/worth/")
        )
        return self.room if in_room else self.colleagues

    def numbered(self, address):
        if "/link/" in address:
            return 1  # the read-only link of who has one
        if "/sessions/" in address:
            return self.session.pk
        return self.invitation.pk if "/invitations/" in address else self.member.pk

    def form(self, address):
        """What would be taken there."""
        dimensions = self.open.definition("nl").dimensions
        chosen = [f"{each.slug}-{name}" for each in dimensions for name in ("level", "importance")]
        edition = {"version": self.open.edition_version}
        answer = {f"{self.code}-choice": "3"}
        replacing = answer | {f"{self.code}-version": 1}
        forms = FORMS | {
            "/a/<public_id>/answers/<code>/": replacing,
            "/a/<public_id>/details/": MEASUREMENT
            | {"date": "2026-03-02", "version": self.open.details_version},
            "/a/<public_id>/report/": edition,
            "/a/<public_id>/report/sentence/restore/": edition,
            "/a/<public_id>/targets/": dict.fromkeys(chosen, "default"),
            "/a/<public_id>/targets/preview/": dict.fromkeys(chosen, "default"),
            "/accounts/teams/<team_id>/house-style/<kind>/": {
                "file": SimpleUploadedFile("house.docx", b"a document")
            },
            "/accounts/teams/<team_id>/members/<number>/role/": {
                f"{self.member.pk}-role": Role.VIEWER
            },
            "/w/<group_id>/answers/<code>/": answer,
            "/w/<group_id>/comment/": {"topic": self.room.focus, "round": 1, "text": "Zo"},
            "/w/<group_id>/worth/": {"worth": "3"},
            "/w/<group_id>/vote/": {"topic": self.room.focus, "round": 1, "choice": "3"},
            "/workshops/<public_id>/act/<action>/": {"step": self.room.step},
        }
        return forms.get(address, {})

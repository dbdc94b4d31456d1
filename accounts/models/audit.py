"""Who did what when. It outlives whom and what it names, so it names them by text."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """What was done stays done."""


class Event(models.TextChoices):
    TEAM_MADE = "team made", _("Team made")
    SIGNED_IN = "signed in", _("Signed in")
    INVITED = "invited", _("Invitation made")
    INVITATION_WITHDRAWN = "invitation withdrawn", _("Invitation withdrawn")
    JOINED = "joined", _("Joined the team")
    ROLE_CHANGED = "role changed", _("Role changed")
    LEFT = "left", _("Left the team")
    REMOVED = "removed", _("Taken out of the team")
    HANDED_OVER = "handed over", _("Clients handed over to a colleague")
    SETTINGS_CHANGED = "settings changed", _("Settings changed")
    CLIENT_MADE = "client made", _("Client added")
    CLIENT_CHANGED = "client changed", _("Client changed")
    CLIENT_ERASED = "client erased", _("Client erased")
    STARTED = "started", _("Assessment started")
    CLAIMED = "claimed", _("Assessment taken over by its link")
    GIVEN = "given", _("Assessment taken over by a code")
    EXPORTED = "exported", _("Exported")
    ERASED = "erased", _("Assessment erased")
    WORKSHOP = "workshop", _("Workshop")
    ACCOUNT_EXPORTED = "account exported", _("Own data taken along")
    ACCOUNT_ERASED = "account erased", _("Account removed")
    LINKS_RENEWED = "links renewed", _("Links renewed")
    LINK_MADE = "link made", _("Read-only link made")
    LINK_WITHDRAWN = "link withdrawn", _("Read-only link withdrawn")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class AuditEntry(models.Model):
    """Ids only: no names, no addresses, no answers. Written by `accounts.audit.note` alone."""

    at = models.DateTimeField(auto_now_add=True)
    event = models.CharField(max_length=24, choices=Event, editable=False)
    team = models.CharField(max_length=16, editable=False)  # its public id
    actor = models.CharField(max_length=20, blank=True, editable=False)  # the id of an account
    subject = models.CharField(max_length=40, blank=True, editable=False)  # of whom or what
    detail = models.CharField(max_length=40, blank=True, editable=False)  # as a role

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(event__in=Event.values), name="audit_event_known")
        ]
        indexes = [models.Index(fields=["team", "-id"], name="audit_of_team")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(**kwargs)

    def delete(self, using: Any = None, keep_parents: Any = False) -> NoReturn:  # noqa: FBT002
        raise AppendOnly

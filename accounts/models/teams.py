"""A consultancy or a department: who works in it, and how its reports go out."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.users import User
from accounts.public_ids import make_public_id

COLOUR = r"^#[0-9a-f]{6}$"


class Role(models.TextChoices):
    """What each may is in `accounts.rights`."""

    OWNER = "owner", pgettext_lazy("role in a team", "Owner")
    CONSULTANT = "consultant", _("Consultant")
    VIEWER = "viewer", _("Viewer")


class Team(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id, editable=False)
    name = models.CharField(_("name"), max_length=200)
    # How a new report starts out; the same columns as an edition of one report has.
    sender = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    bright = models.CharField(max_length=7, blank=True, editable=False)
    logo = models.BinaryField(blank=True, default=bytes)  # a PNG of ours, see rendering.logos
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    minimum_group = models.PositiveSmallIntegerField(default=5)
    retention_months = models.PositiveSmallIntegerField(default=24)
    # What a write replaces: a form names the version that it was made from.
    settings_version = models.PositiveIntegerField(default=1, editable=False)
    style_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_group__gte=5, minimum_group__lte=50),
                name="team_minimum_group_5_to_50",
            ),
            models.CheckConstraint(
                condition=Q(retention_months__gte=1, retention_months__lte=120),
                name="team_retention_1_to_120_months",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["nl", "en"]), name="team_language_known"
            ),
            models.CheckConstraint(
                condition=Q(accent="") | Q(accent__regex=COLOUR), name="team_accent_a_colour"
            ),
            models.CheckConstraint(
                condition=Q(bright="") | Q(bright__regex=COLOUR), name="team_bright_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_house_style(self) -> bool:
        return bool(self.sender or self.contact or self.accent or self.logo)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> "MembershipQuerySet":
        """Of one person, with their teams; in the order in which they joined."""
        return self.filter(user=user).select_related("team").order_by("joined_at", "pk")

    def owners(self, team: Team) -> "MembershipQuerySet":
        return self.filter(team=team, role=Role.OWNER)


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: dt.datetime) -> "InvitationQuerySet":
        """What can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """To become a member. Of the secret in its link only a hash is kept."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"), blank=True)  # empty: for whoever has the link
    role = models.CharField(max_length=12, choices=Role)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.get_role_display()}"

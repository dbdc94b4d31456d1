"""The organisations that a team advises: its clients."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.teams import Team
from accounts.models.users import User
from accounts.public_ids import make_public_id


class Size(models.TextChoices):
    """By the number of people who work there."""

    SMALL = "small", _("fewer than 50 people")
    MEDIUM = "medium", _("50 to 249 people")
    LARGE = "large", _("250 to 999 people")
    VERY_LARGE = "very_large", _("1,000 people or more")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, user: User) -> "OrganisationQuerySet":
        """Of every team that somebody is a member of, each with the `role` there."""
        theirs = self.filter(team__memberships__user=user)
        role = F("team__memberships__role")
        return theirs.annotate(role=role)  # type: ignore[no-redef]  # said below, for readers of it

    def current(self) -> "OrganisationQuerySet":
        return self.filter(archived_at=None)

    def called(
        self, name: str, *, team: Team, parent: "Organisation | None" = None
    ) -> "OrganisationQuerySet":
        """A second one of the same name is the same; two branches of groups may share a name."""
        return self.filter(team=team, name__iexact=name, parent=parent)


class Organisation(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="organisations")
    # The group that it is a branch or business unit of.
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="units"
    )
    consultant = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)
    sector = models.SlugField()  # a sector of the model version; checked by the form
    size = models.CharField(max_length=12, choices=Size, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    details_version = models.PositiveIntegerField(default=1, editable=False)  # as of an assessment
    created_at = models.DateTimeField(auto_now_add=True)

    role: str  # of the member that `of` was asked for

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__in=["", *Size.values]), name="organisation_size_known"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="organisation_is_no_own_parent"
            ),
        ]
        indexes = [models.Index(fields=["team", "archived_at", "name"], name="organisation_listed")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

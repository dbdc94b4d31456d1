"""Which measurement somebody takes into a team, and as of which client."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Team, User
from accounts.rights import Right, may
from assessments.access import opened_by
from assessments.forms import form_helper
from assessments.links import Purpose
from assessments.models import Assessment
from assessments.own_words import OneLineField
from clients.handing_over import given_by
from clients.services import new_organisation


class PlaceForm(forms.Form):
    """With a client that is there, or with a new one. In no team: a name for one's own."""

    client = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Client"),
        required=False,
        to_field_name="public_id",
        empty_label=_("A new client"),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Of the team"), required=False, to_field_name="public_id"
    )
    name = OneLineField(
        label=_("Name of the new client"),
        max_length=200,
        help_text=_("Empty: as the assessment calls it."),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        memberships = list(Membership.objects.of(user))
        self.teams = [each.team for each in memberships if may(each.role, Right.CLIENTS)]
        self.is_first = not memberships
        clients = Organisation.objects.current().filter(team__in=self.teams)
        cast(Any, self.fields["client"]).queryset = clients.order_by("name", "pk")
        teams = Team.objects.filter(pk__in=[each.pk for each in self.teams])
        cast(Any, self.fields["team"]).queryset = teams
        cast(Any, self.fields["team"]).empty_label = None
        if len(self.teams) < 2:
            del self.fields["team"]
        if self.is_first:
            del self.fields["client"]
            self.fields["name"].label = _("Name of your organisation")
        self.helper = form_helper(*self.fields)

    def place(self, assessment: Assessment, by: User) -> Organisation:
        """Not stored yet when it is new. Of a team that the visitor may add clients to."""
        chosen: Organisation | None = self.cleaned_data.get("client")
        if chosen:
            return chosen
        details = {"name": self.name_for(assessment), "sector": assessment.sector}
        return new_organisation(self.chosen_team, consultant=by, **details)

    @property
    def chosen_team(self) -> Team:
        """To which a new client is added."""
        chosen: Team | None = self.cleaned_data.get("team")
        return chosen or self.teams[0]

    def names_one_there_is(self, assessment: Assessment) -> bool:
        """Told beside the choice: a new client of a name that the team has is the same one."""
        if self.is_first or self.cleaned_data.get("client"):
            return False
        name = self.name_for(assessment)
        namesake = (
            Organisation.objects.called(name, team=self.chosen_team).order_by("archived_at").first()
        )
        if namesake and namesake.is_archived:
            self.add_error("name", _("The team has an archived client of this name."))
        elif namesake:
            there = _(
                "%(name)s is a client already: choose it here, or name the new one otherwise."
            )
            self.add_error("client", there % {"name": namesake.name})
        return namesake is not None

    def name_for(self, assessment: Assessment) -> str:
        return self.cleaned_data["name"] or assessment.organisation or assessment.name


class TakeForm(PlaceForm):
    """By what its holder gave: the private link, or a code."""

    key = OneLineField(
        label=_("Private link or code"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    field_order = ["key"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["key"].required = True

    @property
    def is_by_link(self) -> bool:
        return "." in self.cleaned_data["key"]

    @property
    def assessment(self) -> Assessment | None:
        """None for what opens nothing, or only lets one look."""
        key = self.cleaned_data["key"]
        if not self.is_by_link:
            return given_by(key)
        opened = opened_by(key.rstrip("/").rpartition("/")[2])
        return opened[0] if opened and opened[1].purpose is Purpose.EDIT else None

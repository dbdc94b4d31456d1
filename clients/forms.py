"""What consultants may send of their clients, and how they look for one."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationQuerySet, Size, Team, User
from accounts.replacing import ReplacingMixin
from assessments.days import DayField
from assessments.forms import form_helper
from assessments.own_words import OneLineField, OwnWordsField
from clients.desk import Show
from maturity.definition import Definition

if TYPE_CHECKING:
    OrganisationModelForm = forms.ModelForm[Organisation]
    UserChoiceField = forms.ModelChoiceField[User]
else:
    OrganisationModelForm = forms.ModelForm  # not generic while it runs
    UserChoiceField = forms.ModelChoiceField


class DeskForm(forms.Form):
    """What to list: wrong values list all there is."""

    search = forms.CharField(label=_("Search by name"), required=False, max_length=200)
    show = forms.ChoiceField(choices=Show, required=False)
    page = forms.IntegerField(required=False, min_value=1)

    use_required_attribute = False

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self.full_clean()

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("search", "")).strip()

    @property
    def chosen(self) -> Show:
        return Show(self.cleaned_data.get("show") or Show.ALL)

    @property
    def page_number(self) -> int:
        return int(self.cleaned_data.get("page") or 1)

    @property
    def asks_for_all(self) -> bool:
        return not self.words and self.chosen is Show.ALL and self.page_number == 1


class MemberField(UserChoiceField):
    def label_from_instance(self, obj: models.Model) -> str:
        user = cast(User, obj)
        return user.get_full_name() or user.email


class OrganisationForm(ReplacingMixin, OrganisationModelForm):
    """What is kept of a client. `team` is that of the client, or the one that it is added to."""

    name = OneLineField(label=_("Name of the organisation"), max_length=200)
    contact = OneLineField(
        label=_("Contact"),
        max_length=200,
        help_text=_("Whom you speak with, and how to reach them."),
    )
    notes = OwnWordsField(
        label=_("Notes"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the team only: they stand in no report."),
    )
    ends_on = DayField(
        label=_("End date"),
        required=False,
        help_text=_(
            "After this day everything of the client is erased for good. From sixty days"
            " before, the list of clients warns of it and a letter says so; you can move the day"
            " until then. Empty: it stays."
        ),
    )
    sector = forms.ChoiceField(label=_("Sector"))
    parent = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Part of the group"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Of no group"),
        help_text=_("A branch or business unit stands together with the others of its group."),
    )
    consultant = MemberField(
        User.objects.none(),
        label=_("Looked after by"),
        required=False,
        empty_label=_("Nobody in particular"),
    )

    use_required_attribute = False

    class Meta:
        model = Organisation
        fields = ["name", "sector", "size", "contact", "notes", "parent", "consultant", "ends_on"]
        labels = {"size": _("Size")}

    def __init__(
        self, data: Any = None, *, definition: Definition, team: Team, **kwargs: Any
    ) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.add_version(self.instance.details_version)
        self.initial["parent"] = self.instance.parent  # chosen by its public id
        self.instance.team = team
        self.fields["name"].required = True
        sector = cast(forms.ChoiceField, self.fields["sector"])
        sector.choices = [
            ("", _("Choose a sector")),
            *[(each.slug, each.name) for each in definition.sectors],
        ]
        sector.error_messages["required"] = _("Choose the sector that fits best.")
        size = cast(forms.ChoiceField, self.fields["size"])
        size.choices = [("", _("Not known")), *Size.choices]
        cast(Any, self.fields["parent"]).queryset = groups_for(self.instance)
        members = User.objects.filter(memberships__team=team).order_by("email")
        cast(Any, self.fields["consultant"]).queryset = members
        self.helper = form_helper(*self.Meta.fields)

    @property
    def details(self) -> dict[str, Any]:
        """By the names of their columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean(self) -> dict[str, Any]:
        super().clean()
        name, parent = self.cleaned_data.get("name"), self.cleaned_data.get("parent")
        namesakes = Organisation.objects.called(name or "", team=self.instance.team, parent=parent)
        if namesakes.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("The team already has a client of this name."))
        return self.cleaned_data


def groups_for(organisation: Organisation) -> OrganisationQuerySet:
    """What can be the group of a client: of the same team, of no group itself. None for what has
    units, for groups lie one deep."""
    if organisation.pk and organisation.units.exists():
        return Organisation.objects.none()
    others = Organisation.objects.current().filter(team=organisation.team, parent=None)
    return others.exclude(pk=organisation.pk).order_by("name")

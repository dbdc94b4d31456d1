"""What people may send about teams. Services decide and save."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role, Team, User
from accounts.replacing import ReplacingMixin

if TYPE_CHECKING:
    TeamModelForm = forms.ModelForm[Team]
    MembershipChoiceField = forms.ModelChoiceField[Membership]
else:
    TeamModelForm, MembershipChoiceField = forms.ModelForm, forms.ModelChoiceField

ROLE_WORDS: dict[str, str | Promise] = {
    Role.OWNER: _("Owner: everything, also members and settings"),
    Role.CONSULTANT: _("Consultant: clients and their assessments"),
    Role.VIEWER: _("Viewer: reads results, changes nothing"),
}


class TeamForm(ReplacingMixin, TeamModelForm):
    """How a team is called, and what its new measurements start from."""

    use_required_attribute = False

    class Meta:
        model = Team
        fields = ["name", "language", "minimum_group", "retention_months"]
        labels = {
            "name": _("Name of the team"),
            "language": _("Language of new assessments"),
        }

    minimum_group = forms.IntegerField(
        label=_("Smallest group that is shown"),
        help_text=_(
            "Of a smaller group or department nobody sees figures. At least 5, at most 50."
        ),
        min_value=5,
        max_value=50,
    )
    retention_months = forms.IntegerField(
        label=_("How many months an assessment is kept"),
        help_text=_(
            "Since somebody last worked on it; then it is removed, also what is there already."
            " A new client gets an end date as far ahead. At most 120."
        ),
        min_value=1,
        max_value=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_version(self.instance.settings_version)

    @property
    def settings(self) -> dict[str, Any]:
        """By the names of their columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewTeamForm(TeamModelForm):
    use_required_attribute = False

    class Meta:
        model = Team
        fields = ["name"]
        labels = {"name": _("Name of the team")}
        help_texts = {"name": _("For example of your firm or department.")}


class FirstTeamForm(NewTeamForm):
    """Of an installation without a team: the team, and the account of who owns it."""

    owner = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least twelve characters. A few words in a row are easy to remember."),
    )

    field_order = ["owner", "email", "password", "name"]

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if User.objects.filter(email=email).exists():
            raise ValidationError(
                gettext("This address has an account: sign in with it and make the team there.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        super().clean()
        email, password = self.cleaned_data.get("email"), self.cleaned_data.get("password")
        if email and password:
            try:
                validate_password(password, User(email=email))
            except ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data


class EraseForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, remove my account for good"),
        error_messages={"required": _("Tick the box to remove your account.")},
    )

    use_required_attribute = False


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Without one you get a link, which works once for whoever opens it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_WORDS.items(), initial=Role.CONSULTANT)

    use_required_attribute = False


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].widget.attrs["class"] = "input"


class SuccessorField(MembershipChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user.get_full_name() or obj.user)


class EndForm(forms.Form):
    """Who takes over the clients, where there are any."""

    use_required_attribute = False

    def __init__(self, *args: Any, membership: Membership, has_clients: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if has_clients:
            others = Membership.objects.filter(team=membership.team_id).exclude(pk=membership.pk)
            self.fields["successor"] = SuccessorField(
                others.exclude(role=Role.VIEWER).select_related("user"),
                label=_("Who takes over the clients"),
                error_messages={"required": _("Choose who takes over the clients.")},
            )

    @property
    def successor(self) -> Membership | None:
        return self.cleaned_data.get("successor")

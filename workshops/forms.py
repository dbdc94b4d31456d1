"""What a holder sends to invite colleagues, and what they send to join."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.public_ids import ID_ALPHABET
from assessments.forms import MakesOne, PlainTextField, form_helper
from assessments.models import Assessment
from maturity.groups import OTHER
from maturity.typed import name_key
from workshops.links import CODE_LENGTH
from workshops.models import Department

MOST_DEPARTMENTS = 20
LONGEST_NAME = 200
NOT_SAID = "none"


class InviteForm(MakesOne, forms.Form):
    title = PlainTextField(
        label=_("Title of this measurement"),
        max_length=200,
        required=False,
        help_text=_("Your colleagues see it, with the name of the organisation."),
    )
    departments = PlainTextField(
        label=_("Departments"),
        max_length=MOST_DEPARTMENTS * LONGEST_NAME,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One a line, to see where departments differ. Everybody chooses one, or rather not"
            " to say. Leave it empty for a small group."
        ),
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group that is shown"),
        min_value=5,
        max_value=50,
        initial=5,
        help_text=_(
            "From 5 to 50 people. There is no result before so many have answered, and no"
            " department with fewer is shown; in a quick scan none with fewer than 8."
        ),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, own: Assessment) -> None:
        with_colleagues = gettext("With colleagues")
        title = f"{own.title} · {with_colleagues}" if own.title else with_colleagues
        super().__init__(data, label_suffix="", initial={"title": title[:200]})
        self.helper = form_helper("title", "departments", "minimum_group")
        self.add_key()

    def clean_departments(self) -> list[str]:
        """Each name once, in its first spelling."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["departments"].splitlines():
            if line.strip():
                found.setdefault(name_key(line), line.strip())
        names = list(found.values())
        if len(names) > MOST_DEPARTMENTS:
            raise ValidationError(
                gettext("At most %(most)s departments: most of them would be too small to show.")
                % {"most": MOST_DEPARTMENTS}
            )
        for name in names:
            if len(name) > LONGEST_NAME or name == OTHER:
                raise ValidationError(
                    gettext("“%(name)s” cannot be the name of a department.") % {"name": name[:40]}
                )
        return names

    @property
    def invitation(self) -> dict[str, Any]:
        """By the names of `open_for_colleagues`."""
        fields = {name: self.cleaned_data[name] for name in self.fields if name != "key"}
        return fields | {"made_by": self.made_by(repr(sorted(fields.items())).encode())}


class JoinForm(forms.Form):
    """Only a department, and only where there are any."""

    department = forms.ChoiceField(
        label=_("Which department are you with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, or that you would rather not say.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, departments: list[Department]) -> None:
        super().__init__(data, label_suffix="")
        self.departments = {str(each.pk): each for each in departments}
        field = cast(forms.ChoiceField, self.fields["department"])
        field.choices = [*self.departments.items(), (NOT_SAID, _("I would rather not say"))]
        self.helper = form_helper("department")
        if not departments:
            del self.fields["department"]
            self.helper = form_helper()

    @property
    def chosen(self) -> Department | None:
        return self.departments.get(self.cleaned_data.get("department", NOT_SAID))


class CodeForm(forms.Form):
    code = PlainTextField(
        label=_("Personal code"),
        max_length=40,
        help_text=_("Eight letters and digits; capitals, spaces and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="code-%s")
        self.helper = form_helper("code")

    def clean_code(self) -> str:
        signs = [sign for sign in self.cleaned_data["code"].casefold() if sign not in " -–.\n\t"]
        if len(signs) != CODE_LENGTH or not set(signs) <= set(ID_ALPHABET):
            raise ValidationError(
                gettext("A code has eight signs, and never 0, 1, I, L or O. Look once more.")
            )
        return "".join(signs)

"""What an assessment says of itself, changed later; and the earlier round to compare it with."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.replacing import ReplacingMixin
from assessments.days import MeasuredDayField
from assessments.forms import AssessmentForm
from assessments.models import Assessment, AssessmentQuerySet
from maturity.definition import Definition

if TYPE_CHECKING:
    AssessmentChoiceField = forms.ModelChoiceField[Assessment]
else:
    AssessmentChoiceField = forms.ModelChoiceField  # not generic while it runs


class PreviousField(AssessmentChoiceField):
    """Earlier rounds by date; by name too when it is among `named`."""

    def __init__(self, choices: AssessmentQuerySet, *, named: set[int]) -> None:
        super().__init__(
            choices,
            required=False,
            label=_("Compare with an earlier assessment"),
            empty_label=_("Compare with none"),
            help_text=_(
                "Its scores are then shown beside these, in the result and in the report. You can"
                " choose from the assessments that were opened in this browser."
            ),
        )
        self.named = named

    def label_from_instance(self, obj: models.Model) -> str:
        assessment = cast(Assessment, obj)
        day = date_format(assessment.date, "j F Y")
        if assessment.pk in self.named:
            return f"{day}, {assessment.name}"
        return gettext("%(day)s, not opened in this browser") % {"day": day}


class DetailsForm(ReplacingMixin, AssessmentForm):
    """Of the assessments that are open to the visitor the earlier ones can be compared with.

    The one that is compared with already can stay, whoever chose it; a visitor who may not open
    it learns its date.
    """

    class Meta(AssessmentForm.Meta):
        fields = ["sector", "organisation", "title", "date", "previous"]

    date = MeasuredDayField(label=_("Date of the assessment"))

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Definition,
        open_to_visitor: AssessmentQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, definition=definition, **kwargs)
        self.add_version(self.instance.details_version)
        self.helper.layout.append("date")
        named = set(open_to_visitor.before(self.instance).values_list("pk", flat=True))
        chosen = self.instance.previous_id
        if named or chosen:
            rounds = Assessment.objects.filter(pk__in=named | ({chosen} if chosen else set()))
            self.fields["previous"] = PreviousField(rounds.order_by("-date", "-pk"), named=named)
            self.helper.layout.append("previous")
        else:
            del self.fields["previous"]
        # The sector words the options that were chosen from, so it is frozen with the answers.
        self.fields["sector"].disabled = self.instance.is_finished

    @property
    def can_compare(self) -> bool:
        return "previous" in self.fields

    def clean(self) -> dict[str, Any]:
        super().clean()
        previous, date = self.cleaned_data.get("previous"), self.cleaned_data.get("date")
        if previous and date and previous.date > date:
            self.add_error("previous", _("This assessment is later than the date above."))
        return self.cleaned_data

    @property
    def details(self) -> dict[str, Any]:
        """What to keep, by the names of `keep_details`."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}
        return {"previous": None, **fields}

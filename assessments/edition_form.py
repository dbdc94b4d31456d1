"""How a report goes out, as people send it: own words and plan, parts, and whom it comes from."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy

from accounts.replacing import ReplacingMixin
from assessments.branding_form import BrandingForm
from assessments.forms import form_helper
from assessments.models.edition import MAX_INSIGHT, MAX_SENTENCE
from assessments.own_words import OneLineField, OwnWordsField
from assessments.plan_form import PlanMixin
from reports.edition import Edition, OwnWords, Part
from reports.report import Report

PART_NAMES = {
    Part.PATTERNS: gettext_lazy("Patterns between the dimensions"),
    Part.QUICK_WINS: gettext_lazy("Quick wins"),
    Part.ROUTE: gettext_lazy("The route in three horizons, with its basecamps"),
    Part.PROGRAMME: gettext_lazy("The change programme and its risks"),
    Part.FIGURES: gettext_lazy("Figures from the literature"),
    Part.ANSWERS: gettext_lazy("The appendix with every answer"),
    Part.NOTES: gettext_lazy("Notes beside the answers"),
}


class EditionForm(PlanMixin, ReplacingMixin, BrandingForm):
    """The whole of an edition. Sending it replaces the edition; only a logo stays by itself."""

    sentence = OneLineField(
        label=gettext_lazy("Your own sentence"),
        max_length=MAX_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("If empty, the sentence above is used."),
    )
    summary = OwnWordsField(
        label=gettext_lazy("Insight for the summary"),
        max_length=MAX_INSIGHT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What to include"),
        choices=PART_NAMES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["sentence", "summary", "parts"]

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        report: Report,
        version: int,
    ) -> None:
        definition, kept = report.definition, report.edition
        super().__init__(data, files, branding=kept.branding, initial=_initial(kept))
        self.add_version(version)
        self.add_plan(report)
        self.kept = kept
        self.dimensions = definition.dimensions
        for dimension in definition.dimensions:
            self.fields[f"insight-{dimension.slug}"] = OwnWordsField(
                label=dimension.name,
                max_length=MAX_INSIGHT,
                widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
                initial=kept.own_words.dimensions.get(dimension.slug, ""),
            )
            self.fields[f"insight-{dimension.slug}"].widget.attrs["class"] = "input"
        self.helper = form_helper(Field("sentence"))

    def insights(self) -> Iterator[forms.BoundField]:
        for dimension in self.dimensions:
            yield self[f"insight-{dimension.slug}"]

    def lies_beside(self, stored: ReplacingMixin) -> bool:
        is_beside = super().lies_beside(stored)
        if is_beside:
            self.ask_for_logo_again()
        return is_beside

    def edition(self, *, language: str) -> Edition:
        """`language` is of the page, so of words that were written on it."""
        cleaned = self.cleaned_data
        insights = {each.slug: cleaned[f"insight-{each.slug}"] for each in self.dimensions}
        words = OwnWords(
            sentence=cleaned["sentence"],
            summary=cleaned["summary"],
            dimensions={slug: text for slug, text in insights.items() if text},
            language=self.kept.own_words.language,
        )
        return Edition(
            own_words=words
            if words == self.kept.own_words
            else OwnWords(words.sentence, words.summary, words.dimensions, language),
            left_out=frozenset(part for part in Part if part not in cleaned["parts"]),
            branding=self.branding,
            plan=self.plan(),
        )


def _initial(kept: Edition) -> dict[str, Any]:
    return {
        "sentence": kept.own_words.sentence,
        "summary": kept.own_words.summary,
        "parts": [part for part in Part if kept.has(part)],
    }

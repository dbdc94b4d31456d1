from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maturity.advice import recognise
from maturity.definition import Definition, Option, Sector


class SectorForm(forms.Form):
    """The sector in the address; none means every sector."""

    sector = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        choices = [("", "")] + [(sector.slug, sector.name) for sector in definition.sectors]
        self.fields["sector"] = forms.ChoiceField(choices=choices, required=False)

    def clean_sector(self) -> Sector | None:
        slug = self.cleaned_data["sector"]
        return self.definition.sector(slug) if slug else None


class RecogniseForm(forms.Form):
    """What happens to a customer, scene by scene. Nothing of it is stored."""

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scene in definition.scenes:
            self.fields[scene.slug] = forms.TypedChoiceField(
                label=scene.situation,
                choices=[
                    (number, Option(level=number, lines=(text,)))
                    for number, text in sorted(scene.outcomes.items())
                ],
                widget=forms.RadioSelect,
                coerce=int,
                empty_value=None,
                required=False,
            )

    @property
    def chosen(self) -> list[int]:
        return [level for level in self.cleaned_data.values() if level is not None]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and recognise(self.chosen) is None:
            raise ValidationError(
                _("Choose in at least three situations what happens to your customer.")
            )
        return cleaned

    @property
    def level(self) -> int | None:
        """Rule 20; only after a successful `is_valid()`."""
        return recognise(self.chosen)

"""How far a package was when the page that waits for it asked last."""

from typing import Any

from django import forms


class DoneForm(forms.Form):
    """A wrong number begins anew."""

    done = forms.IntegerField(required=False, min_value=0)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.full_clean()

    @property
    def number(self) -> int:
        return int(self.cleaned_data.get("done") or 0)

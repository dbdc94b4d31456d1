"""Form fields for words that are printed as they were typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maturity.typed import LINE_ENDS, is_forbidden, plain


class OwnWordsField(forms.CharField):
    """Plain text as it was typed; a sign that cannot be printed is refused, not dropped."""

    def __init__(self, *, max_length: int, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)  # without `maxlength`: nothing is cut off
        self.validators.append(
            MaxLengthValidator(
                max_length,
                gettext_lazy("Write at most %(limit_value)s characters; this is %(show_value)s."),
            )
        )

    def to_python(self, value: Any) -> str:
        text = LINE_ENDS.sub("\n", str(super().to_python(value)))
        if any(map(is_forbidden, text)):
            raise ValidationError(
                _(
                    "This text holds control characters, which cannot be printed."
                    " They come with copied text; each shows as � here: remove it."
                )
            )
        return plain(text)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a refused form shows again: no page may hold those signs either."""
        return "".join(
            "\ufffd" if is_forbidden(sign) else sign for sign in LINE_ENDS.sub("\n", data or "")
        )


class OneLineField(OwnWordsField):
    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

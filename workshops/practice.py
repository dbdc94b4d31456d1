"""A question to try the cards on, for who waits in the lobby. It has no address: what is chosen
stays in the browser, so nothing of it is stored or counted."""

from typing import cast

from django import forms
from django.utils.translation import gettext as _

from maturity.definition import Option


class PracticeForm(forms.Form):
    choice = forms.ChoiceField(widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(self) -> None:
        super().__init__(auto_id="practice_%s")
        ways = (
            _("By bicycle, with the wind behind me"),
            _("By car, and I know every traffic light now"),
            _("By train, and it was on time"),
            _("I have not left my desk"),
        )
        options = [Option(level, (way,)) for level, way in enumerate(ways, start=1)]
        choices = [(str(each.level), each) for each in options]
        cast(forms.ChoiceField, self.fields["choice"]).choices = choices

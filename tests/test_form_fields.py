"""Our crispy template pack: label, help and error beside the field, said to screen readers too."""

import html5lib
import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from tests.pages import classed, words


class VisitForm(forms.Form):
    town = forms.CharField(label="Town", help_text="Where the shop is.")
    colour = forms.ChoiceField(
        label="Colour", choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect
    )
    remark = forms.CharField(label="Remark", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def tree(source, form):
    with override("en"):
        page = Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form}))
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parseFragment(
        page, container="div"
    )


def control(fields, name):
    return next(
        element
        for element in fields.iter()
        if isinstance(element.tag, str) and element.get("name") == name
    )


def test_every_field_has_its_label_and_only_what_is_optional_says_so():
    fields = tree("{{ form|crispy }}", VisitForm())

    labels = [words(label) for label in classed(fields, "field__label")]
    assert labels == ["Town", "Colour", "Remark (optional)"]
    assert control(fields, "town").get("id") == "id_town"
    assert words(classed(fields, "check")[0]) == "I agree"
    assert "*" not in words(fields)


class PartsForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label="Parts",
        choices=[("a", "Answers"), ("n", "Notes")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def test_boxes_that_may_all_be_left_empty_do_not_say_so():
    fields = tree("{{ form|crispy }}", PartsForm())

    assert [words(legend) for legend in fields.iter("legend")] == ["Parts"]


def test_help_belongs_to_its_field():
    fields = tree("{{ form|crispy }}", VisitForm())

    assert control(fields, "town").get("aria-describedby") == "id_town_helptext"
    assert words(classed(fields, "field__help")[0]) == "Where the shop is."


@pytest.mark.parametrize("source", ["{{ form|crispy }}", "{% crispy form %}"])
def test_an_error_stands_beside_its_field_in_the_words_of_the_summary(source):
    form = VisitForm({"colour": "g"})

    fields = tree(source, form)
    summary = tree('{% include "components/_error_summary.html" with form=form only %}', form)

    assert form.errors.keys() == {"town", "colour", "agreed"}
    beside = [words(error).removeprefix("Error: ") for error in classed(fields, "field__error")]
    assert [words(link).split(": ", 1)[1] for link in summary.iter("a")] == beside
    ids = {element.get("id") for element in fields.iter() if isinstance(element.tag, str)}
    assert {link.get("href")[1:] for link in summary.iter("a")} <= ids
    town = control(fields, "town")
    assert town.get("aria-invalid") == "true"
    assert town.get("aria-describedby") == "id_town_helptext id_town_error"


def test_radio_buttons_are_a_group_with_a_legend_and_whole_cards_as_labels():
    fields = tree("{{ form|crispy }}", VisitForm({"town": "Goes", "colour": "b"}))

    group = next(fields.iter("fieldset"))
    assert words(next(group.iter("legend"))) == "Colour"
    assert [words(card) for card in classed(group, "option")] == ["Red", "Blue"]
    chosen = [radio.get("value") for radio in group.iter("input") if "checked" in radio.attrib]
    assert chosen == ["b"]


def test_a_layout_with_a_form_of_its_own_holds_fields_and_buttons():
    form = VisitForm()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("Place", "town"), Div("remark", css_class="wide"))
    form.helper.add_input(Submit("send", "Send it"))

    page = tree("{% crispy form %}", form)

    element = next(page.iter("form"))
    assert element.get("method") == "post"
    assert "novalidate" in element.attrib
    assert [words(legend) for legend in element.iter("legend")] == ["Place"]
    assert [words(button) for button in element.iter("button")] == ["Send it"]

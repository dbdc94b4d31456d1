from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils.translation import override


def rendered(source, language, **context):
    with override(language):
        return Template("{% load scores %}" + source).render(Context(context))


@pytest.mark.parametrize(("language", "expected"), [("nl", "2,4 0,6 9%"), ("en", "2.4 0.6 9%")])
def test_numbers_for_people_follow_their_language(language, expected):
    numbers = {"s": Fraction(12, 5), "g": Fraction(3, 5), "u": Fraction(3, 35)}

    assert rendered("{{ s|score }} {{ g|figure }} {{ u|share }}", language, **numbers) == expected

"""What is printed once and remembered: right for everybody, and nobody's own words."""

import pytest
from django.template import TemplateDoesNotExist
from django.utils.translation import override

from maturity.definition import Level
from maturity.printing import printed_once
from maturity.responses import Response, Responses
from tests.definitions import make_definition

LEVEL = "components/_level.html"


@pytest.fixture
def level():
    return make_definition().levels[1]


def test_a_piece_is_the_very_same_text_the_second_time(level):
    assert printed_once(LEVEL, level=level) is printed_once(LEVEL, level=level)


def test_another_value_is_another_piece(level):
    assert level.name in printed_once(LEVEL, level=level)
    assert "visually-hidden" not in printed_once(LEVEL, level=level)
    assert "visually-hidden" in printed_once(LEVEL, level=level, short=True)


def test_a_piece_speaks_the_language_of_its_page():
    template = "assessments/_answer_words.html"

    with override("nl"):
        dutch = printed_once(template)
    with override("en"):
        english = printed_once(template)

    assert ("Bewaard" in dutch, "Saved" in english) == (True, True)


def test_what_is_printed_is_escaped(level):
    fields = {name: getattr(level, name) for name in Level.__slots__} | {"name": "<b>&"}

    assert "&lt;b&gt;&amp;" in printed_once(LEVEL, level=Level(**fields))


def test_text_is_refused_because_it_would_stay(level):
    with pytest.raises(TypeError, match="name is text"):
        printed_once(LEVEL, level=level, name="De Boer Wonen")


def test_answers_cannot_be_remembered(level):
    said = Responses("full", (Response({"KE1": 2}, notes={"KE1": "Between us"}),))

    with pytest.raises(TypeError, match="unhashable"):
        printed_once(LEVEL, level=level, said=said)


def test_who_works_on_a_template_sees_it_change(level, settings):
    before = printed_once(LEVEL, level=level)
    settings.DEBUG = True

    assert printed_once(LEVEL, level=level) is not before


def test_a_template_that_is_not_there_is_a_fault(level):
    with pytest.raises(TemplateDoesNotExist):
        printed_once("components/_nothing.html", level=level)

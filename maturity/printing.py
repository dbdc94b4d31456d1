"""Templates that print published content, each printed once for what it is given.

Django prints a long page anew at every request, and most of ours is words of the model, which never
change. What a page says of one organisation stays outside: it is printed each time, kept nowhere.
"""

from collections.abc import Hashable
from enum import Enum
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup

PIECES = 4096  # that a process remembers: all there are of one version, some 10 MB


def printed_once(template: str, **values: Hashable) -> Markup:
    """The template with nothing but `values`, in the active language: the key is all it can see.

    `values` are content of a Definition, numbers and choices out of a few. Raises TypeError for
    text and for what cannot be hashed, among which all answers: nobody's words may stay in memory.
    """
    for name, value in values.items():
        if isinstance(value, str) and not isinstance(value, Enum):
            raise TypeError(f"{template}: {name} is text, which is not remembered")
    # Who works on a template wants to see it change.
    piece = printed if settings.DEBUG else remembered
    return piece(template, get_language(), **values)


def printed(template: str, language: str, /, **values: Hashable) -> Markup:
    return Markup(render_to_string(template, values))  # noqa: S704 -- of templates that escape


remembered = lru_cache(PIECES)(printed)

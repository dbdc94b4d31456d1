"""From bytes to JSON values, without trusting the bytes.

Python's own decoder lets through what our format refuses (duplicate keys, NaN) and falls over what
a hostile file sends (deep nesting, numbers of a million digits). What it would lose or choke on is
kept here as a value, so that the reader can name its place.
"""

import json
import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.document import MAX_BYTES, MAX_DEPTH
from assessments.exchange.faults import Fault, Refused

MAX_DIGITS = 15
# A string or a bracket. The closing quote is optional: an unclosed string is passed in one go.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


class Members(dict[str, Any]):
    """A JSON object that remembers which of its keys came more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counted = Counter(key for key, _value in pairs) if len(self) < len(pairs) else {}
        self.duplicates = [key for key, count in counted.items() if count > 1]


class OddNumber(str):
    """The text of a number that no place in the format takes: 2.0, NaN, or far too many digits."""

    __slots__ = ()


def decode(content: bytes) -> Any:
    """Raises Refused."""
    if len(content) > MAX_BYTES:
        raise _refused(_("the file is larger than 5 MB"))
    try:
        # With a byte order mark or in UTF-16 too, as editors on Windows save it.
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise _refused(
            _("the file is not Unicode text (byte %(number)d)") % {"number": error.start + 1},
            is_foreign=True,
        ) from error
    if _depth(text) > MAX_DEPTH:
        raise _refused(_("the file is nested deeper than %(limit)d levels") % {"limit": MAX_DEPTH})
    try:
        return json.loads(
            text,
            object_pairs_hook=Members,
            parse_int=_whole_number,
            parse_float=OddNumber,
            parse_constant=OddNumber,
        )
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise _refused(
            _("the file is not JSON (line %(line)d, column %(column)d)") % place,
            is_foreign=True,
        ) from error


def _refused(message: str, *, is_foreign: bool = False) -> Refused:
    return Refused((Fault("", message),), is_foreign=is_foreign)


def _depth(text: str) -> int:
    deepest = depth = 0
    for token in TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
                deepest = max(deepest, depth)
            case "]" | "}":
                depth -= 1
    return deepest


def _whole_number(digits: str) -> int | OddNumber:
    return int(digits) if len(digits) <= MAX_DIGITS else OddNumber(digits)

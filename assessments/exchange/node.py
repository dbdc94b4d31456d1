"""A JSON value with its place: every question asked of it either answers or notes a fault."""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.exchange.decoding import Members, OddNumber
from assessments.exchange.document import FIRST_YEAR, measured_years
from assessments.exchange.faults import Faults
from maturity.typed import is_forbidden, plain

SHOWN_CHARACTERS = 40
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN_KEY = re.compile(r"[\w-]{1,50}")


@dataclass(frozen=True, slots=True)
class Node:
    value: Any
    place: str
    faults: Faults

    def fault(self, message: str) -> None:
        self.faults.add(self.place, message)

    def child(self, key: str) -> "Node":
        """The member `key`, which is there."""
        if not PLAIN_KEY.fullmatch(key):
            place = f"{self.place}[{shown(key)}]"
        elif self.place:
            place = f"{self.place}.{key}"
        else:
            place = key
        return Node(self.value[key], place, self.faults)

    def get(self, key: str) -> "Node | None":
        """The member `key`, or None where it is absent or this is no object (a fault by then)."""
        return self.child(key) if isinstance(self.value, Members) and key in self.value else None

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Of an object; a fault for anything else, and for keys that came twice."""
        if not isinstance(self.value, Members):
            self.fault(_("%(value)s is not an object") % {"value": shown(self.value)})
            return
        for key in self.value.duplicates:
            self.child(key).fault(_("this key occurs more than once"))
        for key in self.value:
            yield key, self.child(key)

    def expect(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> None:
        """An object with these keys and no others."""
        for key, member in self.members():
            if key not in required and key not in optional:
                member.fault(_("this key is unknown"))
        if isinstance(self.value, Members):
            for key in required:
                if key not in self.value:
                    self.fault(_("“%(key)s” is missing") % {"key": key})

    def elements(self, *, least: int, most: int) -> list["Node"]:
        """Of a list with `least` to `most` elements; empty with a fault otherwise."""
        if not isinstance(self.value, list):
            self.fault(_("%(value)s is not a list") % {"value": shown(self.value)})
            return []
        if not least <= len(self.value) <= most:
            self.fault(
                _("there must be %(least)d to %(most)d, and there are %(count)d")
                % {"least": least, "most": most, "count": len(self.value)}
            )
            return []
        return [
            Node(value, f"{self.place}[{index}]", self.faults)
            for index, value in enumerate(self.value)
        ]

    def text(self, *, longest: int) -> str:
        """A string, made `plain`; empty with a fault for a control character or too many."""
        # OddNumber is a string to Python, a number to the file.
        if not isinstance(self.value, str) or isinstance(self.value, OddNumber):
            self.fault(_("%(value)s is not text") % {"value": shown(self.value)})
            return ""
        if forbidden := next(filter(is_forbidden, self.value), ""):
            code = f"U+{ord(forbidden):04X}"
            self.fault(_("holds the forbidden character %(code)s") % {"code": code})
            return ""
        text = plain(self.value)
        if len(text) > longest:
            self.fault(
                ngettext(
                    "longer than %(limit)d character", "longer than %(limit)d characters", longest
                )
                % {"limit": longest}
            )
            return ""
        return text

    def whole_number(self, low: int, high: int) -> int | None:
        # A bool is an int to Python, so the type itself is asked.
        if type(self.value) is int and low <= self.value <= high:
            return self.value
        self.fault(
            _("%(value)s is not a whole number from %(low)d to %(high)d")
            % {"value": shown(self.value), "low": low, "high": high}
        )
        return None

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fault(_("%(value)s is not true or false") % {"value": shown(self.value)})
            return False
        return self.value

    def one_of(self, choices: Collection[str]) -> str:
        """One of the strings; empty with a fault otherwise."""
        if type(self.value) is str and self.value in choices:
            return self.value
        self.fault(
            _("%(value)s is not one of %(choices)s")
            % {"value": shown(self.value), "choices": ", ".join(map(shown, choices))}
        )
        return ""

    def date(self) -> dt.date | None:
        try:
            if type(self.value) is str and ISO_DATE.fullmatch(self.value):
                return self._of_our_time(dt.date.fromisoformat(self.value))
        except ValueError:
            pass  # the form of a date, but no day of the calendar
        self.fault(_("%(value)s is not a date (YYYY-MM-DD)") % {"value": shown(self.value)})
        return None

    def _of_our_time(self, date: dt.date) -> dt.date | None:
        if date.year in measured_years():
            return date
        message = _("the year %(year)d is not one from %(first)d to next year")
        self.fault(message % {"year": date.year, "first": FIRST_YEAR})
        return None


def shown(value: Any) -> str:
    """A value of the file as a message quotes it: short, on one line, without tricks."""
    match value:
        case OddNumber():
            text = str(value)
        case dict():
            return _("an object")
        case list():
            return _("a list")
        case str():
            cut = value[: SHOWN_CHARACTERS + 1]
            text = json.dumps(cut, ensure_ascii=not cut.isprintable())
        case _:
            text = json.dumps(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"

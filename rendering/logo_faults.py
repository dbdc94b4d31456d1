"""What can be wrong with a logo. Apart, so that the web process loads no library for pictures."""

from enum import StrEnum

MAX_BYTES = 2 * 1024**2  # as sent


class Fault(StrEnum):
    NO_IMAGE = "no-image"
    BROKEN = "broken"
    TOO_MANY_BYTES = "too-many-bytes"
    TOO_MANY_PIXELS = "too-many-pixels"
    REFERS = "refers"  # an SVG with a document type, entities or files of elsewhere
    NO_TYPEFACE = "no-typeface"  # an SVG with letters, where no typeface is installed
    TOO_HARD = "too-hard"  # time or memory ran out


class LogoError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

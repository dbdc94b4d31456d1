"""What can be wrong with a template of a house. Apart: the web process loads no office library."""

from enum import StrEnum

from reports.formats import Format

MAX_BYTES = 5 * 1024**2  # as sent
KINDS = (Format.DOCX, Format.PPTX)  # that can be made from a template of a house


class Fault(StrEnum):
    NO_PACKAGE = "no-package"
    OTHER_KIND = "other-kind"  # slides in place of a document, or the other way round
    LOCKED = "locked"  # by a password, or of before 2007
    BROKEN = "broken"
    TOO_MANY_BYTES = "too-many-bytes"
    TOO_MUCH = "too-much"  # in it, once it is unpacked
    MACROS = "macros"
    ATTACHED = "attached"  # to a template elsewhere
    REFERS = "refers"  # to files or addresses elsewhere
    EMBEDS = "embeds"  # files of other programs
    DECLARES = "declares"  # a document type or entities in its XML
    TOO_HARD = "too-hard"  # time or memory ran out


class TemplateError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

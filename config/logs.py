"""One line a record on standard output, in UTC, without secrets."""

import logging
import re
from time import gmtime

# A private link is a secret, also in the log of a refused or failed request.
PRIVATE_LINK = re.compile(r"(/(?:open|view|join|confirm|forgotten|first|screen)/)[^/\s\"'?]+")

# In a traceback of a refused statement, PostgreSQL quotes the row: an answer, a note, a name.
QUOTED_ROW = re.compile(r"^DETAIL: .*", flags=re.MULTILINE)

# Where a request's environment holds the id that its error page shows.
ERROR_ID = "kanaalkompas.error_id"


class LineFormatter(logging.Formatter):
    converter = staticmethod(gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """What a visitor sent cannot start a line of its own. A traceback, which follows, may."""
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        line = super().formatMessage(record)
        error_id = getattr(getattr(record, "request", None), "META", {}).get(ERROR_ID)
        return f"{line} [{error_id}]" if error_id else line

    def format(self, record: logging.LogRecord) -> str:
        text = PRIVATE_LINK.sub(r"\1***", super().format(record))
        return QUOTED_ROW.sub("DETAIL: ***", text)

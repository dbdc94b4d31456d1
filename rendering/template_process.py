"""House templates opened outside the web process: `python -m rendering.template_process KIND`."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

from rendering.apart import Refused, limit, made_apart
from rendering.template_faults import MAX_BYTES, Fault, TemplateError
from reports.formats import Format
from reports.house import Lack

SECONDS = 20  # of processor time; an ordinary template takes one or two


@dataclass(frozen=True, slots=True)
class Checked:
    content: bytes  # written by us
    lacks: tuple[Lack, ...]


def check_template(
    kind: Format, content: bytes, beat: Callable[[], None] = lambda: None
) -> Checked:
    """What rendering.house_templates.checked makes of it. Raises TemplateError."""
    if len(content) > MAX_BYTES:
        raise TemplateError(Fault.TOO_MANY_BYTES)
    try:
        made = made_apart("rendering.template_process", content, beat, kind.value)
    except Refused as refused:
        fault = str(refused)
        raise TemplateError(Fault(fault) if fault in set(Fault) else Fault.TOO_HARD) from refused
    lacks, _line, kept = made.partition(b"\n")
    return Checked(kept, tuple(map(Lack, json.loads(lacks))))


def main() -> int:
    limit(SECONDS)
    from rendering.house_templates import checked  # noqa: PLC0415 -- after the limits are set

    try:
        kept, lacks = checked(Format(sys.argv[1]), sys.stdin.buffer.read())
    except TemplateError as error:
        sys.stderr.write(error.fault)
        return 1
    except MemoryError:
        sys.stderr.write(Fault.TOO_HARD)
        return 1
    sys.stdout.buffer.write(json.dumps(lacks).encode() + b"\n" + kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Judges what the checker of PDF/UA found in reports.

`python -m tests.reports.pdf_check FOUND`, its findings as JSON: `make pdfcheck`.
"""

import json
import sys
from pathlib import Path
from typing import Any

SEVERE = ("error", "warning")
# The checker takes a number that stands alone near an edge of the page for that of the page. A
# count above a bar is content; the number of a page stands in the foot.
NUMBERS = ("PAG-001", "page numbers are tagged as content")
FOOT = 40  # points from the lower edge; the text of a page ends at 48


def is_fault(finding: dict[str, Any]) -> bool:
    rule, message = NUMBERS
    if finding["rule"] == rule and finding["message"].startswith(message):
        return not finding["boxes"] or any(box["y0"] < FOOT for box in finding["boxes"])
    return finding["severity"] in SEVERE


def main(found: Path) -> int:
    read = json.loads(found.read_text())["results"]
    faults = [
        f"{Path(file['path']).name}: {finding['rule']} {finding['message']}"
        for file in read
        for finding in file["findings"]
        if is_fault(finding)
    ]
    faults += [f"{file['path']}: {file['error']}" for file in read if file["error"]]
    sys.stdout.write("\n".join([*faults, f"{len(read)} files read, {len(faults)} faults"]) + "\n")
    return 1 if faults or not read else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

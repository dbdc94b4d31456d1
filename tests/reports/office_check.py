"""Reads documents, slides and spreadsheets as the Open XML SDK does, part by part.

`python -m tests.reports.office_check FOLDER`, in the checker's own environment: `make officecheck`.
"""

import sys
from pathlib import Path
from typing import Any

from openxml_audit import OpenXmlValidator

KINDS = (".docx", ".pptx", ".xlsx")
# The checker wants the children of a font in one order; the standard (ECMA-376, CT_Font of
# SpreadsheetML) lets them stand in any, and openpyxl has its own.
ANY_ORDER = ("/xl/styles.xml", "/styleSheet[1]/fonts[1]/font[")
# Whole and allowed: Excel writes them in another way when it saves.
INLINE_TEXTS = "inline-string cell(s)"


def is_fault(finding: Any) -> bool:
    part, path = ANY_ORDER
    if finding.part_uri == part and finding.path.startswith(path):
        return not finding.description.startswith("Unexpected element")
    return INLINE_TEXTS not in finding.description


def main(folder: Path) -> int:
    files = sorted(path for path in folder.iterdir() if path.suffix in KINDS)
    validator = OpenXmlValidator(max_errors=0)
    faults = [
        f"{path.name}: {finding}"
        for path in files
        for finding in validator.validate(str(path)).errors
        if is_fault(finding)
    ]
    found = f"{len(files)} files read, {len(faults)} faults"
    sys.stdout.write("\n".join([*faults, found]) + "\n")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

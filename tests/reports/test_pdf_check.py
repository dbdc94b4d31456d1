"""What the checker of PDF/UA finds, judged: only a number that is content is let through."""

import pytest

from tests.reports.pdf_check import is_fault

NUMBER = "page numbers are tagged as content on 4 of 21 pages"
HEAD = "2 running header or footer line(s) are tagged as content on 3 or more pages"


def finding(message, *heights, rule="PAG-001", severity="warning"):
    boxes = [{"page": 1, "x0": 10, "y0": y, "x1": 14, "y1": y + 8} for y in heights]
    return {"rule": rule, "severity": severity, "message": message, "boxes": boxes}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (finding(NUMBER, 92, 761), False),  # counts above bars
        (finding(NUMBER, 92, 24), True),  # one stands in the foot
        (finding(NUMBER), True),  # nobody knows where
        (finding(HEAD, 92), True),
        (finding("a link has no words", rule="LNK-010"), True),
        (finding("a figure has no words", rule="FIG-001", severity="error"), True),
        (finding("has an index", rule="NAV-001", severity="info"), False),
    ],
)
def test_only_a_number_that_is_content_is_let_through(found, expected):
    assert is_fault(found) is expected

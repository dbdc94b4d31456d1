"""Browsers as they name themselves, told by the names that people know."""

import pytest

from accounts.browsers import known_as

MOZILLA = "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) %s"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            MOZILLA % ("Windows NT 10.0; Win64; x64", "Chrome/140.0 Safari/537.36"),
            "Chrome, Windows",
        ),
        (MOZILLA % ("Windows NT 10.0", "Chrome/140.0 Safari/537.36 Edg/140.0"), "Edge, Windows"),
        (MOZILLA % ("Linux; Android 14", "Chrome/140.0 Mobile Safari/537.36"), "Chrome, Android"),
        (
            MOZILLA % ("iPhone; CPU iPhone OS 18_0 like Mac OS X", "Version/18.0 Safari/604.1"),
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Gecko/20100101 Firefox/144.0",
            "Firefox, macOS",
        ),
        ("Telefoon van Jan", "Telefoon van Jan"),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_name_and_machine(said, told):
    assert known_as(said) == told

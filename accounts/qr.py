"""A QR code as one path, for a template to draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import segno
from segno.helpers import make_wifi_data

QUIET_ZONE = 4  # modules of white around it, which the standard asks for


@dataclass(frozen=True, slots=True)
class QrCode:
    size: int  # side in modules, quiet zone included
    path: str

    @classmethod
    def of(cls, text: str) -> "QrCode":
        rows = list(segno.make_qr(text, error="m").matrix_iter(border=QUIET_ZONE))
        return cls(len(rows), "".join(_runs(y, row) for y, row in enumerate(rows)))


def network_text(name: str, password: str = "") -> str:
    """What a phone reads to join a Wi-Fi."""
    return make_wifi_data(name, password or None, "WPA" if password else None)


def _runs(y: int, row: Iterable[int]) -> str:
    """Each run of dark modules as a rectangle of height 1."""
    path, x = "", 0
    for is_dark, run in groupby(row):
        width = len(list(run))
        if is_dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path

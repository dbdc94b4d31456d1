"""Our own pictures as pixels, for documents that cannot hold SVG.

Only for SVG that we drew ourselves: what a visitor sent goes through the limited render process.
"""

import resvg_py

from reports import colours

FONT = "Inter"


def png(svg: str, width: int, *, background: str = colours.PAPER) -> bytes:
    """The picture, `width` pixels wide; its proportions stay."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            background=background,
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )

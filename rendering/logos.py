"""A logo as it was sent, made into a PNG of ours: decoded, scaled, and written anew.

Only the process of rendering.logo_process runs this, within limits: what decodes it is written in C
and Rust, and what it decodes comes from anybody.
"""

import io
import re
import warnings
from xml.etree import ElementTree as ET

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from rendering.logo_faults import MAX_BYTES, Fault, LogoError

MAX_PIXELS = 25_000_000  # decoded
MAX_STORED = 300 * 1024  # as kept
WIDEST, HIGHEST = 1200, 480  # pixels; 60 mm wide on paper at 500 dots an inch
FORMATS = ("PNG", "JPEG", "WEBP")
# A document type without declarations of its own says nothing, and drawing programs write one.
DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE\s+svg(?:\s+(?:PUBLIC|SYSTEM|\"[^\"<>]*\"|'[^'<>]*'))*\s*>")
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FONT = "Inter"
SERIF = re.compile(r"(?<![\w-])serif\b")
SERIF_FONTS = ("Times New Roman", "Liberation Serif", "DejaVu Serif", "Noto Serif")
NO_FONT = "-"
RASTER_DATA = re.compile(r"data:image/(?:png|jpeg|webp);base64,", re.IGNORECASE)


def encoded(content: bytes) -> bytes:
    """A PNG of at most MAX_STORED bytes, without anything that is no picture. Raises LogoError."""
    if len(content) > MAX_BYTES:
        raise LogoError(Fault.TOO_MANY_BYTES)
    return _stored(_scaled(_decoded(_rasterised(content) if _is_svg(content) else content)))


def _is_svg(content: bytes) -> bool:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"\x00" not in head


def _rasterised(file: bytes) -> bytes:
    content = DOCUMENT_TYPE.sub(b"", file, count=1)
    _refuse_references(content)
    try:
        # One side is given, so a drawing of a million units is no picture of a million pixels.
        width, height = (WIDEST, None) if _is_wide(content) else (None, HIGHEST)
        svg = content.decode()
        return _drawn(svg, width=width, height=height, missing=_font_for_missing(svg))
    except (ValueError, RuntimeError) as error:
        raise LogoError(Fault.BROKEN) from error


def _drawn(svg: str, *, width: int | None, height: int | None, missing: str) -> bytes:
    """Letters in a typeface that is not installed are drawn in `missing`, or left out."""
    import resvg_py  # noqa: PLC0415 -- only a drawing needs it

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        font_family=FONT,
        sans_serif_family=FONT,
        serif_family=missing,  # what resvg falls back on
    )


def _font_for_missing(svg: str) -> str:
    fonts = (*SERIF_FONTS, FONT) if SERIF.search(svg) else (FONT, *SERIF_FONTS)
    font = next(filter(_is_installed, fonts), NO_FONT)
    if font == NO_FONT and "<text" in svg:
        raise LogoError(Fault.NO_TYPEFACE)
    return font


def _is_installed(font: str) -> bool:
    letter = f'<text y="9" font-family="{font}">H</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{letter}</svg>'
    drawn = Image.open(io.BytesIO(_drawn(svg, width=9, height=9, missing=NO_FONT)))
    return drawn.getchannel("A").getbbox() is not None


def _is_wide(content: bytes) -> bool:
    """Whether its width fills the room of a logo before its height does."""
    root = ET.fromstring(content)  # noqa: S314 -- without entities
    sides = LENGTH.fullmatch(root.get("width", "")), LENGTH.fullmatch(root.get("height", ""))
    if sides[0] and sides[1]:
        width, height = float(sides[0][1]), float(sides[1][1])
    else:
        numbers = [float(text) for text in NUMBER.findall(root.get("viewBox", ""))]
        width, height = numbers[2:] if len(numbers) == 4 else (1.0, 1.0)
    return width * HIGHEST >= height * WIDEST


def _refuse_references(content: bytes) -> None:
    """resvg opens the files that an image names, and a parser expands entities."""
    if DECLARATION.search(content):
        raise LogoError(Fault.REFERS)
    try:
        content.decode("utf-8")
        root = ET.fromstring(content)  # noqa: S314 -- without entities, in a process with limits
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise LogoError(Fault.BROKEN) from error
    if not root.tag.endswith("}svg") and root.tag != "svg":
        raise LogoError(Fault.NO_IMAGE)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and not (
                value.strip().startswith("#") or RASTER_DATA.match(value.strip())
            ):
                raise LogoError(Fault.REFERS)


def _decoded(content: bytes) -> Image.Image:
    """The first frame, upright."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on wherever it is loaded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise LogoError(Fault.TOO_MANY_PIXELS)
        image.seek(0)
        image.load()
        return ImageOps.exif_transpose(image).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LogoError(Fault.TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise LogoError(Fault.NO_IMAGE) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what broken files raise
        raise LogoError(Fault.BROKEN) from error


def _scaled(image: Image.Image) -> Image.Image:
    """Without the empty border, and no larger than paper needs."""
    box = image.getchannel("A").getbbox()
    if box is None:  # nothing to be seen
        raise LogoError(Fault.BROKEN)
    cropped = image.crop(box)
    cropped.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    return cropped


def _stored(image: Image.Image) -> bytes:
    """As a PNG; in fewer colours, then smaller, when it is a photograph."""
    written = _png(image)
    while len(written) > MAX_STORED:
        written = _png(image.quantize(256, method=Image.Quantize.FASTOCTREE))
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))
    return written


def _png(image: Image.Image) -> bytes:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # pixels, nothing beside them
    if image.mode == "P":
        bare.putpalette(image.getpalette("RGBA") or [], "RGBA")
    file = io.BytesIO()
    bare.save(file, "PNG", optimize=True)
    return file.getvalue()

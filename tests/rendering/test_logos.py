"""Logos of anybody: what comes out is a PNG of ours, or a reason that a person understands."""

import functools
import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from rendering.logo_faults import MAX_BYTES, Fault, LogoError
from rendering.logo_process import encode_logo
from rendering.logos import HIGHEST, MAX_STORED, WIDEST, encoded

FONTS = Path("/usr/share/fonts")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def image_file(kind, size=(60, 40), *, mode="RGB", **kwargs):
    file = io.BytesIO()
    Image.new(mode, size, "#c64200").save(file, kind, **kwargs)
    return file.getvalue()


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def png_header(width, height):
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    start = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + start
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


def animated():
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("#ff0000", "#00ff00")]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return file.getvalue()


def clear():
    file = io.BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(file, "PNG")
    return file.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[0x010E] = "a description that tells too much"
    exif[0x0112] = 6  # lying on its side
    return image_file("JPEG", exif=exif)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (image_file("PNG"), (60, 40)),
        (image_file("PNG", mode="RGBA"), (60, 40)),
        (image_file("JPEG"), (60, 40)),
        (image_file("WEBP"), (60, 40)),
        (with_exif(), (40, 60)),
        (animated(), (30, 30)),
        (image_file("PNG", (4000, 400)), (WIDEST, 120)),
        (f'{SVG}viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'.encode(), (960, HIGHEST)),
        (
            f'{SVG}width="9e9" viewBox="0 0 90 20"><rect width="90" height="20"/></svg>'.encode(),
            None,
        ),
        (
            f'{SVG}width="900000" height="9000"><path d="M0 0h900000v9000H0z"/></svg>'.encode(),
            (WIDEST, 12),
        ),
    ],
)
def test_a_logo_becomes_a_bare_png_that_fits(content, size):
    made = encoded(content)

    image = opened(made)
    assert image.format == "PNG"
    assert image.info == {}
    assert b"eXIf" not in made
    assert b"too much" not in made
    if size:
        assert image.size == size


def lettered(family):
    text = f'<text y="30" font-size="30" font-family="{family}">Huismerk</text>'
    return f'{SVG}viewBox="0 0 200 40">{text}</svg>'.encode()


def on_a_machine_with(folder):
    """The process of the logos where nothing is installed but the typefaces in a folder."""
    (folder / "fonts.conf").write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>")
    return functools.partial(
        subprocess.run,
        [sys.executable, "-m", "rendering.logo_process"],
        env={"FONTCONFIG_FILE": str(folder / "fonts.conf"), "RAYON_NUM_THREADS": "1"},
        capture_output=True,
        check=False,
    )


def install(folder, weight="Regular", *, as_family="Inter"):
    font = TTFont(next(FONTS.rglob(f"Inter-{weight}.?tf")))
    for entry in font["name"].names:
        if entry.nameID in {1, 16}:
            entry.string = as_family
    font.save(folder / f"{as_family}.otf")


def test_a_typeface_that_is_not_here_becomes_one_without_serifs():
    assert (
        encoded(lettered("No Such Typeface"))
        == encoded(lettered("sans-serif"))
        == encoded(lettered("Inter"))
    )


@pytest.mark.parametrize("family", ["No Such Typeface", "No Such Typeface, serif", "monospace"])
def test_letters_are_drawn_where_inter_is_the_only_typeface(family, tmp_path):
    install(tmp_path)
    draw = on_a_machine_with(tmp_path)

    drawn = draw(input=lettered(family))

    assert drawn.stderr == b""
    assert drawn.stdout == draw(input=lettered("Inter")).stdout


def test_serifs_are_kept_where_a_typeface_with_serifs_is_installed(tmp_path):
    install(tmp_path)
    install(tmp_path, "Black", as_family="Noto Serif")
    draw = on_a_machine_with(tmp_path)

    drawn = draw(input=lettered("No Such Typeface, serif"))

    assert drawn.stdout == draw(input=lettered("Noto Serif")).stdout
    assert drawn.stdout != draw(input=lettered("No Such Typeface")).stdout


def test_letters_without_any_typeface_are_refused_with_what_to_do(tmp_path):
    refused = on_a_machine_with(tmp_path)(input=lettered("serif"))

    assert refused.stderr.decode() == Fault.NO_TYPEFACE


def test_only_the_first_frame_of_an_animation_stays():
    image = opened(encoded(animated()))

    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_a_transparent_border_goes_and_transparency_stays():
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    picture.paste((0, 55, 72, 255), (10, 20, 40, 60))
    picture.putpixel((10, 20), (0, 55, 72, 0))
    file = io.BytesIO()
    picture.save(file, "PNG")

    image = opened(encoded(file.getvalue()))

    assert image.size == (30, 40)
    assert image.convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_photograph_is_kept_small():
    noise = Image.effect_noise((1200, 480), 90).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "PNG")
    assert len(file.getvalue()) > MAX_STORED

    assert len(encoded(file.getvalue())) <= MAX_STORED


ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + f"]>{SVG}><text>&a9;</text></svg>"
)


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">',
        "<!DOCTYPE svg SYSTEM 'x.dtd'>",
        "<!DOCTYPE svg>",
    ],
)
def test_a_document_type_that_declares_nothing_is_left_out(document_type):
    drawing = f'{SVG}viewBox="0 0 200 60"><rect width="200" height="60" fill="#c64200"/></svg>'

    typed = encoded(f'<?xml version="1.0"?>\n{document_type}\n{drawing}'.encode())

    assert typed == encoded(drawing.encode())


HOSTILE = {
    "text with the name of a picture": (b"no picture at all", Fault.NO_IMAGE),
    "nothing": (b"", Fault.NO_IMAGE),
    "a gif": (image_file("GIF"), Fault.NO_IMAGE),
    "a tiff": (image_file("TIFF"), Fault.NO_IMAGE),
    "a page": (b"<html><body>x</body></html>", Fault.NO_IMAGE),
    "half a png": (image_file("PNG", (300, 300))[:200], Fault.BROKEN),
    "half a jpeg": (image_file("JPEG", (300, 300))[:500], Fault.BROKEN),
    "20,000 by 20,000": (png_header(20_000, 20_000), Fault.TOO_MANY_PIXELS),
    "nothing to be seen": (clear(), Fault.BROKEN),
    "6 MB": (b"\x89PNG\r\n\x1a\n" + b"\0" * 6_000_000, Fault.TOO_MANY_BYTES),
    "entities": (ENTITY_BOMB.encode(), Fault.REFERS),
    "a file of the server": (
        f'{SVG}viewBox="0 0 9 9"><image href="/etc/hostname" width="9" height="9"/></svg>'.encode(),
        Fault.REFERS,
    ),
    "a picture of elsewhere": (
        f'{SVG}viewBox="0 0 9 9"><image xlink:href="http://127.0.0.1:9/x.png"/></svg>'.encode(),
        Fault.REFERS,
    ),
    "a drawing in a drawing": (
        f'{SVG}viewBox="0 0 9 9"><image href="data:image/svg+xml;base64,AAAA"/></svg>'.encode(),
        Fault.REFERS,
    ),
    "half a drawing": (f"{SVG}><rect".encode(), Fault.BROKEN),
    "an empty drawing": (f'{SVG}viewBox="0 0 9 9"></svg>'.encode(), Fault.BROKEN),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_logo_is_refused_with_its_reason(name):
    content, fault = HOSTILE[name]

    with pytest.raises(LogoError) as refused:
        encoded(content)

    assert refused.value.fault is fault


def test_a_drawing_that_multiplies_itself_ends_with_a_reason():
    uses = "".join(
        f'<g id="g{n}">{f"""<use xlink:href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 12)
    )
    bomb = f'{SVG}viewBox="0 0 9 9"><defs><rect id="g0" width="9" height="9"/>{uses}</defs>'

    with pytest.raises(LogoError) as refused:
        encode_logo(f'{bomb}<use xlink:href="#g11"/></svg>'.encode())

    assert refused.value.fault in {Fault.TOO_HARD, Fault.BROKEN}


@pytest.mark.parametrize("name", ["half a png", "6 MB", "entities"])
def test_the_reason_comes_out_of_the_process(name):
    content, fault = HOSTILE[name]

    with pytest.raises(LogoError) as refused:
        encode_logo(content)

    assert refused.value.fault is fault


def test_the_process_makes_the_same_of_a_good_logo():
    content = image_file("JPEG", (90, 30))

    assert encode_logo(content) == encoded(content)


def test_the_limit_is_what_the_page_promises():
    assert MAX_BYTES == 2 * 1024 * 1024

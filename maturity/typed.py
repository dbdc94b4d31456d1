"""Text as people type, paste or send it, made one kind of text. Pure.

Everything that somebody wrote passes `plain` on its way in, and names are compared by `name_key`:
macOS and PDF spell an accent apart from its letter, office programs end a paragraph with U+2029.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
NONCHARACTERS = "\ufffe\uffff"  # no XML document may hold them
# Signs that a font draws as nothing, though Unicode calls them letters, marks or symbols.
BLANKS = {"\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufe0e", "\ufe0f"}


def plain(text: str) -> str:
    """Composed, with line feeds as its line ends, without control characters; empty where nothing
    of it can be seen. What comes out goes in again unchanged."""
    lines = LINE_ENDS.sub("\n", text)
    kept = "".join(sign for sign in lines if not is_forbidden(sign))
    return "" if all(map(_is_invisible, kept)) else unicodedata.normalize("NFC", kept)


def is_forbidden(sign: str) -> bool:
    """Whether a file of ours may not hold it: control characters but line feed and tab."""
    return sign in NONCHARACTERS or (
        sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs"}
    )


def name_key(name: str) -> str:
    """Equal for the spellings of one name: accents, capitals and spaces around it do not count."""
    return unicodedata.normalize("NFC", plain(name).strip().casefold())


def says(text: str, name: str) -> bool:
    """Whether a name stands in it whole, in whatever spelling."""
    return bool(re.search(rf"(?<!\w){re.escape(name_key(name))}(?!\w)", name_key(text)))


def _is_invisible(sign: str) -> bool:
    return sign in BLANKS or sign.isspace() or unicodedata.category(sign) in {"Cf", "Cn", "Zs"}

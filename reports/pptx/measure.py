"""How much room text takes, near enough to keep it inside its box. Plain Python, points.

The widths of reports.measure are those of Inter, which is wider than what PowerPoint takes where
Inter is missing.
"""

from reports.measure import text_width

LINE = 1.21  # of the size, as Inter is set by PowerPoint and LibreOffice


def line_count(text: str, width: float, size: float, *, is_bold: bool = False) -> int:
    """Lines that a paragraph takes; words too long for a line break anywhere."""
    space = text_width(" ", size, is_bold=is_bold)
    count, used = 1, 0.0
    for word in text.split():
        length = text_width(word, size, is_bold=is_bold)
        if used and used + space + length > width:
            count, used = count + 1, 0.0
        while length > width:
            count, length = count + 1, length - width
        used += length + (space if used else 0)
    return count


def shortened(text: str, width: float, size: float, lines: int, *, is_bold: bool = False) -> str:
    """The text as far as it fits, cut after a word and marked with an ellipsis."""
    if line_count(text, width, size, is_bold=is_bold) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if line_count(f"{text[:middle]}…", width, size, is_bold=is_bold) <= lines:
            low = middle
        else:
            high = middle - 1
    beginning = text[:low]
    whole_words = beginning.rpartition(" ")[0] if not text[low : low + 1].isspace() else beginning
    return f"{(whole_words or beginning).rstrip(' ,;:.–-')}…"

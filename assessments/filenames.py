"""What a file is called on the disk of whoever downloads it: whose it is, what it is, and when."""

from django.utils.text import slugify
from django.utils.translation import override, pgettext

from reports.formats import Format
from reports.report import About

LONGEST = 60  # letters of an organisation; some file systems stop at 255 bytes in all


def report_name(about: About, format: Format, language: str) -> str:
    return file_name(about, str(format), language, format.rpartition(".")[2])


def file_name(about: About, what: str, language: str, ending: str) -> str:
    """Safe everywhere: no space, point or sign that a system gives a meaning to."""
    owner = slugify(about.organisation or about.title, allow_unicode=True)[:LONGEST].strip("-")
    with override(language):
        parts = [owner or "kanaalkompas", slugify(_words()[what]), about.date.isoformat()]
    return "-".join(parts) + f".{ending}"


def _words() -> dict[str, str]:
    return {
        "pdf": pgettext("file name", "advisory report"),
        "docx": pgettext("file name", "advisory report"),
        "pptx": pgettext("file name", "presentation"),
        "xlsx": pgettext("file name", "figures"),
        "radar.png": pgettext("file name", "radar"),
        "radar.svg": pgettext("file name", "radar"),
        "route.png": pgettext("file name", "route"),
        "route.svg": pgettext("file name", "route"),
        "json": pgettext("file name", "answers"),
        "result.json": pgettext("file name", "figures"),
        "kit.pdf": pgettext("file name", "workshop kit"),
        "time": pgettext("file name", "comparison"),
        "units": pgettext("file name", "comparison of units"),
        "workshop.json": pgettext("file name", "workshop"),
    }

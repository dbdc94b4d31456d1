"""Configuration that would fail or leak later is reported at start, with what to do about it."""

import ctypes
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from config.holding import database_file

# As WeasyPrint looks for them: Linux, then macOS.
REPORT_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
    Path("/Library/Fonts"),
)

Apps = Sequence[AppConfig] | None


@register(Tags.security, deploy=True)
def check_https(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.HTTPS or settings.IS_LOOPBACK or settings.ROOM:
        return []
    return [
        Warning(
            "HTTPS is off while ALLOWED_HOSTS names a public host.",
            hint="Private links and answers would travel in the clear. Unset HTTPS or set it to 1.",
            id="config.W001",
        )
    ]


@register(deploy=True)
def check_mail(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_URL.scheme or settings.IS_LOOPBACK or settings.ROOM:
        return []
    return [
        Warning(
            "No mail can be sent: nobody is offered to have the private link mailed.",
            hint="Set EMAIL_URL, for example submission://user:password@mail.example.org.",
            id="config.W002",
        )
    ]


@register(Tags.caches, deploy=True)
def check_shared_cache(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.CACHE_URL or settings.WORKERS == 1:
        return []
    return [
        Warning(
            f"{settings.WORKERS} workers each count requests in a memory of their own.",
            hint="Set CACHE_URL to a Redis server, or WORKERS to 1.",
            id="config.W003",
        )
    ]


@register(Tags.security)
def check_key_file(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    path = settings.SECRET_KEY_FILE
    if not _is_open_to_others(path):
        return []
    return [
        Warning(
            f"Other users of this machine can read {path}.",
            hint="Every private link derives from it: chmod 600.",
            id="config.W004",
        )
    ]


@register(Tags.security)
def check_database_file(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """What we make is for our own user only; a file that was copied here may be open to all."""
    file = database_file()
    parts = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")] if file else []
    return [
        Warning(
            f"Other users of this machine can read {path}.",
            hint=f"It holds people's answers: chmod 600 {path}",
            id="config.W007",
        )
        for path in parts
        if _is_open_to_others(path)
    ]


@register("reports")
def check_report_libraries(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    missing = missing_packages(REPORT_LIBRARIES)
    if not missing:
        return []
    return [
        Warning(
            "Reports cannot be typeset: a system library is missing.",
            hint="On Debian: apt-get install " + " ".join(missing),
            id="config.W005",
        )
    ]


@register("reports")
def check_report_font(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if has_typeface(FONT_FOLDERS):
        return []
    return [
        Warning(
            "The typeface of the reports, Inter, is not installed.",
            hint="Reports fall back to another one. On Debian: apt-get install fonts-inter",
            id="config.W006",
        )
    ]


def missing_packages(libraries: Mapping[str, Sequence[str]]) -> list[str]:
    """Debian's names of the packages of which no library can be loaded under any of its names."""
    return [package for package, names in libraries.items() if not _can_load(names)]


def has_typeface(folders: Sequence[Path]) -> bool:
    return any(folder.is_dir() and any(folder.rglob("Inter*.[ot]tf")) for folder in folders)


def _is_open_to_others(path: Path) -> bool:
    return path.is_file() and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def _can_load(names: Sequence[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False

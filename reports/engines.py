"""The engines of Jinja, as every process that prints by one is set up. Nothing of Django."""

from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined


def blocks_engine(templates: Path) -> dict[str, Any]:
    """`templates` is the folder of all of them."""
    folder = templates / "reports" / "blocks"
    return jinja_engine("blocks", folder, "reports.templatetags.blocks.environment")


def jinja_engine(name: str, folder: Path, environment: str) -> dict[str, Any]:
    """One of Django's TEMPLATES."""
    return {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": name,
        "DIRS": [folder],
        "OPTIONS": {
            "environment": environment,
            "lstrip_blocks": True,
            "trim_blocks": True,
            "undefined": StrictUndefined,
        },
    }

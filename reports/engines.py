"""The engine that prints blocks, as every process that does so is set up. Nothing of Django."""

from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined


def blocks_engine(templates: Path) -> dict[str, Any]:
    """One of Django's TEMPLATES; `templates` is the folder of all of them."""
    return {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "blocks",
        "DIRS": [templates / "reports" / "blocks"],
        "OPTIONS": {
            "environment": "reports.templatetags.blocks.environment",
            "lstrip_blocks": True,
            "trim_blocks": True,
            "undefined": StrictUndefined,
        },
    }

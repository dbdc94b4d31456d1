"""From stored content to the frozen Definition: one read per process and published version.

A published version never changes, so what was read stays true. A process that runs while a newer
version is published keeps showing the one it knows until it starts again.
"""

from functools import cache
from threading import Lock

from maturity.building import build_definition
from maturity.definition import Definition
from maturity.models import ModelVersion
from maturity.reading import LANGUAGES, read_content

_lock = Lock()
_definitions: dict[int, dict[str, Definition]] = {}


def definition_for(model_version_id: int, language: str) -> Definition:
    """Costs no query once the process has read this version. Raises ModelVersion.DoesNotExist."""
    known = _definitions.get(model_version_id)
    if known is None:
        with _lock:
            known = _definitions.get(model_version_id) or _read(model_version_id)
    return known[language]


def published_definition(language: str) -> Definition:
    """Of the version that new assessments get."""
    return definition_for(published_version().pk, language)


@cache
def published_version() -> ModelVersion:
    """The version that was published last. Raises ModelVersion.DoesNotExist when none is loaded."""
    return ModelVersion.objects.published().latest("published_at", "version")


def forget_definitions() -> None:
    """For whoever changes what is published within one process: a command or a test."""
    with _lock:
        _definitions.clear()
    published_version.cache_clear()


def _read(model_version_id: int) -> dict[str, Definition]:
    content = read_content(model_version_id)
    definitions = {language: build_definition(content, language) for language in LANGUAGES}
    if content.version.is_published:  # a draft may still change
        _definitions[model_version_id] = definitions
    return definitions

"""plotly's own script as a static file, straight from the installed package."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder, find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

PREFIX = "plotly"
NAME = "plotly.min.js"


class PlotlyFinder(BaseFinder):
    def __init__(self, app_names: object = None, *args: Any, **kwargs: Any) -> None:
        spec = find_spec("plotly")  # where it is, without importing it
        places = list(spec.submodule_search_locations or []) if spec else []
        self.folder = Path(places[0]) / "package_data" if places else None
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        found = [str(self.folder / NAME)] if self.folder and path == f"{PREFIX}/{NAME}" else []
        if find_all:
            return found
        return found[0] if found else []

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        if self.folder:
            storage = FileSystemStorage(location=self.folder)
            storage.prefix = PREFIX  # type: ignore[attr-defined]  # read by collectstatic
            yield NAME, storage


def library_bytes() -> int:
    """What comes when the figure is asked for: compressed, where files were collected."""
    address = f"{PREFIX}/{NAME}"
    name = Path(staticfiles_storage.url(address)).name  # with its hash
    packed = Path(staticfiles_storage.path(f"{PREFIX}/{name}.gz"))
    return (packed if packed.exists() else Path(str(find(address)))).stat().st_size

"""Static files as they are served: hashed names, and compressed once, when they are collected."""

from functools import partial
from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The best, 11, takes sixteen seconds over plotly's script before a first page is served; this
# takes one, and a tenth more is sent.
QUALITY = 9


class QuickCompressor(Compressor):  # type: ignore[misc]
    compress_brotli = staticmethod(partial(brotli.compress, quality=QUALITY))


class CompressedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    def create_compressor(self, **options: Any) -> Compressor:
        return QuickCompressor(**options)

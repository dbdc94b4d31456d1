"""Files in a bucket. A server that is away costs seconds, not the minutes that boto allows."""

from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

PATIENCE = 3  # seconds, for a connection and for each answer
TRIES = 2


class BucketStorage(S3Storage):  # type: ignore[misc]  # it has no types
    def get_default_settings(self) -> dict[str, Any]:
        client = Config(
            connect_timeout=PATIENCE,
            read_timeout=PATIENCE,
            retries={"total_max_attempts": TRIES},
            s3={"addressing_style": "path"},  # as every compatible storage knows
            signature_version="s3v4",
        )
        return {
            **super().get_default_settings(),
            "client_config": client,
            "querystring_auth": False,  # nobody but this server reads the bucket
        }

"""What a job is made from, on its way through the database to a worker: packed and signed.

A pickle can do anything, so a worker opens only what a process with our key has packed.
"""

import pickle
import zlib
from io import BytesIO
from types import MappingProxyType
from typing import Any

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from reports.printed import Printed

QUICKLY = 1  # a third of the time of zlib's own choice, and a fifth larger


class Tampered(Exception):
    """Somebody else than a process of ours wrote this parcel."""


def pack(printed: Printed) -> bytes:
    parcel = BytesIO()
    _Packer(parcel, protocol=pickle.HIGHEST_PROTOCOL).dump(printed)
    return zlib.compress(parcel.getvalue(), QUICKLY)


def unpack(parcel: bytes) -> Printed:
    """Only of what was signed: see above."""
    printed = pickle.loads(zlib.decompress(parcel))  # noqa: S301 -- see above
    if not isinstance(printed, Printed):
        raise TypeError("nothing to print")
    return printed


def sign(parcel: bytes) -> str:
    return _signer().signature(parcel)


def check(parcel: bytes, signature: str) -> None:
    signer = _signer()
    for key in [signer.key, *signer.fallback_keys]:
        if constant_time_compare(signature, signer.signature(parcel, key)):
            return
    raise Tampered


def _signer() -> Signer:
    return Signer(salt="rendering.parcels")


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        """Read-only mappings, which pickle does not know, travel as plain ones."""
        return (dict, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented

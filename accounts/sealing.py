"""Text that lies in the database, and can be read with the secret key only."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

SALT = b"accounts.sealing"


def seal(text: str) -> str:
    return _sealer().encrypt(text.encode()).decode()


def unsealed(sealed: str) -> str:
    """Under the present key, or one of those before it."""
    return _sealer().decrypt(sealed.encode()).decode()


def _sealer() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(SALT + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])

"""Names for addresses: they carry no right, and tell neither how many there are nor which came
first."""

import secrets

# No letters or digits that read alike: an id is only a name, but people do type it over.
ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def make_public_id() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(10))

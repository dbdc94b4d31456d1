"""docs/formats.md promises that its example is what the program gives."""

import pytest
from django.conf import settings
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_the_example_in_the_docs_is_what_the_program_gives(tmp_path):
    made = tmp_path / "result.json"

    call_command(
        "assess",
        str(settings.BASE_DIR / "fixtures/demo/woonstichting-zeven-eiken-quick-2026.json"),
        json=str(made),
    )

    documented = settings.BASE_DIR / "docs/result-example.json"
    assert made.read_text() == documented.read_text()

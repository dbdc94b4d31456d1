"""Whole results that were worked out from the rules by others: see worked/README.md."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "worked"


@pytest.mark.parametrize("number", [f"{number:02}" for number in range(1, 11)])
def test_assess_gives_the_whole_result_that_was_worked_out(number, tmp_path):
    earlier, out = FOLDER / f"{number}-previous.json", tmp_path / "result.json"
    previous = ["--previous", str(earlier)] if earlier.exists() else []

    call_command("assess", str(FOLDER / f"{number}.json"), *previous, "--json", str(out))

    assert json.loads(out.read_text()) == json.loads((FOLDER / f"{number}-result.json").read_text())

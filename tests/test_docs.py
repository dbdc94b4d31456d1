"""The documents say what is there: their links lead somewhere, and their lists are complete."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "bench/README.md"])
COMMANDS = sorted(
    path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"
)
# What every Django app has, under the name that Django gives it.
DJANGO_NAMES = {"__init__", "apps", "urls"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_in_a_document_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text())

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_list_of_decisions_is_complete():
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"^\d+\. \[(.+)\]\((.+)\)$", (folder / "README.md").read_text(), re.M)

    heads = {path: path.read_text().splitlines()[0] for path in sorted(folder.glob("0*.md"))}

    assert listed == [(head.split(". ", 1)[1], path.name) for path, head in heads.items()]


@pytest.mark.parametrize("app", ["assessments", "reports"])
def test_every_module_is_told_what_it_is_for(app):
    told = (ROOT / "docs/architecture.md").read_text().split("## Which module is for what")[1]
    modules = {path.stem for path in (ROOT / app).glob("*.py")} - DJANGO_NAMES

    assert modules - set(re.findall(r"`(\w+)/?`", told)) == set()


def test_every_command_is_told():
    told = (ROOT / "docs/formats.md").read_text()

    assert [name for name in COMMANDS if f"`manage.py {name}" not in told] == []


def test_every_option_of_assess_is_told():
    source = (ROOT / "assessments/management/commands/assess.py").read_text()
    options = re.findall(r'"(--\w+)"', source)

    told = (ROOT / "README.md").read_text()

    assert options
    assert [option for option in options if f"`{option}" not in told] == []

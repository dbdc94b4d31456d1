"""House rules that no linter knows. Each message names the places to mend."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = [
    "accounts",
    "assessments",
    "clients",
    "config",
    "maturity",
    "rendering",
    "reports",
    "workshops",
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLE_SHEETS = sorted(chain((ROOT / "static").rglob("*.css"), (ROOT / "templates").rglob("*.css")))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
MODULES = sorted(
    path
    for path in chain.from_iterable((ROOT / app).rglob("*.py") for app in APPS)
    if "migrations" not in path.parts
)
TEST_MODULES = sorted((ROOT / "tests").rglob("*.py"))

# Django's own names for what it renders, not addresses of ours.
MACHINE_NAMESPACES = ("http://www.w3.org/",)


def place(path, number):
    return f"{path.relative_to(ROOT)}:{number}"


def lines_matching(paths, pattern):
    compiled = re.compile(pattern)
    return [
        f"{place(path, number)}: {line.strip()}"
        for path in paths
        for number, line in enumerate(without_template_comments(path), start=1)
        if compiled.search(line)
    ]


def without_template_comments(path):
    comment = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", flags=re.DOTALL)
    return comment.sub(lambda match: "\n" * match[0].count("\n"), path.read_text()).splitlines()


def without_css_comments(path):
    comment = re.compile(r"/\*.*?\*/", flags=re.DOTALL)
    return comment.sub(lambda match: "\n" * match[0].count("\n"), path.read_text()).splitlines()


def functions(paths):
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_a_function_has_at_most_40_lines():
    long = [
        f"{place(path, node.lineno)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path, node in functions(MODULES)
        if node.end_lineno - node.lineno >= 40
    ]

    assert long == []


@pytest.mark.parametrize(
    ("paths", "limit"), [(MODULES, 400), (TEMPLATES, 150)], ids=["modules", "templates"]
)
def test_a_file_stays_readable_in_one_go(paths, limit):
    long = {
        str(path.relative_to(ROOT)): length
        for path in paths
        if (length := len(path.read_text().splitlines())) > limit
    }

    assert long == {}


def test_no_line_of_a_template_or_style_sheet_is_wider_than_a_screen():
    wide = [
        f"{place(path, number)}: {len(line)} characters"
        for path in [*TEMPLATES, *STYLE_SHEETS]
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > 120
    ]

    assert wide == []


def test_a_style_sheet_has_one_declaration_a_line():
    crowded = [
        f"{place(path, number)}: {line.strip()}"
        for path in STYLE_SHEETS
        for number, line in enumerate(without_css_comments(path), start=1)
        if re.search(r"[;{}][^;{}]*\S", re.sub(r"\"[^\"]*\"|url\([^)]*\)|^\s*}", "", line))
    ]

    assert crowded == []


def test_a_name_says_what_it_is():
    vague = re.compile(r"(Manager|Helper|Processor|Handler|Util)s?$")
    names = [
        f"{place(path, node.lineno)} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and vague.search(node.name)
    ]
    files = [str(path) for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}]

    assert names + files == []


def test_no_receiver_acts_behind_the_back_of_a_caller():
    # sqlite3.connect() opens a database; every other connect() is that of a signal.
    pattern = r"@receiver\b|\bSignal\(|(?<!\bsqlite3)\.connect\("

    assert lines_matching(MODULES, pattern) == []


def test_templates_hold_no_script_style_or_handler():
    inline = (
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")"
        r"|<style|\sstyle=|\son\w+=|hx-on|javascript:"
    )

    # The stylesheet of a printed report is put into its document: it is no page under the policy.
    pages = [path for path in TEMPLATES if path.parent.name != "reports"]

    assert lines_matching(pages, inline) == []


def test_templates_escape_everything():
    assert lines_matching(TEMPLATES, r"\|\s*safe\b|\|\s*safeseq\b|autoescape off") == []


# What is made of our own parts only, and escapes whatever a person typed.
MARKUP_MADE_IN_PYTHON = {
    "reports/svg.py",  # builds SVG from elements, whose texts and attributes it escapes
}


def test_python_makes_no_unescaped_markup():
    unescaped = lines_matching(MODULES, r"\bmark_safe\b|\bSafeString\(|\b__html__\b")

    assert {line.split(":")[0] for line in unescaped} == MARKUP_MADE_IN_PYTHON


def test_nothing_is_loaded_from_elsewhere():
    found = lines_matching(
        [*TEMPLATES, *(path for path in STATIC if path.suffix in {".css", ".js", ".svg"})],
        r"(?:https?:)?//[\w-]+\.[\w.-]+",
    )

    assert [line for line in found if not any(name in line for name in MACHINE_NAMESPACES)] == []


def test_addresses_are_reversed_never_written():
    written = lines_matching(TEMPLATES, r"(?:href|action|src|hx-\w+)=\"/")
    written += lines_matching(MODULES, r"(?:redirect|HttpResponseRedirect)\(\s*[f]?\"/")
    written += lines_matching(
        [path for path in STATIC if path.suffix == ".js"], r"[\"'`]/(?:a|open|model|start)/"
    )

    assert written == []


def test_templates_compare_with_no_state():
    states = "open|finished|quick|full|unknown|not_applicable|draft|published|edit|read"

    assert lines_matching(TEMPLATES, rf"{{%\s*(?:el)?if[^%]*[!=]=\s*[\"'](?:{states})[\"']") == []


def test_python_compares_with_no_state_in_quotes():
    states = "open|finished|draft|published"

    assert lines_matching(MODULES, rf"[!=]=\s*[\"'](?:{states})[\"']") == []


def test_a_form_that_is_included_alone_gets_its_token():
    """`only` leaves it behind, and then every press of its button is refused."""
    included = re.compile(r'{%\s*include "([^"]+)"([^%]*)\bonly\s*%}')
    lacking = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in TEMPLATES
        for name, given in included.findall(path.read_text())
        if "{% csrf_token %}" in (ROOT / "templates" / name).read_text()
        and "csrf_token=" not in given
    ]

    assert lacking == []


def test_translated_blocks_are_trimmed():
    assert lines_matching(TEMPLATES, r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)") == []


def test_templates_say_translate_in_full():
    assert lines_matching(TEMPLATES, r"{%\s*(?:trans|blocktrans|endblocktrans)\b") == []


def test_tests_patch_nothing_of_ours():
    patched = lines_matching(
        TEST_MODULES, rf"(?:patch|setattr)\(\s*[\"']?(?:{'|'.join(APPS)})\b|\bmock\.patch\b"
    )

    assert patched == []


def test_every_test_checks_something():
    checks = re.compile(
        r"\bassert\b|\braises\(|assert_|\bcheck_|\bis_saved\(|\bexpect\(|check=True"
    )
    empty = [
        f"{place(path, node.lineno)} {node.name}"
        for path, node in functions(TEST_MODULES)
        if node.name.startswith("test_") and not checks.search(ast.unparse(node))
    ]

    assert empty == []

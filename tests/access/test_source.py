"""No query finds an assessment but by what the visitor holds or is a member of.

Answers are read by `gather` alone: tests/assessments/test_gathering.py looks at that.
"""

import ast

from django.conf import settings

APPS = ["accounts", "assessments", "clients", "config", "rendering", "reports", "workshops"]
FROM_THE_VISITOR = {
    "assessments/access.py",  # grants and roles become an `Access` here
    "workshops/access.py",  # of whom a browser joined as
    "clients/audit.py",  # of clients of the team whose owner asks
    "clients/desk.py",  # of clients that `Organisation.objects.of(user)` found
    "clients/comparing.py",  # of one of them, or of its units
    "clients/erasing.py",  # of one of them, and of its units
    "clients/history.py",  # of one of them
    "clients/many.py",  # of its units
    "clients/periods.py",  # of those that it is given, and their clients
    "clients/reminding.py",  # of the clients of one team, for its members
    "clients/standings.py",  # of those that the desk lists
    "clients/tasks.py",  # of those that a member listed
    "clients/told_clients.py",  # of those that it is given
    "clients/told_comparisons.py",  # of one of them, or of its units
    "clients/told_desk.py",
    "clients/packing.py",  # of one of them, and of its units
    "clients/services.py",
    "clients/views/measuring.py",
}
# Given an assessment that the visitor may write to, or a document: they find its row to write it.
WRITERS = {
    "assessments/answer_rows.py",
    "assessments/belonging.py",
    "assessments/grouping.py",
    "assessments/house_style.py",
    "assessments/importing.py",
    "assessments/services.py",
    "assessments/sharing.py",
    "workshops/facilitating.py",  # of a workshop that begins, its day
}
GIVEN = {
    "assessments/details_form.py",  # earlier rounds, by the numbers that `open_to` gave
    "assessments/reporting.py",  # the earlier round of an assessment that is open
    "assessments/views/keeping.py",  # that of the request, as it is stored
    "assessments/views/starting.py",  # none
}


def asks_for_assessments(node):
    """`Assessment.objects`, or the measurements of a client."""
    if not isinstance(node, ast.Attribute):
        return False
    is_model = isinstance(node.value, ast.Name) and node.value.id == "Assessment"
    return node.attr == "assessments" or (is_model and node.attr in {"objects", "_base_manager"})


def asking():
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if "migrations" not in path.parts and any(
                asks_for_assessments(node) for node in ast.walk(ast.parse(path.read_text()))
            ):
                yield str(path.relative_to(settings.BASE_DIR))


def test_an_assessment_is_found_by_what_the_visitor_holds():
    """Commands are run by whoever has the machine."""
    found = {path for path in asking() if "/management/commands/" not in path}

    assert found == FROM_THE_VISITOR | WRITERS | GIVEN


def test_no_page_takes_an_assessment_by_an_address_of_its_own():
    """Shortcuts of Django would find one for whoever knows its name."""
    shortcuts = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}
    used = {
        path
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if any(each in path.read_text() for each in shortcuts)
    }

    assert used == set()

"""Where a text is left: in which tables, in which files."""

from django.db import connection


def tables_with(text):
    """Every table of which a column of any row has the text."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if any(text in readable(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def readable(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode(errors="replace")
    return str(value)


def files_with(text, folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if text in path.read_text(errors="replace") + path.name]

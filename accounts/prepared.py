"""Statements that a person waits for at each page and each choice, put together once in a process.

Django puts a statement together anew each time, which takes several times as long as asking it. So
only for statements whose shape never changes; all others are left to Django.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.expressions import Col
from django.db.models.sql import UpdateQuery


class Slot(models.Expression):
    """In a query: where a value goes that differs each time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, *_: Any, **__: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class _Made:
    """By Django, for the database that is used."""

    sql: str
    params: tuple[Any, ...]
    names: list[str]  # of the columns of rows that are read
    converters: Any  # to Python's values, of columns that need it


class Prepared:
    """`rows` to read; or to write, with `changes`. Texts, numbers and moments fill the slots."""

    def __init__(self, rows: models.QuerySet[Any, Any], **changes: Slot) -> None:
        self._model = rows.model
        self._query: Any = rows.query
        if changes:
            self._query = rows.query.chain(UpdateQuery)
            self._query.add_update_values(changes)

    def write(self, **values: object) -> int:
        """How many rows there were."""
        with connection.cursor() as cursor:
            self._ask(cursor, values)
            return int(cursor.rowcount)

    def read(self, **values: object) -> Iterable[Any]:
        """Tuples, as Django's `values_list` gives them."""
        with connection.cursor() as cursor:
            self._ask(cursor, values)
            rows: Iterable[Any] = cursor.fetchall()
        convert = self._query.get_compiler(DEFAULT_DB_ALIAS).apply_converters
        return convert(rows, self._made.converters) if self._made.converters else rows

    def objects(self, **values: object) -> list[Any]:
        """Django's models, of a query without `values_list`."""
        from_db, names = self._model.from_db, self._made.names
        return [from_db(DEFAULT_DB_ALIAS, names, row) for row in self.read(**values)]

    def _ask(self, cursor: Any, values: dict[str, object]) -> None:
        to_moment = connection.ops.adapt_datetimefield_value
        filled = (
            values[each.name] if isinstance(each, Slot) else each for each in self._made.params
        )
        moments = (to_moment(each) if isinstance(each, dt.datetime) else each for each in filled)
        cursor.execute(self._made.sql, list(moments))

    @cached_property
    def _made(self) -> _Made:
        compiler = self._query.clone().get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        columns = [column for column, _, _ in getattr(compiler, "select", None) or ()]
        names = [column.target.attname for column in columns if isinstance(column, Col)]
        return _Made(sql, tuple(params), names, compiler.get_converters(columns))

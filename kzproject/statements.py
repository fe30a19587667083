"""Queries whose SQL is written once. For a small query Django takes longer to write the SQL than the database to answer
it, and a whole class gives its answers at the same moment.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet


class Statement:
    """A query by values_list that `make` builds from named values, and that differs from call to call only in these.

    `examples` gives for each name a whole number or a text that stands nowhere else in the query.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], **examples: int | str) -> None:
        self.make = make
        self.examples = examples

    @cached_property
    def written(self) -> tuple[str, list[Any], list[tuple[int, Any, Any]]]:
        """The SQL, its parameters with the examples in their places, and which columns need which converters."""
        compiler = self.make(**self.examples).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        missing = set(self.examples.values()) - set(parameters)
        if missing:
            raise ValueError(f"{missing} do not stand in the query as they were given")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        needed = [(place, found, expression) for place, (found, expression) in converters.items()]
        return sql, list(parameters), needed

    def rows(self, **values: int | str) -> list[tuple[Any, ...]]:
        """What the query finds with these values."""
        sql, parameters, converters = self.written
        given = {self.examples[name]: value for name, value in values.items()}
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(parameter, parameter) for parameter in parameters])
            found = [list(row) for row in cursor.fetchall()]
        for place, convert, expression in converters:
            for row in found:
                for step in convert:
                    row[place] = step(row[place], expression, connection)
        return [tuple(row) for row in found]

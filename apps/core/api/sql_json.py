"""JSON built by PostgreSQL: one statement an answer, no objects per row.

A QuerySet says which rows and in what order; a `JsonShape` says what JSON each
becomes. Its keys come from the answer's schema. See docs/reads.md for what that saves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F
from django.db.models import QuerySet
from django.http import HttpResponse
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from apps.core.api.pagination import Order
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import read_cursor
from apps.core.api.pagination import write_cursor
from apps.core.api.problems import not_found


@dataclass(frozen=True)
class Column:
    """Beside a field of a schema: its column, where that has another name."""

    name: str


RowId = Annotated[str, Column("uuid")]


@dataclass(frozen=True)
class JsonShape:
    """How rows become JSON: `body` is an SQL expression of type json.

    `joins` follows `FROM page`, which has `id` (the row's key) and `place` (from 1).
    Both are SQL text of ours, never of a request.
    """

    body: str
    joins: str


def json_object(schema: type[BaseModel], row: str, **expressions: str) -> str:
    """The SQL of the object that `schema` describes, from the table or alias `row`.

    A field is the column of its name, or the one beside it (`Column`). `expressions`
    holds the SQL of fields that are no column of that row.
    """
    pairs = [
        f"'{name}', {expressions.pop(name, None) or _column(field, name, row)}"
        for name, field in schema.model_fields.items()
    ]
    if expressions:
        raise TypeError(f"{schema.__name__} has no field {', '.join(expressions)}.")
    return f"json_build_object({', '.join(pairs)})"


def _column(field: FieldInfo, name: str, row: str) -> str:
    named = [each.name for each in field.metadata if isinstance(each, Column)]
    return f"{row}.{named[0] if named else name}"


def with_keys(json_object: str, **expressions: str) -> str:
    """The SQL of a `json_object` with more keys at its end."""
    more = "".join(f", '{name}', {sql}" for name, sql in expressions.items())
    return f"{json_object.removesuffix(')')}{more})"


def json_object_or_null(schema: type[BaseModel], row: str) -> str:
    """As `json_object`, of a row that an outer join may lack."""
    return f"CASE WHEN {row}.id IS NULL THEN NULL ELSE {json_object(schema, row)} END"


def json_array(item: str, rows: str, *, order: str) -> str:
    """The SQL of an array with `item` of each of `rows` (what follows FROM)."""
    return f"(SELECT coalesce(json_agg({item} ORDER BY {order}), '[]') FROM {rows})"


def json_response(
    body: str | bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    return HttpResponse(
        body, status=status, content_type="application/json", headers=headers
    )


def array_of(rows: QuerySet, shape: JsonShape) -> str:
    """The JSON array of `rows`, in their order."""
    try:
        sql, params = rows.values("id").query.sql_with_params()
    except EmptyResultSet:
        return "[]"
    return _scalar(_statement(f"SELECT id FROM ({sql}) AS found", shape), params)


def one_of(rows: QuerySet, shape: JsonShape) -> str | None:
    """The JSON object of the one row in `rows`, or None where there is none."""
    array = array_of(rows[:1], shape)
    return None if array == "[]" else array[1:-1]


def one_response(
    rows: QuerySet, shape: JsonShape, name: str, *, status: int = 200
) -> HttpResponse:
    """The answer with the one row of `rows`. Raises a 404 problem without one."""
    body = one_of(rows, shape)
    if body is None:
        raise not_found(str(rows.model._meta.verbose_name), name)
    return json_response(body, status=status)


def page_of(
    rows: QuerySet, shape: JsonShape, *, ordering: Order, page: PageQuery
) -> HttpResponse:
    """The answer `{items, count, next_cursor}` with one page of `rows`."""
    try:
        count_sql, count_params = rows.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return json_response('{"items":[],"count":0,"next_cursor":null}')
    found = ordering.annotated(rows)
    seen = read_cursor(ordering, page)
    if seen is not None:
        found = found.filter(ordering.after(*seen))
    # One row more than asked tells whether there is a next page.
    found = ordering.order(found)[page.offset : page.offset + page.limit + 1]
    keys = {f"key_{number}": F(way.by) for number, way in enumerate(ordering.ways)}
    sql, params = found.values("id", **keys).query.sql_with_params()
    columns = ", ".join(keys)
    statement = (
        f"WITH found AS MATERIALIZED ({sql}),"
        " page AS MATERIALIZED"
        f" (SELECT id, {columns}, row_number() OVER () AS place FROM found),"
        f" shown AS (SELECT {_aggregate(shape)} AS items"
        f" FROM page {shape.joins} WHERE page.place <= {page.limit})"
        f" SELECT shown.items, (SELECT count(*) FROM ({count_sql}) AS every),"
        f" (SELECT json_build_array({columns}, id) FROM page WHERE place = {page.limit}"
        f" AND EXISTS (SELECT FROM page WHERE place > {page.limit}))::text"
        " FROM shown"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (*params, *count_params))
        items, count, last = cursor.fetchone()
    following = None
    if last:
        *values, row_id = orjson.loads(last)
        following = write_cursor(ordering, values, row_id)
    return json_response(
        f'{{"items":{items},"count":{count},'
        f'"next_cursor":{orjson.dumps(following).decode()}}}'
    )


def _aggregate(shape: JsonShape) -> str:
    return f"coalesce(json_agg({shape.body} ORDER BY page.place), '[]')::text"


def _statement(found: str, shape: JsonShape) -> str:
    return (
        "WITH page AS MATERIALIZED"
        f" (SELECT id, row_number() OVER () AS place FROM ({found}) AS rows)"
        f" SELECT {_aggregate(shape)} FROM page {shape.joins}"
    )


def _scalar(sql: str, params: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        (value,) = cursor.fetchone()
    return str(value)

"""Lists of unbounded size: `{items, count, next_cursor}`, in a total order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from typing import Any

from django.core.signing import BadSignature
from django.core.signing import Signer
from django.db.models import F
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.problems import invalid_field

LARGEST_PAGE = 200
DEEPEST_OFFSET = 100_000


class PageQuery(BaseModel):
    """The parameters of a page: `page: Query[PageQuery]` in an endpoint."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50
    offset: Annotated[int, Field(ge=0, le=DEEPEST_OFFSET)] = 0
    cursor: Annotated[
        str | None,
        Field(
            max_length=600,
            description="The `next_cursor` of the previous page. Stays correct while "
            "rows are added and removed, at any depth. Can't be combined "
            "with `offset`.",
        ),
    ] = None


class PageSchema(BaseModel):
    """Base of page answers: add `items: list[…]`."""

    count: int = Field(description="Total number of rows on all pages")
    next_cursor: str | None = Field(description="Null on the last page")


@dataclass(frozen=True)
class Ordering:
    """One way to order rows: by `by`, then by id; rows without a value come last.

    `annotation` computes `by` where it is no field.
    """

    by: str
    descending: bool = False
    nullable: bool = False
    annotation: Combinable | None = None

    def annotated(self, rows: QuerySet) -> QuerySet:
        if self.annotation is None:
            return rows
        return rows.annotate(**{self.by: self.annotation})

    def order(self, rows: QuerySet) -> QuerySet:
        key = F(self.by)
        if self.descending:
            nulls = True if self.nullable else None
            return rows.order_by(key.desc(nulls_last=nulls), "-id")
        return rows.order_by(key.asc(nulls_last=None), "id")

    def after(self, value: Any, row_id: int) -> Q:
        """The rows behind the one with `value` and `row_id` in this order."""
        beyond = "lt" if self.descending else "gt"
        if value is None:
            return Q(**{f"{self.by}__isnull": True, f"id__{beyond}": row_id})
        behind = Q(**{f"{self.by}__{beyond}": value}) | Q(
            **{self.by: value, f"id__{beyond}": row_id}
        )
        if self.nullable:
            return behind | Q(**{f"{self.by}__isnull": True})
        # Says nothing new, but bounds the index scan: an OR does not.
        return behind & Q(**{f"{self.by}__{beyond}e": value})


def orderings(**ways: Ordering) -> dict[str, Ordering]:
    """`ways` by the name of the `ordering` parameter, and "-name" for the reverse."""
    both: dict[str, Ordering] = {}
    for name, way in ways.items():
        both[name] = way
        both[f"-{name}"] = Ordering(
            by=way.by,
            descending=not way.descending,
            nullable=way.nullable,
            annotation=way.annotation,
        )
    return both


def chosen(ways: Mapping[str, Ordering], name: str) -> Ordering:
    """The ordering called `name`. Raises a 422 problem that lists them all."""
    if name not in ways:
        known = ", ".join(sorted(ways, key=lambda way: (way.strip("-"), way)))
        raise invalid_field("ordering", f"Choose one of: {known}.", where="query")
    return ways[name]


def write_cursor(ordering: Ordering, value: Any, row_id: int) -> str:
    return _signer().sign_object([ordering.by, ordering.descending, value, row_id])


def read_cursor(ordering: Ordering, page: PageQuery) -> tuple[Any, int] | None:
    """(value, id) of the last row seen. Raises a 422 problem for a foreign cursor."""
    if page.cursor is None:
        return None
    if page.offset:
        raise invalid_field("cursor", "Send cursor or offset, not both.", where="query")
    try:
        by, descending, value, row_id = _signer().unsign_object(page.cursor)
    except (BadSignature, ValueError) as error:
        raise invalid_field(
            "cursor", "Invalid cursor. Start without one.", where="query"
        ) from error
    if (by, descending) != (ordering.by, ordering.descending):
        raise invalid_field(
            "cursor",
            "This cursor belongs to a different ordering. Start without one.",
            where="query",
        )
    return value, row_id


def _signer() -> Signer:
    # Signed, so that what reaches the database is always a value it gave us.
    return Signer(salt="questlog.api.cursor")

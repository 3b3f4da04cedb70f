"""Lists of unbounded size: `{items, count, next_cursor}`, in a total order."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Annotated
from typing import Any

from django.core.signing import BadSignature
from django.core.signing import Signer
from django.db.models import F
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.db.models.expressions import OrderBy
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.problems import invalid_field

LARGEST_PAGE = 200
DEEPEST_OFFSET = 100_000
# Keys that a page is ordered by, beside the id.
MOST_WAYS = 3


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
    """One way to order rows: by `by`; rows without a value come last.

    `annotation` computes `by` where it is no field.
    """

    by: str
    descending: bool = False
    nullable: bool = False
    annotation: Combinable | None = None

    @property
    def key(self) -> OrderBy:
        key = F(self.by)
        if self.descending:
            return key.desc(nulls_last=True if self.nullable else None)
        return key.asc(nulls_last=None)

    def reversed(self) -> Ordering:
        return replace(self, descending=not self.descending)

    def behind(self, value: Any, behind_its_equals: Q) -> Q:
        """The rows behind one with `value`, of those with the same value some."""
        if value is None:
            return Q(**{f"{self.by}__isnull": True}) & behind_its_equals
        beyond = "lt" if self.descending else "gt"
        behind = Q(**{f"{self.by}__{beyond}": value})
        behind |= Q(**{self.by: value}) & behind_its_equals
        if self.nullable:
            return behind | Q(**{f"{self.by}__isnull": True})
        # Says nothing new, but bounds the index scan: an OR does not.
        return behind & Q(**{f"{self.by}__{beyond}e": value})


@dataclass(frozen=True)
class Order:
    """The order of a page: by one way after the other, then by id."""

    ways: tuple[Ordering, ...]

    def annotated(self, rows: QuerySet) -> QuerySet:
        computed = {way.by: way.annotation for way in self.ways if way.annotation}
        return rows.annotate(**computed) if computed else rows

    def order(self, rows: QuerySet) -> QuerySet:
        last = "-id" if self.ways[0].descending else "id"
        return rows.order_by(*(way.key for way in self.ways), last)

    def after(self, values: Sequence[Any], row_id: int) -> Q:
        """The rows behind the one with `values` and `row_id` in this order."""
        behind = Q(**{f"id__{'lt' if self.ways[0].descending else 'gt'}": row_id})
        for way, value in reversed(list(zip(self.ways, values, strict=True))):
            behind = way.behind(value, behind)
        return behind

    @property
    def names(self) -> list[list[Any]]:
        return [[way.by, way.descending] for way in self.ways]


def orderings(**ways: Ordering) -> dict[str, Ordering]:
    """`ways` by the name of the `ordering` parameter, and "-name" for the reverse."""
    both: dict[str, Ordering] = {}
    for name, way in ways.items():
        both[name] = way
        both[f"-{name}"] = way.reversed()
    return both


def chosen(ways: Mapping[str, Ordering], names: str) -> Order:
    """The order by `names`, some of `ways` with commas between.

    Raises a 422 problem that lists them all.
    """
    found = [name.strip() for name in names.split(",")]
    if not all(name in ways for name in found):
        known = ", ".join(sorted(ways, key=lambda way: (way.strip("-"), way)))
        detail = f"Choose one of: {known}. Or several, separated by commas."
        raise invalid_field("ordering", detail, where="query")
    if len({ways[name].by for name in found}) < len(found) or len(found) > MOST_WAYS:
        detail = f"Send at most {MOST_WAYS} different ones."
        raise invalid_field("ordering", detail, where="query")
    return Order(tuple(ways[name] for name in found))


def write_cursor(order: Order, values: Sequence[Any], row_id: int) -> str:
    return _signer().sign_object([order.names, values, row_id])


def read_cursor(order: Order, page: PageQuery) -> tuple[list[Any], int] | None:
    """(values, id) of the last row seen. Raises a 422 problem for a foreign cursor."""
    if page.cursor is None:
        return None
    if page.offset:
        raise invalid_field("cursor", "Send cursor or offset, not both.", where="query")
    try:
        names, values, row_id = _signer().unsign_object(page.cursor)
    except (BadSignature, ValueError) as error:
        raise invalid_field(
            "cursor", "Invalid cursor. Start without one.", where="query"
        ) from error
    if names != order.names:
        raise invalid_field(
            "cursor",
            "This cursor belongs to a different ordering. Start without one.",
            where="query",
        )
    return values, row_id


def _signer() -> Signer:
    # Signed, so that what reaches the database is always a value it gave us.
    return Signer(salt="questlog.api.cursor")

from __future__ import annotations

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from typing import Annotated
from typing import Any
from typing import Literal

from django.utils import timezone
from django.utils.dateparse import parse_date
from ninja import Schema
from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import Field

from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Integer
from apps.core.api.strict import Name
from apps.core.api.strict import Slug
from apps.core.api.strict import cut_to

LONGEST_ACTIVITY = 500
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# Not bounded here: a position outside a list is named with what would be inside.
Position = Integer
VisibilityName = Literal["draft", "public", "private"]
TierName = Literal["S", "A", "B", "C", "D", "E", "F"]


def _end_of_day(value: Any) -> Any:
    if isinstance(value, str) and DAY.match(value) is None:
        # Pydantic would read "20200101" as seconds since 1970.
        raise ValueError("Use a date or a time: 2020-01-31, 2020-01-31T18:00:00Z.")
    day = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    return _last_moment(day) if day else value


def _last_moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _in_utc(value: datetime) -> datetime:
    """The same moment in UTC: PostgreSQL takes no offset of 16 hours or more."""
    aware = timezone.make_aware(value) if timezone.is_naive(value) else value
    try:
        return aware.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("This time is out of range.") from error


Moment = Annotated[datetime, BeforeValidator(_end_of_day), AfterValidator(_in_utc)]


# What is sent -----------------------------------------------------------------


class ListCreateSchema(Input):
    """A new list, unranked and public by default.

    `publish_at` is when a draft or private list becomes public.

    The slug defaults to one made from the name.
    """

    slug: Slug | None = None
    name: Name
    description: str = ""
    is_ranked: Bool = False
    visibility: VisibilityName = "public"
    publish_at: Moment | None = None


class ListUpdateSchema(Input):
    """The fields to change. Fields you don't send stay as they are.

    `tier_ends` has the last rank of each of the tiers S, A, B, C, D, and E of a ranked
    list; F is the rest. Send an empty array to have no tiers. `publish_at` is when a
    draft or private list becomes public, null for never.
    """

    slug: Slug = ""
    name: Name = ""
    description: str = ""
    is_ranked: Bool = True
    visibility: VisibilityName = "public"
    publish_at: Moment | None = None
    tier_ends: list[Integer] = []


class EntryCreateSchema(Input):
    """A game to add: at `position` (from 1), or at the end.

    In a ranked list, a position past the end means last, and one before 1 means first.
    In an unranked list it is kept, or the next free one if it is taken.
    """

    work_slug: str
    position: Position | None = None
    notes: str = ""


class BulkEntryCreateSchema(Input):
    entries: list[EntryCreateSchema]


class EntryUpdateSchema(Input):
    """A new position, new notes, a tier to move to the end of, or several of these.

    With a position within the tier, the entry moves there.
    """

    position: Position = 0
    notes: str = ""
    tier: TierName = "S"


class OrderSchema(Input):
    """The id of every entry of a ranked list once, first to last."""

    entries: list[str]


class ActivityQuery(BaseModel):
    limit: Annotated[
        int,
        Field(ge=1, description=f"At most {LONGEST_ACTIVITY}"),
        cut_to(LONGEST_ACTIVITY),
    ] = 50


class StandingQuery(BaseModel):
    on: Moment = Field(description="A date (its end) or an ISO 8601 time")


class ChangesQuery(BaseModel):
    since: Moment = Field(description="A date (its end) or an ISO 8601 time")
    until: Moment | None = Field(
        None, description="A date (its end) or an ISO 8601 time. Default: now"
    )


# What is answered -------------------------------------------------------------


class ListSchema(Schema):
    id: RowId
    slug: str
    name: str
    description: str
    is_ranked: bool
    entry_count: int


class EntrySchema(Schema):
    id: RowId
    work_id: str
    work_name: str
    work_slug: str
    position: int | None = None
    notes: str


class ListDetailSchema(Schema):
    id: RowId
    slug: str
    name: str
    description: str
    is_ranked: bool
    entries: list[EntrySchema]


class TierSchema(Schema):
    name: str = Field(description="S, A, B, C, D, E, or F", examples=["S"])
    entries: list[EntrySchema] = Field(description="By rank; may be empty")


class TiersSchema(Schema):
    """`tiers` is empty for a list without tiers, else it has all seven."""

    slug: str
    tier_ends: list[int] = Field(
        description="Last ranks of the tiers S, A, B, C, D, and E, as PATCH takes them",
        examples=[[2, 5, 9, 9, 9, 9]],
    )
    tiers: list[TierSchema]


class ListImageSchema(Schema):
    """A PNG whose address changes with what is in it."""

    url: str = Field(description="From the root", examples=["/media/shares/0a1b.png"])
    width: int = Field(description="Pixels", examples=[1200])
    height: int = Field(description="Pixels", examples=[630])


class BulkEntryResultSchema(Schema):
    created: int
    skipped: int
    errors: list[str]


class ListActivitySchema(Schema):
    """`metadata`: `version`, `is_ranked`, and `moves` with `from` and `to`."""

    id: RowId
    timestamp: str
    verb: str
    entries: list[str] = Field(description="Slugs of the games")
    metadata: dict[str, Any]


class PastEntrySchema(Schema):
    work_id: str
    work_name: str
    work_slug: str
    position: int | None = None


class StandingSchema(Schema):
    """The list as it was at a given time."""

    slug: str
    on: datetime
    is_ranked: bool
    entries: list[PastEntrySchema]


class RankChangeSchema(Schema):
    """`places` is how many up (positive) or down; 0 for an entry or departure."""

    work_id: str
    work_name: str
    work_slug: str
    kind: Literal["entered", "left", "up", "down", "same"]
    before: int | None = None
    after: int | None = None
    places: int


class ChangesSchema(Schema):
    """How the list differs between two times, in the order of the later one."""

    slug: str
    since: datetime
    until: datetime
    changes: list[RankChangeSchema]

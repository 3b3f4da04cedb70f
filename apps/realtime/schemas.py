from __future__ import annotations

from datetime import datetime
from typing import Annotated
from typing import Any
from uuid import UUID

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import Field

from apps.realtime.live.protocol import CURSOR
from apps.realtime.live.protocol import ResetReason
from apps.realtime.live.protocol import Since
from apps.realtime.live.protocol import Types

LARGEST_PAGE = 500
LONGEST_WAIT = 30


def _is_place(text: str) -> str:
    Since.parse(text)
    return text


def _is_place_or_empty(text: str) -> str:
    return _is_place(text) if text else text


def _are_types(text: str) -> str:
    Types.parse(text)
    return text


Place = Annotated[
    str,
    AfterValidator(_is_place),
    Field(json_schema_extra={"pattern": rf"^(?:earliest|latest|{CURSOR.pattern})$"}),
]


class ListenQuery(BaseModel):
    since: Annotated[
        Place | None,
        Field(
            description="Where to resume: `<epoch>.<sequence>` (a cursor, or the "
            "header `Questlog-Event-Position` of any read), "
            "`<sequence>`, `earliest`, or `latest`."
        ),
    ] = None
    types: Annotated[
        Annotated[str, AfterValidator(_are_types)],
        Field(
            description="Only these types, separated by commas; `*` matches "
            "anything: `questlog:list_*,questlog:playthrough_complete`."
        ),
    ] = ""
    token: Annotated[
        str | None,
        Field(
            description="One of QUESTLOG_EVENTS_TOKENS, if Questlog requires one and "
            "you can't send the header `Authorization: Bearer <token>`."
        ),
    ] = None


class FeedQuery(ListenQuery):
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 100
    wait: Annotated[
        float,
        Field(
            ge=0,
            le=LONGEST_WAIT,
            description="Seconds to wait if there is no event yet. The response "
            "comes as soon as there is one.",
        ),
    ] = 0


class StreamQuery(ListenQuery):
    named: Annotated[
        bool,
        Field(
            description="Use the event type as the name of each frame, for "
            "`addEventListener`. `onmessage` then doesn't receive them."
        ),
    ] = False


class StreamHeaders(BaseModel):
    last_event_id: Annotated[
        Annotated[str, AfterValidator(_is_place_or_empty)],
        Field(
            alias="Last-Event-ID",
            description="The `id` of the last frame received; browsers send it.",
        ),
    ] = ""


class EventSchema(BaseModel):
    """An event: the same bytes here, on Redis, and on the WebSocket."""

    type: str = Field(examples=["questlog:playthrough_complete"])
    payload: dict[str, Any]
    timestamp: datetime = Field(description="When it happened, in UTC")
    id: UUID = Field(description="The same each time the event is delivered")
    sequence: int = Field(description="Increases by one with each event")
    epoch: str = Field(description="Changes when the log is restored or lost")
    version: int = Field(description="Version of this type's payload")
    subject: str = Field(description="What it is about, such as `playthrough:42`")


class ResetSchema(BaseModel):
    """You can't resume from `since`: reload the full state."""

    reason: ResetReason
    epoch: str
    sequence: int


class FeedPage(BaseModel):
    events: list[EventSchema]
    next: str = Field(
        description="The `since` for the next request, even if `types` filtered "
        "everything out"
    )
    has_more: bool = Field(description="There are more events; ask again immediately")
    reset: ResetSchema | None

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
            description="Where to go on: `<epoch>.<sequence>` (a cursor, or the "
            "header `Questlog-Event-Position` of any read), `<sequence>`, "
            "`earliest` or `latest`."
        ),
    ] = None
    types: Annotated[
        Annotated[str, AfterValidator(_are_types)],
        Field(
            description="Only these types, separated by commas; `*` stands for "
            "anything: `questlog:list_*,questlog:playthrough_complete`."
        ),
    ] = ""
    token: Annotated[
        str | None,
        Field(
            description="One of QUESTLOG_EVENTS_TOKENS, where Questlog asks for one "
            "and no header `Authorization: Bearer <token>` can be sent."
        ),
    ] = None


class FeedQuery(ListenQuery):
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 100
    wait: Annotated[
        float,
        Field(
            ge=0,
            le=LONGEST_WAIT,
            description="Seconds to wait for an event where there is none yet; the "
            "answer comes with the event.",
        ),
    ] = 0


class StreamQuery(ListenQuery):
    named: Annotated[
        bool,
        Field(
            description="Give each frame its type as the name of its event, for "
            "`addEventListener`; `onmessage` then hears none of them."
        ),
    ] = False


class StreamHeaders(BaseModel):
    last_event_id: Annotated[
        Annotated[str, AfterValidator(_is_place_or_empty)],
        Field(
            alias="Last-Event-ID",
            description="The `id` of the last frame that arrived; browsers send it.",
        ),
    ] = ""


class EventSchema(BaseModel):
    """A fact that happened: the same bytes here, on Redis and on the WebSocket."""

    type: str = Field(examples=["questlog:playthrough_complete"])
    payload: dict[str, Any]
    timestamp: datetime = Field(description="When it happened, in UTC")
    id: UUID = Field(description="The same each time the event is delivered")
    sequence: int = Field(description="Rises by one from event to event")
    epoch: str = Field(description="Changes when the log is restored or lost")
    version: int = Field(description="Of the payload of this type")
    subject: str = Field(description="What it is about, such as `playthrough:42`")


class ResetSchema(BaseModel):
    """Going on from `since` is not possible: fetch the state anew."""

    reason: ResetReason
    epoch: str
    sequence: int


class FeedPage(BaseModel):
    events: list[EventSchema]
    next: str = Field(
        description="The `since` of the next request, also where `types` left "
        "everything out"
    )
    has_more: bool = Field(description="Ask again at once: there is more already")
    reset: ResetSchema | None

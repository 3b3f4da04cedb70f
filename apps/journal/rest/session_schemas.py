"""What `/sessions` takes and answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from typing import Literal

from pydantic import AwareDatetime
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Input
from apps.journal.models.session import LONGEST_NOTE
from apps.journal.models.session import MOST_MINUTES
from apps.journal.models.session import URL_LENGTH
from apps.journal.rest.schemas import PlayedEditionSchema
from apps.journal.rest.schemas import PlayedGameSchema
from apps.library.rest.schemas import PlatformSchema

SourceName = Literal["owner", "timer", "steam", "romm", "import"]
Day = Annotated[
    date, Field(description="In the owner’s time zone", examples=["2026-11-22"])
]
Moment = Annotated[
    AwareDatetime,
    Field(description="With its offset from UTC", examples=["2026-11-22T20:00:00Z"]),
]
Minutes = Annotated[
    int, Field(ge=1, le=MOST_MINUTES, description="Played, without pauses")
]
Note = Annotated[
    str, Field(max_length=LONGEST_NOTE, description="Only the owner can read it")
]
RecordingUrl = Annotated[
    str, Field(max_length=URL_LENGTH, description="Address of a video of it, or empty")
]
RecordingSeconds = Annotated[
    int, Field(ge=0, le=10_000_000, description="Where in the video it starts")
]


class SessionSchema(BaseModel):
    """Time that was played on one day.

    Its exact times are null where only the day is known. While it is running,
    `ended_at` and `minutes` are null: it has been played since `started_at`, less
    `paused_seconds`, and until `paused_at` if that isn't null.
    """

    id: RowId
    playthrough_id: str
    game: PlayedGameSchema
    edition: PlayedEditionSchema
    platform: PlatformSchema | None
    day: Day
    started_at: str | None
    ended_at: str | None
    minutes: int | None
    paused_at: str | None
    paused_seconds: int
    is_running: bool
    note: str | None = Field(description="Null unless you asked for private rows")
    vod_url: str
    vod_seconds: int | None
    source: SourceName
    created_at: str
    updated_at: str


class SessionPageSchema(PageSchema):
    items: list[SessionSchema]


class SessionFilters(BaseModel):
    """Parameters of `GET /sessions`; sessions match all of them."""

    game: Annotated[str | None, Field(description="Slug of a game")] = None
    playthrough: Annotated[str | None, Field(description="Id of a playthrough")] = None
    since: Annotated[date | None, Field(description="On this day, or later")] = None
    until: Annotated[date | None, Field(description="On this day, or earlier")] = None
    running: Annotated[
        bool | None, Field(description="Whether it has no end yet; at most one has")
    ] = None
    source: SourceName | None = None
    ordering: Annotated[
        str,
        Field(
            description="day, started_at, minutes, or created_at. Prefix it with - to "
            "reverse the order."
        ),
    ] = "-day"


class SessionUpdateSchema(Input):
    """Fields you don't send stay as they are.

    Send two of `started_at`, `ended_at`, and `minutes`, or `day` and `minutes`.
    """

    day: Day | None = None
    started_at: Moment | None = None
    ended_at: Moment | None = None
    minutes: Minutes | None = None
    note: Note = ""
    vod_url: RecordingUrl = ""
    vod_seconds: RecordingSeconds | None = None


class SessionCreateSchema(SessionUpdateSchema):
    """A session that is over: from when to when, or how long on which day.

    Without `day` and times it was today. Of two requests with the same `id` the second
    one answers with the session that the first one logged.
    """

    id: Annotated[
        str | None, Field(description="Your own id for it, a UUID", max_length=36)
    ] = None
    counted: Annotated[
        bool,
        Field(
            description="Whether to add the time to the hours even if the owner typed "
            "these. Otherwise only hours that come from sessions grow."
        ),
    ] = False


class SessionStartSchema(Input):
    """An empty body starts it now."""

    at: Moment | None = None


class SessionPauseSchema(Input):
    """An empty body pauses it, or goes on, now."""

    at: Moment | None = None


class SessionEndSchema(Input):
    """An empty body ends it now, or at the beginning of the pause it is in."""

    at: Moment | None = None
    note: Note = ""
    vod_url: RecordingUrl = ""
    vod_seconds: RecordingSeconds | None = None

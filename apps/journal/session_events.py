"""What happens to sessions, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class SessionPayload(Payload):
    """A session after the change."""

    work: Annotated[str, Field(description="Name of the game")]
    edition: Annotated[str, Field(description="Name of the edition")]
    platform: Annotated[str | None, Field(description="Name of the platform")]
    work_slug: Annotated[str, Field(description="Address of the game: /api/works/…")]
    cover_url: Annotated[
        str | None,
        Field(
            description="Address of a cover image: the edition's, or else the game's"
        ),
    ]
    day: Annotated[str, Field(description="The day it began, in the owner's time zone")]
    started_at: Annotated[
        str | None,
        Field(description="When it began (ISO 8601); null if only the day is known"),
    ]
    ended_at: Annotated[
        str | None, Field(description="When it ended; null while it is running")
    ]
    minutes: Annotated[
        int | None,
        Field(description="Played, without pauses; null while it is running"),
    ]
    paused_at: Annotated[
        str | None, Field(description="Since when it is paused; null if it isn't")
    ]
    paused_seconds: Annotated[
        int,
        Field(
            description="How long it was paused in all before. A clock shows the time "
            "since `started_at`, or from there to `paused_at`, less these."
        ),
    ]
    playtime_hours: Annotated[
        float | None,
        Field(description="Hours of the playthrough, with this session once it ended"),
    ]
    session_id: Annotated[
        str, Field(description="Id of the session (UUID): /api/sessions/…")
    ]
    playthrough_id: Annotated[
        str, Field(description="Id of the playthrough (UUID): /api/playthroughs/…")
    ]


class DeletedSessionPayload(Payload):
    """A session that is no more: only its id, so that you can drop it."""

    session_id: Annotated[str, Field(description="Id of the session (UUID)")]


_RUNNING = SessionPayload(
    work="Chrono Trigger",
    edition="Chrono Trigger",
    platform="Super Nintendo Entertainment System",
    work_slug="chrono-trigger",
    cover_url="https://images.igdb.com/igdb/image/upload/t_cover_big/co3plw.jpg",
    day="2026-11-22",
    started_at="2026-11-22T19:00:00+00:00",
    ended_at=None,
    minutes=None,
    paused_at=None,
    paused_seconds=0,
    playtime_hours=12.5,
    session_id="0f6f4f2e-6a63-4d1b-8f3c-5b9a1e2d3c4f",
    playthrough_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
)
_PUBLIC_ONLY = "Sessions of private playthroughs, and imported ones, send no events."


def _session(
    verb: str, *, title: str, summary: str, when: str, example: dict[str, object]
) -> EventType[SessionPayload]:
    return EventType(
        name=f"questlog:session_{verb}",
        title=title,
        summary=summary,
        when=f"{when} {_PUBLIC_ONLY}",
        payload=SessionPayload,
        subject="session",
        example=_RUNNING.model_copy(update=example),
        about="work",
    )


_OVER: dict[str, object] = {
    "ended_at": "2026-11-22T21:10:00+00:00",
    "minutes": 120,
    "paused_seconds": 600,
    "playtime_hours": 14.5,
}

SESSION_START = _session(
    "start",
    title="A session was started",
    summary="The owner started the timer: this is being played right now.",
    when="When the timer starts.",
    example={},
)
SESSION_PAUSE = _session(
    "pause",
    title="A session was paused",
    summary="The clock stands still.",
    when="When the timer is paused.",
    example={"paused_at": "2026-11-22T20:00:00+00:00"},
)
SESSION_RESUME = _session(
    "resume",
    title="A session was resumed",
    summary="The clock goes on after a pause.",
    when="When the timer goes on.",
    example={"paused_seconds": 600},
)
SESSION_END = _session(
    "end",
    title="A session ended",
    summary="The owner stopped the timer.",
    when="When the timer ends.",
    example=_OVER,
)
SESSION_LOG = _session(
    "log",
    title="A session was logged",
    summary="A session that is over was written down, maybe long after it was played.",
    when="When a session is added that didn't run on the timer.",
    example={**_OVER, "paused_seconds": 0},
)
SESSION_DELETE = EventType(
    name="questlog:session_delete",
    title="A session was deleted",
    summary="It no longer exists. Drop everything you have about it. Its earlier "
    "events are now empty.",
    when="When a session of a public playthrough is deleted. Deleting the playthrough "
    "itself sends only the playthrough's event.",
    payload=DeletedSessionPayload,
    subject="session",
    example=DeletedSessionPayload(session_id="0f6f4f2e-6a63-4d1b-8f3c-5b9a1e2d3c4f"),
    about="session_id",
    empties_past=True,
)
SESSION_EVENT_TYPES = (
    SESSION_START,
    SESSION_PAUSE,
    SESSION_RESUME,
    SESSION_END,
    SESSION_LOG,
    SESSION_DELETE,
)

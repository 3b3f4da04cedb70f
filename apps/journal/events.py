"""What happens to playthroughs, as overlays hear it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any

from pydantic import Field

from apps.core import ratings
from apps.journal.models import StatusName
from apps.journal.session_events import SESSION_EVENT_TYPES
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import FeedEntries
from apps.realtime.catalogue import FeedText
from apps.realtime.catalogue import PartialDate
from apps.realtime.catalogue import Payload


class PlaythroughPayload(Payload):
    """A playthrough after the change. The first five keys will never change."""

    work: Annotated[str, Field(description="Name of the game")]
    edition: Annotated[str, Field(description="Name of the edition")]
    platform: Annotated[str | None, Field(description="Name of the platform")]
    playtime_hours: Annotated[
        float | None, Field(description="Hours played, to one decimal place")
    ]
    rating: Annotated[
        float | None, Field(description=f"The owner's rating: {ratings.IN_WORDS}")
    ]
    work_slug: Annotated[str, Field(description="Address of the game: /api/works/…")]
    edition_slug: Annotated[
        str, Field(description="Address of the edition: /api/editions/…")
    ]
    cover_url: Annotated[
        str | None,
        Field(
            description="Address of a cover image: the edition's, or else the game's"
        ),
    ]
    status: Annotated[
        StatusName,
        Field(description="The status after the change"),
    ]
    started_at: Annotated[PartialDate | None, Field(description="When it was started")]
    completed_at: Annotated[
        PartialDate | None, Field(description="When it was completed, if known")
    ]
    playthrough_id: Annotated[
        str, Field(description="Id of the playthrough (UUID): /api/playthroughs/…")
    ]


class HiddenPlaythroughPayload(Payload):
    """A playthrough that is no longer public: only its id, so that you can drop it."""

    playthrough_id: Annotated[str, Field(description="Id of the playthrough (UUID)")]


_COMPLETED = PlaythroughPayload(
    work="Chrono Trigger",
    edition="Chrono Trigger",
    platform="Super Nintendo Entertainment System",
    playtime_hours=40.5,
    rating=5.0,
    work_slug="chrono-trigger",
    edition_slug="chrono-trigger",
    cover_url="https://images.igdb.com/igdb/image/upload/t_cover_big/co3plw.jpg",
    status="completed",
    started_at="2026-10",
    completed_at="2026-11-22",
    playthrough_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
)
_PUBLIC_ONLY = "Private playthroughs and imports send no events."


def _finished(payload: Mapping[str, Any]) -> FeedText:
    facts = [
        f"On {payload['platform']}" if payload["platform"] else "",
        f"{payload['playtime_hours']:g} h" if payload["playtime_hours"] else "",
        f"{payload['rating']:g} of 5 stars" if payload["rating"] else "",
    ]
    return FeedText(
        title=f"Finished {payload['work']}",
        summary=", ".join(filter(None, facts)),
        about="games",
        slug=payload["work_slug"],
    )


def _playthrough(
    verb: str,
    *,
    title: str,
    summary: str,
    when: str,
    example: dict[str, object],
    feed: FeedEntries | None = None,
) -> EventType[PlaythroughPayload]:
    return EventType(
        name=f"questlog:playthrough_{verb}",
        title=title,
        summary=summary,
        when=f"{when} {_PUBLIC_ONLY}",
        payload=PlaythroughPayload,
        subject="playthrough",
        example=_COMPLETED.model_copy(update=example),
        about="work",
        feed=feed,
    )


_UNFINISHED: dict[str, object] = {
    "completed_at": None,
    "rating": None,
    "playtime_hours": 12.0,
}

START = _playthrough(
    "start",
    title="A playthrough was started",
    summary="The owner started playing a game.",
    when="When a playthrough is added as playing, or a planned one is started.",
    example={**_UNFINISHED, "status": "playing", "playtime_hours": None},
)
ONGOING = _playthrough(
    "ongoing",
    title="A playthrough became ongoing",
    summary="The owner keeps playing a game that has no end.",
    when="When the status becomes ongoing.",
    example={**_UNFINISHED, "status": "ongoing", "playtime_hours": 1240.0},
)
COMPLETE = _playthrough(
    "complete",
    feed=FeedEntries(kind="completions", text=_finished),
    title="A playthrough was completed",
    summary="The owner completed a game. Time to celebrate.",
    when=(
        "When the status becomes completed. Saving a completed playthrough again "
        "sends no event; completing it, reopening it, and completing it again sends "
        "two."
    ),
    example={},
)
DROP = _playthrough(
    "drop",
    title="A playthrough was dropped",
    summary="The owner stopped playing a game, perhaps not forever.",
    when="When the status becomes dropped.",
    example={**_UNFINISHED, "status": "dropped"},
)
RESUME = _playthrough(
    "resume",
    title="A playthrough was resumed",
    summary="The owner is playing a paused, dropped, or completed game again.",
    when=(
        "When the status goes back to playing after the playthrough was started, "
        "also from ongoing."
    ),
    example={**_UNFINISHED, "status": "playing"},
)
PAUSE = _playthrough(
    "pause",
    title="A playthrough was paused",
    summary="The owner is taking a break from a game.",
    when="When the status becomes paused.",
    example={**_UNFINISHED, "status": "paused"},
)


def _end(
    verb: str, *, title: str, summary: str, when: str
) -> EventType[HiddenPlaythroughPayload]:
    return EventType(
        name=f"questlog:playthrough_{verb}",
        title=title,
        summary=(
            f"{summary} Drop everything you have about it. Its earlier events are now "
            "empty."
        ),
        when=when,
        payload=HiddenPlaythroughPayload,
        subject="playthrough",
        example=HiddenPlaythroughPayload(
            playthrough_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"
        ),
        about="playthrough_id",
        empties_past=True,
    )


HIDE = _end(
    "hide",
    title="A playthrough was made private",
    summary="Only the owner can see it from now on.",
    when="When a public playthrough is made private.",
)
DELETE = _end(
    "delete",
    title="A playthrough was deleted",
    summary="It no longer exists.",
    when="When a public playthrough is deleted. Deleting a private one sends no event.",
)
EVENT_TYPES = (
    START,
    ONGOING,
    COMPLETE,
    DROP,
    RESUME,
    PAUSE,
    HIDE,
    DELETE,
    *SESSION_EVENT_TYPES,
)

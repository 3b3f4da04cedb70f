"""What happens in Destiny 2, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

ActivityId = Annotated[
    str,
    Field(description="Id of the activity (UUID): /api/profiles/destiny/activities/…"),
]


class RaidClearPayload(Payload):
    """A raid that was finished."""

    raid: Annotated[str, Field(description="Name of the raid, without its difficulty")]
    activity_name: Annotated[str, Field(description="Its name with the difficulty")]
    character_class: Annotated[
        str, Field(description="Titan, Hunter, or Warlock; empty if unknown")
    ]
    duration_seconds: Annotated[int, Field(description="How long it took, in seconds")]
    kills: Annotated[int, Field(description="The owner's own kills")]
    deaths: Annotated[int, Field(description="The owner's own deaths")]
    assists: Annotated[int, Field(description="The owner's own assists")]
    clear_count: Annotated[
        int, Field(description="How often the raid has been cleared, this one included")
    ]
    is_fastest: Annotated[
        bool, Field(description="Whether no earlier clear of the raid was faster")
    ]
    image_url: Annotated[
        str | None, Field(description="Picture of the raid at Bungie, if known")
    ]
    started_at: Annotated[str, Field(description="When it began, as ISO 8601")]
    instance_id: Annotated[str, Field(description="Bungie's id of the activity")]
    activity_id: ActivityId


class HiddenRaidPayload(Payload):
    """A raid that is no longer public: only its id, so that you can drop it."""

    activity_id: Annotated[str, Field(description="Id of the activity (UUID)")]


_ACTIVITY_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

RAID_CLEAR = EventType(
    name="questlog:destiny_raid_clear",
    title="A raid was cleared",
    summary="A raid in Destiny 2 that a sync found finished, with time and figures.",
    when="When a sync finds a clear that is newer than everything it knew. The first "
    "sync of a character brings in its past without events, and a private profile "
    "sends none.",
    payload=RaidClearPayload,
    subject="destiny_activity",
    example=RaidClearPayload(
        raid="King’s Fall",
        activity_name="King’s Fall: Master",
        character_class="Warlock",
        duration_seconds=3541,
        kills=212,
        deaths=3,
        assists=48,
        clear_count=17,
        is_fastest=False,
        image_url="https://www.bungie.net/img/destiny_content/pgcr/raid_kings_fall.jpg",
        started_at="2026-11-22T20:49:01+00:00",
        instance_id="15432109876",
        activity_id=_ACTIVITY_ID,
    ),
    about="raid",
)
RAID_HIDE = vanishing(
    "questlog:destiny_raid_hide",
    subject="destiny_activity",
    title="A cleared raid is private now",
    summary="A raid whose clear was announced is no longer public.",
    when="When the profile turns private, once for each raid with an event.",
    example=HiddenRaidPayload(activity_id=_ACTIVITY_ID),
)
EVENT_TYPES = (RAID_CLEAR, RAID_HIDE)

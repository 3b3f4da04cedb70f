"""What happens to the owner's characters, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class LevelUpPayload(Payload):
    """The new level of a job, and the one before."""

    character: Annotated[str, Field(description="Name of the character")]
    world: Annotated[str, Field(description="Its world, as in Balmung")]
    job: Annotated[str, Field(description="Name of the job")]
    role: Annotated[
        str,
        Field(description="Tank, Healer, Melee, Ranged, Magic, Hand, Land, or Other"),
    ]
    level: Annotated[int, Field(description="The level now")]
    previous_level: Annotated[
        int, Field(description="The level before; 0 for a new job")
    ]
    is_max: Annotated[bool, Field(description="Whether it is the job's highest level")]
    profile_id: Annotated[str, Field(description="Id of the profile (UUID)")]


class AchievementPayload(Payload):
    """An achievement that was earned."""

    character: Annotated[str, Field(description="Name of the character")]
    world: Annotated[str, Field(description="Its world, as in Balmung")]
    achievement: Annotated[str, Field(description="Name of the achievement")]
    achievement_id: Annotated[int, Field(description="The game's id")]
    points: Annotated[
        int | None, Field(description="Its points; null while they are unknown")
    ]
    icon_url: Annotated[str, Field(description="Its icon; empty while unknown")]
    earned_at: Annotated[
        str | None, Field(description="When it was earned, as the Lodestone has it")
    ]
    profile_id: Annotated[str, Field(description="Id of the profile (UUID)")]


class HiddenProfilePayload(Payload):
    """A profile that is no longer public: only its id, so that you can drop it."""

    profile_id: Annotated[str, Field(description="Id of the profile (UUID)")]


_ID = "2c6f1a0e-7b34-4f0e-8d51-0a9b8c7d6e5f"
MOST_AT_ONCE = 10

LEVEL_UP = EventType(
    name="questlog:ffxiv_level_up",
    title="A job leveled up",
    summary="A job of the owner’s character has a higher level than before.",
    when="When a sync finds a higher level. Several levels between two syncs are one "
    "event. The first sync of a character and a private profile send none.",
    payload=LevelUpPayload,
    subject="profile",
    example=LevelUpPayload(
        character="Character Name",
        world="Balmung",
        job="Paladin",
        role="Tank",
        level=92,
        previous_level=90,
        is_max=False,
        profile_id=_ID,
    ),
    about="job",
)
ACHIEVEMENT = EventType(
    name="questlog:ffxiv_achievement",
    title="An achievement was earned",
    summary="The owner’s character has earned an achievement.",
    when=f"When a sync finds a new achievement: the newest {MOST_AT_ONCE} of one sync. "
    "The first sync of a character and a private profile send none.",
    payload=AchievementPayload,
    subject="profile",
    example=AchievementPayload(
        character="Character Name",
        world="Balmung",
        achievement="Mastering Magic IX",
        achievement_id=3221,
        points=10,
        icon_url="https://ffxivcollect.com/images/achievements/3221.png",
        earned_at="2025-11-18T20:15:00+00:00",
        profile_id=_ID,
    ),
    about="achievement",
)
HIDE = vanishing(
    "questlog:ffxiv_hide",
    subject="profile",
    title="The Final Fantasy XIV profile was made private",
    summary="Only the owner can see it from now on.",
    when="When a public profile is made private.",
    example=HiddenProfilePayload(profile_id=_ID),
)
EVENT_TYPES = (LEVEL_UP, ACHIEVEMENT, HIDE)

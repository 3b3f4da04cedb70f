"""What happens to the Warframe account, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class MasteryRankPayload(Payload):
    """The new mastery rank, and the one before."""

    display_name: Annotated[str, Field(description="Name of the account in the game")]
    mastery_rank: Annotated[
        int, Field(description="The rank now; from 31 on they are Legendary")
    ]
    rank_name: Annotated[str, Field(description="What the game calls it")]
    previous_rank: Annotated[int, Field(description="The rank before")]
    time_played_hours: Annotated[float, Field(description="Hours played by then")]
    profile_id: Annotated[str, Field(description="Id of the profile (UUID)")]


class HiddenProfilePayload(Payload):
    """A profile that is no longer public: only its id, so that you can drop it."""

    profile_id: Annotated[str, Field(description="Id of the profile (UUID)")]


_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

MASTERY_RANK = EventType(
    name="questlog:warframe_mastery_rank",
    title="A mastery rank was reached",
    summary="The owner’s Warframe account has a higher mastery rank than before.",
    when="When a sync finds a higher rank. A first sync, an import, and a private "
    "profile send no event.",
    payload=MasteryRankPayload,
    subject="profile",
    example=MasteryRankPayload(
        display_name="Tenno",
        mastery_rank=29,
        rank_name="Middle Master",
        previous_rank=28,
        time_played_hours=1204.5,
        profile_id=_ID,
    ),
    about="rank_name",
)
HIDE = vanishing(
    "questlog:warframe_hide",
    subject="profile",
    title="The Warframe profile was made private",
    summary="Only the owner can see it from now on.",
    when="When a public profile is made private.",
    example=HiddenProfilePayload(profile_id=_ID),
)
EVENT_TYPES = (MASTERY_RANK, HIDE)

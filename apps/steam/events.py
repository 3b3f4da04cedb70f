"""What happens at the Steam account, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

AccountId = Annotated[str, Field(description="Id of the account here (UUID)")]
_PUBLIC_ONLY = "A private account sends no event."


class SteamAchievementPayload(Payload):
    """An achievement that was unlocked, and how many the game has by now."""

    achievement: Annotated[str, Field(description="Name of the achievement")]
    description: Annotated[
        str, Field(description="What it takes; empty if Steam keeps that hidden")
    ]
    game: Annotated[str, Field(description="Name of the game at Steam")]
    app_id: Annotated[int, Field(description="Number of the game at Steam")]
    work: Annotated[
        str | None,
        Field(description="Slug of the game in the library; null if it isn’t there"),
    ]
    rarity: Annotated[
        float | None,
        Field(description="Percent of all players who have it; null if unknown"),
    ]
    icon_url: Annotated[
        str, Field(description="Its icon at Steam; empty if there isn’t one")
    ]
    unlocked_at: Annotated[
        str | None,
        Field(description="When, as ISO 8601 with time zone; null if unknown"),
    ]
    unlocked: Annotated[int, Field(description="How many of the game are unlocked now")]
    total: Annotated[int, Field(description="How many the game has")]
    achievement_id: Annotated[
        str, Field(description="Id of the achievement here (UUID)")
    ]
    account_id: AccountId


class SteamSyncedPayload(Payload):
    """What a sync with Steam has changed."""

    changes: Annotated[
        list[str],
        Field(description="What changed, each in a few words; the first 50"),
    ]
    change_count: Annotated[int, Field(description="How many changes there are")]
    synced_at: Annotated[str, Field(description="When, as ISO 8601 with time zone")]
    account_id: AccountId


class HiddenSteamAccountPayload(Payload):
    """An account that is no longer public: only its id, so that you can drop it."""

    account_id: AccountId


_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

ACHIEVEMENT = EventType(
    name="questlog:steam_achievement",
    title="An achievement was unlocked on Steam",
    summary="The owner has unlocked an achievement since the game was last looked at.",
    when="When a sync finds it; of more than ten in one game, for the ten latest. What "
    "was unlocked before the first look sends no event. " + _PUBLIC_ONLY,
    payload=SteamAchievementPayload,
    subject="steam_account",
    example=SteamAchievementPayload(
        achievement="Lambda Locator",
        description="Find all lambda caches.",
        game="Half-Life 2",
        app_id=220,
        work="half-life-2",
        rarity=4.2,
        icon_url="https://steamcdn-a.akamaihd.net/steamcommunity/public/images/apps/"
        "220/hl2_find_all_lambdas.jpg",
        unlocked_at="2026-11-22T21:49:01+00:00",
        unlocked=31,
        total=69,
        achievement_id="0b0c7f0e-6e43-4f0a-8d1c-5a52c3f3d9aa",
        account_id=_ID,
    ),
    about="achievement",
)
SYNCED = EventType(
    name="questlog:steam_synced",
    title="The Steam library was synced",
    summary="What is new at Steam, in words. Read the library again for details.",
    when="When a sync ends and has changed something. " + _PUBLIC_ONLY,
    payload=SteamSyncedPayload,
    subject="steam_account",
    example=SteamSyncedPayload(
        changes=["Hades: 2.5 h", "Hades: 2 achievements", "1 new game: Celeste"],
        change_count=3,
        synced_at="2026-11-22T22:49:01.123456+00:00",
        account_id=_ID,
    ),
    about=lambda payload: ", ".join(map(str, payload.get("changes", [])[:3])),
)
HIDE = EventType(
    name="questlog:steam_hide",
    title="The Steam library was made private",
    summary="Only the owner can see it from now on. Drop everything you have about it. "
    "Its earlier events are now empty.",
    when="When a public Steam library is made private.",
    payload=HiddenSteamAccountPayload,
    subject="steam_account",
    example=HiddenSteamAccountPayload(account_id=_ID),
    about="account_id",
    empties_past=True,
)
EVENT_TYPES = (ACHIEVEMENT, SYNCED, HIDE)

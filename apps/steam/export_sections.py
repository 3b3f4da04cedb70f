"""What of Steam is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession
from apps.steam.models import PlaytimeSnapshot
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp

SECTIONS = (
    Section(
        name="steam_accounts",
        model=SteamAccount,
        about="Steam accounts, and whether each is followed. No key is in it.",
    ),
    Section(
        name="steam_apps",
        model=SteamApp,
        about="What the accounts own at Steam. `known_games` says which games of the "
        "library they are.",
    ),
    Section(
        name="steam_achievements",
        model=SteamAchievement,
        about="Achievements of these games, unlocked or not.",
    ),
    Section(
        name="steam_playtime_snapshots",
        model=PlaytimeSnapshot,
        about="Minutes played of a game by the end of a day, where they changed.",
    ),
    Section(
        name="steam_added_times",
        model=AddedTime,
        about="Time of sessions that was added to the hours of a playthrough.",
    ),
    Section(
        name="steam_play_sessions",
        model=PlaySession,
        about="Time played between two looks at the library; `added` is the time that "
        "it was added with.",
    ),
)
LEFT_OUT: dict[str, str] = {}

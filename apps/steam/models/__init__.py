from __future__ import annotations

from apps.steam.models.account import SteamAccount
from apps.steam.models.achievement import SteamAchievement
from apps.steam.models.app import SteamApp
from apps.steam.models.playtime import AddedTime
from apps.steam.models.playtime import PlaySession
from apps.steam.models.playtime import PlaytimeSnapshot

__all__ = [
    "AddedTime",
    "PlaySession",
    "PlaytimeSnapshot",
    "SteamAccount",
    "SteamAchievement",
    "SteamApp",
]

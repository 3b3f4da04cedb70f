"""A library that was looked at twice, without asking anyone."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from apps.integrations.steam import AchievementDetails
from apps.integrations.steam import OwnedGame
from apps.integrations.steam import OwnedLibrary
from apps.integrations.steam import PlayerAchievement
from apps.steam.models import SteamAccount
from apps.steam.syncing.achievements import Details
from apps.steam.syncing.achievements import Fetched
from apps.steam.syncing.achievements import store_achievements
from apps.steam.syncing.library import store_library
from apps.steam.syncing.linking import link_games
from apps.steam.syncing.sync import end_sync
from tests.integrations.steam_server import ICONS
from tests.integrations.steam_server import ID

HADES, BRAID, TOOL, GONE = 1145360, 26800, 9, 17
KEYS = ("first", "second", "secret_third")
DAY = timedelta(days=1)


@transaction.atomic
def played_library(*, at: datetime, name: str = "Hades") -> SteamAccount:
    """Hades (linked, if the library has it) was played on two of the last days.

    Two of its three achievements are unlocked, one of them between the looks. Braid is
    new, a tool is ignored, and one game isn't shown anymore.
    """
    account, _ = SteamAccount.objects.get_or_create(steam_id=ID)
    account.follow(at=at - 9 * DAY)
    store_library(account, _library(name, 600, at - 3 * DAY), at=at - 3 * DAY)
    account.apps.get(appid=TOOL).ignore()
    link_games(account)
    unlock(account, at=at - 3 * DAY, count=1)
    gone = _library(name, 750, at - 2 * DAY, is_gone=True)
    store_library(account, gone, at=at - DAY)
    store_library(account, _library(name, 797, at, is_gone=True), at=at)
    unlock(account, at=at, count=2)
    end_sync(account, [f"{name}: 0.8 h", f"{name}: 1 achievement"], by=None)
    return account


def unlock(account: SteamAccount, *, at: datetime, count: int) -> None:
    """A look at the achievements of Hades, of which so many are unlocked."""
    app = account.apps.get(appid=HADES)
    found = [
        PlayerAchievement(key, at if n < count else None, key.title(), f"Do {key}")
        for n, key in enumerate(KEYS)
    ]
    described = {
        key: AchievementDetails(
            key, key, "", f"{ICONS}/{key}.jpg", "", key.startswith("secret")
        )
        for key in KEYS
    }
    rarity = {key: Decimal("4.2") for key in KEYS}
    store_achievements(app, Fetched(found, Details(described, rarity), 797, at))


def _library(
    name: str, minutes: int, played_at: datetime, *, is_gone: bool = False
) -> OwnedLibrary:
    last = played_at - timedelta(hours=5)
    games = [
        OwnedGame(HADES, name, minutes, 120, last, "", has_statistics=True),
        OwnedGame(BRAID, "Braid", 60, 0),
        OwnedGame(TOOL, "Toolkit", 0, 0),
        OwnedGame(GONE, "Refunded", 33, 0),
    ]
    return OwnedLibrary(games[:3] if is_gone else games, whole=True)

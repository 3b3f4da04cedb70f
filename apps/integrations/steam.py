"""Steam's Web API: the owner's library, what they played lately, who they are.

https://partner.steamgames.com/doc/webapi and https://steamcommunity.com/dev. Play times
are minutes. The key goes into the address, as Steam wants it: no message, log or page
of ours shows an address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.service import Service

KEYS_PAGE = "https://steamcommunity.com/dev/apikey"
_ICON = "https://media.steampowered.com/steamcommunity/public/images/apps/{}/{}.jpg"
_STEAM_ID = re.compile(r"7656119\d{10}")
_KEY = re.compile(r"[0-9A-Za-z]{16,64}")
# What Steam says of games played before it kept dates (seconds of 1970).
_BEFORE_DATES = 86_400
# 100,000 calls a day are allowed; bursts are not.
PACE = Pace(1.0, patience=15.0)


class SteamLibraryPrivate(RemoteRefused):
    """Steam shows the library to its owner only, whoever's key it is."""

    what_to_do_by_default = (
        "On Steam, open Edit Profile → Privacy Settings, and set “Game details” to "
        "Public. Then try again. It may take a few minutes."
    )


@dataclass(frozen=True, slots=True)
class OwnedGame:
    """A game of the library; `last_played` is None where Steam does not know it."""

    appid: int
    name: str
    minutes: int
    recent_minutes: int
    last_played: date | None


@dataclass(frozen=True, slots=True)
class RecentGame:
    """A game played in the last two weeks."""

    appid: int
    name: str
    minutes: int
    recent_minutes: int
    icon_url: str


@dataclass(frozen=True, slots=True)
class Player:
    """The owner's public profile. `state` is 0 for offline, 1 for online, …

    `game` and `game_id` are set while they play something.
    """

    name: str
    state: int
    avatar_url: str
    game: str | None
    game_id: str | None


def is_configured() -> bool:
    return bool(settings.STEAM_API_KEY and settings.STEAM_ID)


class SteamClient(RemoteClient):
    """The owner's Steam. Raises RemoteMisconfigured without STEAM_API_KEY, STEAM_ID."""

    service = "Steam"
    key = "steam"
    pace = PACE

    def __init__(self) -> None:
        self._key = settings.STEAM_API_KEY.strip()
        self._id = settings.STEAM_ID.strip()
        self._check_settings()
        super().__init__(settings.STEAM_BASE_URL, limits=Limits(read=15.0, total=30.0))

    def owned_games(self) -> list[OwnedGame]:
        """The whole library, in Steam's order.

        https://partner.steamgames.com/doc/webapi/IPlayerService#GetOwnedGames. Games
        shared by family are not in it. Raises SteamLibraryPrivate, and RemoteError for
        anything else.
        """
        found = self._ask_steam(
            "IPlayerService/GetOwnedGames/v1/",
            steamid=self._id,
            include_appinfo=1,
            include_played_free_games=1,
            skip_unvetted_apps=0,
        )
        if "game_count" not in found and "games" not in found:
            raise SteamLibraryPrivate("The Steam library is private.", service="Steam")
        return self._each(found.get("games"), _owned)

    def recently_played(self) -> list[RecentGame]:
        """What was played in the last two weeks; [] for a private profile too.

        https://partner.steamgames.com/doc/webapi/IPlayerService#GetRecentlyPlayedGames
        """
        found = self._ask_steam(
            "IPlayerService/GetRecentlyPlayedGames/v1/", steamid=self._id, count=0
        )
        return self._each(found.get("games"), _recent)

    def player(self) -> Player:
        """Who the owner is, and what they play right now.

        https://partner.steamgames.com/doc/webapi/ISteamUser#GetPlayerSummaries. Raises
        RemoteNotFound where Steam does not know STEAM_ID.
        """
        found = self._ask_steam(
            "ISteamUser/GetPlayerSummaries/v2/", steamids=self._id
        ).get("players")
        players = self._each(found, _player)
        if not players:
            raise RemoteNotFound(
                "Steam doesn't have a profile with this STEAM_ID.",
                service=self.service,
                what_to_do="Check STEAM_ID against your profile's number.",
            )
        return players[0]

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Steam's refusals are pages of HTML, with 401 or 403 for a bad key."""
        if answer.status in (401, 403):
            return RemoteUnauthorized(
                "Steam rejected the key.",
                service=self.service,
                status=answer.status,
                what_to_do=f"Check STEAM_API_KEY against {KEYS_PAGE}.",
            )
        return super().error_of(answer)

    def _check_settings(self) -> None:
        missing = [
            name
            for name, value in (
                ("STEAM_API_KEY", self._key),
                ("STEAM_ID", self._id),
            )
            if not value
        ]
        if missing:
            raise RemoteMisconfigured(
                "Steam needs a key and your profile number.",
                service=self.service,
                what_to_do=f"Get a key at {KEYS_PAGE}, "
                f"and set {' and '.join(missing)}.",
            )
        if _KEY.fullmatch(self._key) is None:
            raise RemoteMisconfigured(
                "STEAM_API_KEY isn't a valid Steam key.",
                service=self.service,
                what_to_do=f"Copy it again from {KEYS_PAGE}.",
            )
        if _STEAM_ID.fullmatch(self._id) is None:
            raise RemoteMisconfigured(
                "STEAM_ID isn't a profile number.",
                service=self.service,
                what_to_do="It has 17 digits and begins with 7656119. Steam shows it "
                "in your account details.",
            )

    def _ask_steam(self, path: str, **params: str | int) -> dict[str, Any]:
        """The `response` of an answer."""
        asked = {"key": self._key, "format": "json", **params}
        found = self.get(path, params=asked).json()
        response = found.get("response") if isinstance(found, dict) else None
        if not isinstance(response, dict):
            raise RemoteUnexpected(
                "Steam's answer doesn't contain a response.", service=self.service
            )
        return response

    def _each[Found](
        self, items: object, read: Callable[[dict[str, Any]], Found]
    ) -> list[Found]:
        """Each of `items` read; those that are not as documented are left out."""
        if items is not None and not isinstance(items, list):
            raise RemoteUnexpected(
                "Steam's answer doesn't contain the expected list.",
                service=self.service,
            )
        found = []
        for item in items or []:
            try:
                found.append(read(item))
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                continue
        return found


def _owned(item: dict[str, Any]) -> OwnedGame:
    return OwnedGame(
        appid=int(item["appid"]),
        name=_text(item["name"]),
        minutes=max(int(item.get("playtime_forever") or 0), 0),
        recent_minutes=max(int(item.get("playtime_2weeks") or 0), 0),
        last_played=_day(int(item.get("rtime_last_played") or 0)),
    )


def _recent(item: dict[str, Any]) -> RecentGame:
    appid, icon = int(item["appid"]), str(item.get("img_icon_url") or "")
    return RecentGame(
        appid=appid,
        name=_text(item["name"]),
        minutes=max(int(item.get("playtime_forever") or 0), 0),
        recent_minutes=max(int(item.get("playtime_2weeks") or 0), 0),
        icon_url=_ICON.format(appid, icon) if icon.isalnum() else "",
    )


def _player(item: dict[str, Any]) -> Player:
    return Player(
        name=_text(item["personaname"]),
        state=int(item.get("personastate") or 0),
        avatar_url=str(item.get("avatarfull") or item.get("avatar") or ""),
        game=_text(item["gameextrainfo"]) if item.get("gameextrainfo") else None,
        # A mod's has 64 bits: more than JavaScript's numbers hold.
        game_id=str(item["gameid"]) if item.get("gameid") else None,
    )


def _text(value: object) -> str:
    """A name as text: Steam has escaped some for HTML. Raises ValueError for none."""
    text = " ".join(html.unescape(str(value)).replace("\x00", "").split())
    if not text:
        raise ValueError("no name")
    return text


def _day(seconds: int) -> date | None:
    if seconds <= _BEFORE_DATES:
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def check_steam() -> str:
    """Whom the key finds. Raises RemoteError."""
    with SteamClient() as steam:
        return f"Your name there is “{steam.player().name}”."


SERVICE = Service(
    key="steam",
    name="Steam",
    purpose="The games you own and play there. Powered by Steam.",
    probe=check_steam,
    addresses=("STEAM_BASE_URL",),
    needs=("STEAM_API_KEY", "STEAM_ID"),
    keys_page=KEYS_PAGE,
    pace=PACE,
)

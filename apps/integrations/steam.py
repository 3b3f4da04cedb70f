"""Steam's Web API: the owner's library and achievements, and who they are.

https://partner.steamgames.com/doc/webapi and https://steamcommunity.com/dev. Play times
are minutes. The key goes into the address, as Steam wants it: no message, log or page
of ours shows an address.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from decimal import Decimal
from decimal import InvalidOperation
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
# What Steam's own numbers hold; an answer with more isn't read.
LARGEST_APPID = 2**32 - 1
MOST_MINUTES = 100_000_000
_LATEST = 2**32 - 1
_IMAGE = re.compile(r"https?://[^\s\"'<>]{1,480}")
_LONGEST = {"key": 200, "name": 300, "description": 2000}
# 100,000 calls a day are allowed; bursts are not.
PACE = Pace(1.0, patience=15.0)


class SteamLibraryPrivate(RemoteRefused):
    """Steam shows the library to its owner only, whoever's key it is."""

    what_to_do_by_default = (
        "On Steam, open Edit Profile → Privacy Settings, and set “Game details” to "
        "Public. Then try again. It may take a few minutes."
    )


class SteamGameWithoutAchievements(RemoteNotFound):
    """The game has none, or Steam keeps no statistics of it."""

    what_to_do_by_default = "Nothing: Steam keeps no achievements for this game."


@dataclass(frozen=True, slots=True)
class OwnedGame:
    """A game of the library; `played_at` is None where Steam does not know it."""

    appid: int
    name: str
    minutes: int
    recent_minutes: int
    played_at: datetime | None = None
    icon_url: str = ""
    # Whether Steam keeps statistics of it for all to see.
    has_statistics: bool = False

    @property
    def last_played(self) -> date | None:
        return self.played_at.date() if self.played_at else None


@dataclass(frozen=True, slots=True)
class OwnedLibrary:
    """A library as one answer had it, each game once.

    Where it is not `whole`, a game that it lacks may still be in the library: some of
    the answer could not be read, or it says itself that there are more.
    """

    games: list[OwnedGame]
    whole: bool


@dataclass(frozen=True, slots=True)
class PlayerAchievement:
    """An achievement of a game as the owner has it; None is not unlocked.

    Steam has kept the time of unlocking since 2009 only: it is 1970 before that.
    """

    key: str
    unlocked_at: datetime | None
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class AchievementDetails:
    """An achievement as its game describes it to everyone."""

    key: str
    name: str
    description: str
    icon_url: str
    locked_icon_url: str
    is_hidden: bool


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
        return self.owned_library().games

    def owned_library(self) -> OwnedLibrary:
        """As `owned_games`, and whether the answer had all of them."""
        found = self._ask_steam(
            "IPlayerService/GetOwnedGames/v1/",
            steamid=self._id,
            include_appinfo=1,
            include_played_free_games=1,
            skip_unvetted_apps=0,
        )
        if "game_count" not in found and "games" not in found:
            raise SteamLibraryPrivate("The Steam library is private.", service="Steam")
        games = self._each(found.get("games"), _owned)
        announced = found.get("game_count")
        each = {game.appid: game for game in sorted(games, key=_by_minutes)}
        return OwnedLibrary(
            # In Steam's order; of an appid that is there twice, the longer played.
            [each.pop(game.appid) for game in games if game.appid in each],
            whole=len(games) == len(found.get("games") or [])
            and (not isinstance(announced, int) or announced <= len(games)),
        )

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

    def achievements(self, appid: int) -> list[PlayerAchievement]:
        """Every achievement of a game, with when the owner unlocked it.

        https://partner.steamgames.com/doc/webapi/ISteamUserStats#GetPlayerAchievements
        Raises SteamGameWithoutAchievements, SteamLibraryPrivate, RemoteError.
        """
        found = self._ask_about(
            "ISteamUserStats/GetPlayerAchievements/v1/",
            "playerstats",
            steamid=self._id,
            appid=appid,
            l="english",
        )
        if found.get("success") is False and (error := self._refusal(found)):
            raise error
        return self._each(found.get("achievements"), _achievement)

    def achievement_details(self, appid: int) -> list[AchievementDetails]:
        """What a game says of its achievements, in its order; the same for everyone.

        https://partner.steamgames.com/doc/webapi/ISteamUserStats#GetSchemaForGame
        """
        found = self._ask_about(
            "ISteamUserStats/GetSchemaForGame/v2/", "game", appid=appid, l="english"
        ).get("availableGameStats")
        stats = found if isinstance(found, dict) else {}
        return self._each(stats.get("achievements"), _details)

    def achievement_rarity(self, appid: int) -> dict[str, Decimal]:
        """How many percent of all players have each achievement, by its key.

        https://partner.steamgames.com/doc/webapi/ISteamUserStats#GetGlobalAchievementPercentagesForApp
        """
        found = self._ask_about(
            "ISteamUserStats/GetGlobalAchievementPercentagesForApp/v2/",
            "achievementpercentages",
            gameid=appid,
        )
        return dict(self._each(found.get("achievements"), _rarity))

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Steam refuses a key with a page of HTML, what it doesn't show with JSON."""
        if answer.status in (400, 403) and (error := self._refusal(_stats_of(answer))):
            return error
        is_json = "json" in answer.headers.get("content-type", "")
        if answer.status == 401 or (answer.status == 403 and not is_json):
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

    def _refusal(self, stats: dict[str, Any]) -> RemoteError | None:
        """Why Steam shows no achievements, by the words that it has for that."""
        said = str(stats.get("error") or "").casefold()
        if "not public" in said:
            return SteamLibraryPrivate(
                "Steam doesn't show your achievements.", service=self.service
            )
        if "no stats" in said:
            return SteamGameWithoutAchievements(
                "Steam has no achievements of this game.", service=self.service
            )
        return None

    def _ask_steam(self, path: str, **params: str | int) -> dict[str, Any]:
        """The `response` of an answer."""
        return self._ask_about(path, "response", **params)

    def _ask_about(self, path: str, part: str, **params: str | int) -> dict[str, Any]:
        """What an answer has under `part`."""
        asked = {"key": self._key, "format": "json", **params}
        found = self.get(path, params=asked).json()
        response = found.get(part) if isinstance(found, dict) else None
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
    appid, icon = int(item["appid"]), str(item.get("img_icon_url") or "")
    if not 0 < appid <= LARGEST_APPID:
        raise ValueError("no appid")
    return OwnedGame(
        appid=appid,
        name=_text(item["name"]),
        minutes=_minutes(item.get("playtime_forever")),
        recent_minutes=_minutes(item.get("playtime_2weeks")),
        played_at=_moment(int(item.get("rtime_last_played") or 0)),
        icon_url=_ICON.format(appid, icon) if icon.isalnum() else "",
        has_statistics=item.get("has_community_visible_stats") is True,
    )


def _by_minutes(game: OwnedGame) -> int:
    return game.minutes


def _minutes(value: object) -> int:
    minutes = int(value or 0)  # type: ignore[call-overload]
    if minutes > MOST_MINUTES:
        raise ValueError("no time that anyone has played")
    return max(minutes, 0)


def _achievement(item: dict[str, Any]) -> PlayerAchievement:
    key = str(item["apiname"])
    seconds = int(item.get("unlocktime") or 0)
    is_unlocked = bool(int(item.get("achieved") or 0))
    if not 0 < len(key) <= _LONGEST["key"] or not 0 <= seconds <= _LATEST:
        raise ValueError("no achievement")
    return PlayerAchievement(
        key=_clean(key, "key"),
        unlocked_at=datetime.fromtimestamp(seconds, UTC) if is_unlocked else None,
        name=_clean(item.get("name"), "name"),
        description=_clean(item.get("description"), "description"),
    )


def _details(item: dict[str, Any]) -> AchievementDetails:
    return AchievementDetails(
        key=_clean(_text(item["name"]), "key"),
        name=_clean(item.get("displayName"), "name"),
        description=_clean(item.get("description"), "description"),
        icon_url=_image(item.get("icon")),
        locked_icon_url=_image(item.get("icongray")),
        is_hidden=bool(int(item.get("hidden") or 0)),
    )


def _rarity(item: dict[str, Any]) -> tuple[str, Decimal]:
    """Steam has sent the number as a number and as text."""
    try:
        percent = Decimal(str(item["percent"]))
    except InvalidOperation as error:
        raise ValueError("no number") from error
    if not 0 <= percent <= 100:
        raise ValueError("no percentage")
    return str(item["name"]), percent.quantize(Decimal("0.1"))


def _clean(value: object, what: str) -> str:
    """Text as it is stored: Steam's, on one line, of a bounded length."""
    text = html.unescape(str(value or "")).replace("\x00", "")
    return " ".join(text.split())[: _LONGEST[what]]


def _image(value: object) -> str:
    text = str(value or "")
    return text if _IMAGE.fullmatch(text) else ""


def _stats_of(answer: Answer) -> dict[str, Any]:
    """The `playerstats` of a refusal, if it is JSON."""
    try:
        stats = json.loads(answer.body)["playerstats"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return {}
    return stats if isinstance(stats, dict) else {}


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


def _moment(seconds: int) -> datetime | None:
    if seconds <= _BEFORE_DATES:
        return None
    return datetime.fromtimestamp(seconds, UTC)


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

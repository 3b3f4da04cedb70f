"""Steam's Web API, played by a server on this machine."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

import orjson
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

KEY = "0123456789ABCDEF0123456789ABCDEF"
ID = "76561190000000001"
OWNED = "/IPlayerService/GetOwnedGames/v1/"
RECENT = "/IPlayerService/GetRecentlyPlayedGames/v1/"
PLAYERS = "/ISteamUser/GetPlayerSummaries/v2/"
ACHIEVEMENTS = "/ISteamUserStats/GetPlayerAchievements/v1/"
DETAILS = "/ISteamUserStats/GetSchemaForGame/v2/"
RARITY = "/ISteamUserStats/GetGlobalAchievementPercentagesForApp/v2/"
ICONS = "https://steamcdn-a.akamaihd.net/steamcommunity/public/images/apps"
DENIED = Response(
    "<html><head><title>Unauthorized</title></head><body>Access is denied. Retrying "
    "will not help. Please verify your <pre>key=</pre> parameter.</body></html>",
    403,
    content_type="text/html",
)


def game(appid: int, name: str, minutes: int = 0, **more: Any) -> dict[str, Any]:
    """A game of the library, with the keys that Steam sends."""
    return {
        "appid": appid,
        "name": name,
        "playtime_forever": minutes,
        "img_icon_url": "fcfb366051782b8ebf2aa297f3b746395858cb62",
        "playtime_windows_forever": minutes,
        "playtime_mac_forever": 0,
        "playtime_linux_forever": 0,
        "playtime_deck_forever": 0,
        "rtime_last_played": 0,
        "content_descriptorids": [2, 5],
        "playtime_disconnected": 0,
        **more,
    }


class SteamServer:
    """Answers as Steam does, to the right key only; `requests` are those it got."""

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self._http = http
        self.games: list[dict[str, Any]] | None = []
        self.recent: list[dict[str, Any]] | None = []
        self.players: list[dict[str, Any]] = []
        # By appid, the achievements that the owner has, and all that there are.
        self.unlocked: dict[int, dict[str, int]] = {}
        self.achievements: dict[int, list[str]] = {}
        self.hides_achievements = False
        # Called with the number of each request, before it is answered.
        self.before_each: Callable[[int], None] = lambda number: None
        self.requests: list[Request] = []
        self._next: list[Response] = []
        settings.STEAM_BASE_URL = http.url_for("/").rstrip("/")
        settings.STEAM_API_KEY = KEY
        settings.STEAM_ID = ID
        for path, answer in (
            (OWNED, self._owned),
            (RECENT, self._recent),
            (PLAYERS, self._players),
            (ACHIEVEMENTS, self._achievements),
            (DETAILS, self._details),
            (RARITY, self._rarity),
        ):
            http.expect_request(path).respond_with_handler(self._guarded(answer))

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever is asked."""
        self._next.extend(answers)

    def _guarded(self, answer: Any) -> Any:
        def respond(request: Request) -> Response:
            self.requests.append(request)
            self.before_each(len(self.requests))
            if self._next:
                return self._next.pop(0)
            if request.args.get("key") != KEY:
                return DENIED
            found = answer(request)
            return found if isinstance(found, Response) else _json({"response": found})

        return respond

    def _owned(self, request: Request) -> dict[str, Any]:
        assert request.args["include_appinfo"] == "1"
        return _listed("game_count", self.games, request.args["steamid"] == ID)

    def _recent(self, request: Request) -> dict[str, Any]:
        return _listed("total_count", self.recent, request.args["steamid"] == ID)

    def _players(self, request: Request) -> dict[str, Any]:
        asked = request.args["steamids"].split(",")
        return {"players": [p for p in self.players if p["steamid"] in asked]}

    def _achievements(self, request: Request) -> Response:
        appid = int(request.args["appid"])
        if self.hides_achievements:
            return _refusal(403, "Profile is not public")
        if appid not in self.achievements:
            return _refusal(400, "Requested app has no stats")
        times = self.unlocked.get(appid, {})
        rows = [
            {
                "apiname": key,
                "achieved": int(key in times),
                "unlocktime": times.get(key, 0),
                "name": key.replace("_", " ").title(),
                "description": f"How to get {key}",
            }
            for key in self.achievements[appid]
        ]
        stats = {"steamID": ID, "gameName": "?", "achievements": rows, "success": True}
        return _json({"playerstats": stats})

    def _details(self, request: Request) -> Response:
        appid = int(request.args["appid"])
        rows = [
            {
                "name": key,
                "defaultvalue": 0,
                "displayName": key.replace("_", " ").title(),
                "hidden": int(key.startswith("secret")),
                "icon": f"{ICONS}/{appid}/{key}.jpg",
                "icongray": f"{ICONS}/{appid}/{key}_gray.jpg",
            }
            for key in self.achievements[appid]
        ]
        game = {"gameName": "?", "availableGameStats": {"achievements": rows}}
        return _json({"game": game})

    def _rarity(self, request: Request) -> Response:
        keys = self.achievements[int(request.args["gameid"])]
        # Steam has sent them as text since 2024.
        rows = [{"name": key, "percent": f"{4.24 + n}"} for n, key in enumerate(keys)]
        return _json({"achievementpercentages": {"achievements": rows}})


def player(**more: Any) -> dict[str, Any]:
    return {
        "steamid": ID,
        "communityvisibilitystate": 3,
        "profilestate": 1,
        "personaname": "Frog",
        "avatar": "https://avatars.example/small.jpg",
        "avatarfull": "https://avatars.example/full.jpg",
        "personastate": 1,
        **more,
    }


def _listed(
    count: str, games: Sequence[dict[str, Any]] | None, is_known: bool
) -> dict[str, Any]:
    if games is None or not is_known:  # private
        return {}
    return {count: len(games), **({"games": list(games)} if games else {})}


def _json(value: object, status: int = 200) -> Response:
    kind = "application/json; charset=UTF-8"
    return Response(orjson.dumps(value), status, content_type=kind)


def _refusal(status: int, why: str) -> Response:
    return _json({"playerstats": {"error": why, "success": False}}, status)

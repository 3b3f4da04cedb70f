"""`/igdb`, `/steam`: what remote services have that the library has not.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query
from ninja import Router

from apps.core.api.auth import reads
from apps.core.api.strict import ignores_unknown
from apps.integrations.http.response_cache import kept
from apps.integrations.http.shared_redis import key
from apps.integrations.igdb.lookup import look_up
from apps.integrations.problems import ASKS_A_SERVICE
from apps.integrations.schemas import IGDBGameSchema
from apps.integrations.schemas import IGDBSearchQuery
from apps.integrations.schemas import IGDBSearchResponse
from apps.integrations.schemas import SteamPlayerSchema
from apps.integrations.schemas import SteamRecentGameSchema
from apps.integrations.schemas import SteamRecentQuery
from apps.integrations.steam import SteamClient

router = Router(tags=["integrations"])

# Overlays ask every few seconds; Steam itself is slower to notice a change.
PLAYER_SECONDS = 30
RECENT_SECONDS = 5 * 60


@router.get(
    "/igdb/search",
    auth=reads(),
    response=IGDBSearchResponse,
    openapi_extra=ASKS_A_SERVICE,
)
@ignores_unknown
def search_igdb(
    request: HttpRequest, query: Query[IGDBSearchQuery]
) -> IGDBSearchResponse:
    """IGDB games that match `q`, best match first. Data from IGDB.com.

    Finds misspelled titles, abbreviations, and names from other regions. Results are
    cached for ten minutes. Without a token, thirty new searches a minute are allowed.
    If IGDB isn't set up, a 503 says what to set.
    """
    games = look_up(query.q, is_stranger=not request.user.is_authenticated)
    return IGDBSearchResponse(
        results=[IGDBGameSchema.of(game) for game in games[: query.limit]]
    )


@router.get(
    "/steam/player",
    auth=reads(),
    response=SteamPlayerSchema,
    openapi_extra=ASKS_A_SERVICE,
)
@ignores_unknown
def steam_player(request: HttpRequest) -> Any:
    """The owner's Steam profile and what they are playing now. Powered by Steam.

    Cached for half a minute. `personaState`: 0 offline, 1 online, 2 busy, 3 away,
    4 snooze. If Steam isn't set up, a 503 says what to set.
    """

    def ask() -> dict[str, Any]:
        with SteamClient() as steam:
            return SteamPlayerSchema.of(steam.player()).model_dump()

    return kept(_steam_key("player"), seconds=PLAYER_SECONDS, get=ask)


@router.get(
    "/steam/recent",
    auth=reads(),
    response=list[SteamRecentGameSchema],
    openapi_extra=ASKS_A_SERVICE,
)
@ignores_unknown
def steam_recent(request: HttpRequest, query: Query[SteamRecentQuery]) -> Any:
    """What the owner played on Steam in the last two weeks. Powered by Steam.

    Most played first, times in minutes, cached for five minutes. A private profile
    returns nothing. If Steam isn't set up, a 503 says what to set.
    """

    def ask() -> list[dict[str, Any]]:
        with SteamClient() as steam:
            found = steam.recently_played()
        found.sort(key=lambda game: (-game.recent_minutes, game.appid))
        return [SteamRecentGameSchema.of(game).model_dump() for game in found]

    games = kept(_steam_key("recent"), seconds=RECENT_SECONDS, get=ask)
    return games[: query.count]


def _steam_key(what: str) -> str:
    """Where an answer is kept; another account's is another answer."""
    return key("steam", what, settings.STEAM_ID)

"""Which game of the library each game at Steam is; none is ever made here."""

from __future__ import annotations

from typing import cast

from django.db import connection

from apps.imports.matching.known_games import remember_new_games
from apps.imports.matching.match import LibraryIndex
from apps.integrations.igdb.rows import Source
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.models.app import SERVICE

# Steam's numbers in what IGDB said of games (and of editions, with their game).
IGDB_SAYS = """
SELECT shop.value ->> 'uid', min(rows.game) FROM (
    SELECT id AS game, igdb_data -> 'external_games' AS shops FROM library_game
    UNION ALL
    SELECT game_id, igdb_data -> 'external_games' FROM library_edition
) AS rows
CROSS JOIN LATERAL jsonb_array_elements(
    CASE WHEN jsonb_typeof(rows.shops) = 'array' THEN rows.shops ELSE '[]' END
) AS shop
WHERE shop.value ->> 'external_game_source' = %s AND shop.value ->> 'uid' = ANY(%s)
GROUP BY 1
"""


def link_games(account: SteamAccount) -> int:
    """Link what is known for sure: by Steam's number at IGDB, or by the very name.

    How many were linked. What is only similar waits on the page of new games.
    """
    unsettled = list(account.apps.unsettled().order_by("pk"))
    if not unsettled:
        return 0
    by_number = _at_igdb([app.appid for app in unsettled])
    library = LibraryIndex.load()
    found = {}
    for app in unsettled:
        game = by_number.get(str(app.appid)) or _of_this_name(app, library)
        if game is not None:
            found[str(app.appid)] = game
    remember_new_games(SERVICE, found)
    return len(found)


def _at_igdb(appids: list[int]) -> dict[str, int]:
    with connection.cursor() as cursor:
        numbers = [str(appid) for appid in appids]
        cursor.execute(IGDB_SAYS, [str(int(Source.STEAM)), numbers])
        return dict(cursor.fetchall())


def _of_this_name(app: SteamApp, library: LibraryIndex) -> int | None:
    found = library.matcher.match_name(app.name)
    if found.kind != "exact" or found.candidate is None:
        return None
    return cast("int", found.candidate.id)

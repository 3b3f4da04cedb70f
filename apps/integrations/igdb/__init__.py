"""IGDB: games, their editions, covers and dates.

    with IgdbClient() as igdb:
        igdb.games([1020, 1942])            # whole games, `.data` is all that came
        igdb.editions_of([1020])            # ports, remasters … by the game's id
        igdb.times_to_beat([1942])          # seconds
        igdb.games_of_shop(Source.STEAM, ["570"])
        search_games(igdb, "FF7", year=1997)         # candidates, best first
        search_many(igdb, [Wanted("Chrono Chross"), …])
    image_url(game.cover.image_id, "720p")

`client`, `search`, `rows`, `images`. Errors are those of
`apps.integrations.http.errors`.
"""

from __future__ import annotations

"""Searches of strangers and of people who type: remembered a while, and counted.

IGDB allows four requests a second for all of Questlog. Without Redis nothing is
remembered or counted, and the pace alone protects it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from apps.core.text import normalise
from apps.integrations.errors import RemoteRateLimited
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import read_rows
from apps.integrations.igdb.search import search_games
from apps.integrations.kept import kept
from apps.integrations.shared import SharedMemoryAway
from apps.integrations.shared import ask
from apps.integrations.shared import key

REMEMBERED_SECONDS = 10 * 60
MOST_RESULTS = 50
# New searches by people without a login, all of them together.
STRANGERS_A_MINUTE = 30


def look_up(text: str, *, is_stranger: bool) -> list[IgdbGame]:
    """At most MOST_RESULTS games that `text` may mean, the likeliest first.

    Raises:
        RemoteRateLimited: strangers have searched for much this minute.
        RemoteError: IGDB cannot be asked.
    """

    def search() -> list[dict[str, Any]]:
        with IgdbClient() as igdb:
            if is_stranger:
                _count_stranger()
            found = search_games(igdb, text, limit=MOST_RESULTS)
        return [candidate.game.data for candidate in found.candidates]

    name = key("igdb", "lookup", sha256(normalise(text).encode()).hexdigest()[:32])
    return read_rows(IgdbGame, kept(name, seconds=REMEMBERED_SECONDS, get=search))


def _count_stranger() -> None:
    name = key("igdb", "strangers")
    try:
        count, _, left = ask(
            lambda server: (
                server.pipeline()
                .incr(name)
                .expire(name, 60, nx=True)
                .ttl(name)
                .execute()
            )
        )
    except SharedMemoryAway:
        return
    if count > STRANGERS_A_MINUTE:
        raise RemoteRateLimited(
            "Too many searches without a login this minute.",
            service="IGDB",
            wait_seconds=max(1, left),
            what_to_do="Wait a minute, or send a token: Authorization: Bearer <token>.",
        )

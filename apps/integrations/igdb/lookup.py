"""Searches of strangers and of people who type: remembered a while, and counted.

IGDB allows four requests a second for all of Questlog. Without Redis nothing is
remembered or counted, and the pace alone protects it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson

from apps.core.text import normalise
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.response_cache import keep
from apps.integrations.http.response_cache import kept
from apps.integrations.http.response_cache import recall
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import key
from apps.integrations.http.shared_redis import redis_call
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import Source
from apps.integrations.igdb.rows import read_rows
from apps.integrations.igdb.search import search_games
from apps.integrations.twitch import TwitchClient

REMEMBERED_SECONDS = 10 * 60
MOST_RESULTS = 50
# New searches by people without a login, all of them together.
STRANGERS_A_MINUTE = 30
# Which game a category is changes hardly ever; a new game gets one, though.
CATEGORY_SECONDS = 60 * 60
AWAY_SECONDS = 60
LONGEST_CATEGORY = 20


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


def igdb_id_of_category(category: str, *, is_stranger: bool) -> int | None:
    """The IGDB id of the game that a category on Twitch is; None for no game.

    Twitch knows itself; IGDB is asked for what it does not. Remembered for an hour, and
    a failure for a minute: overlays ask every few seconds.

    Raises:
        RemoteRateLimited: strangers have asked for much this minute.
        RemoteError: they cannot be asked.
    """
    if not category.isascii() or not category.isdecimal():
        return None
    if len(category) > LONGEST_CATEGORY:
        return None
    away = key("twitch", "category", category, "away")
    if (why := recall(away)) is not None:
        raise RemoteUnavailable(orjson.loads(why), service="Twitch")

    def find() -> int | None:
        if is_stranger:
            _count_stranger()
        try:
            return _igdb_id_of_category(category)
        except RemoteError as error:
            keep(away, error.message, seconds=AWAY_SECONDS)
            raise

    name = key("twitch", "category", category)
    found = kept(name, seconds=CATEGORY_SECONDS, get=find)
    return int(found) if found is not None else None


def _igdb_id_of_category(category: str) -> int | None:
    with TwitchClient() as twitch:
        known = twitch.categories([category]).get(category)
    if known is not None:
        return known.igdb_id
    with IgdbClient() as igdb:
        return igdb.games_of_shop(Source.TWITCH, [category]).get(category)


def _count_stranger() -> None:
    name = key("igdb", "strangers")
    try:
        count, _, left = redis_call(
            lambda server: (
                server.pipeline()
                .incr(name)
                .expire(name, 60, nx=True)
                .ttl(name)
                .execute()
            )
        )
    except RedisUnavailable:
        return
    if count > STRANGERS_A_MINUTE:
        raise RemoteRateLimited(
            "Too many searches without a token in the last minute.",
            service="IGDB",
            wait_seconds=max(1, left),
            what_to_do="Wait a minute, or send a token: Authorization: Bearer <token>.",
        )

"""IGDB v4: games and what belongs to them. https://api-docs.igdb.com/"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.igdb.apicalypse import MOST_ROWS
from apps.integrations.igdb.apicalypse import Query
from apps.integrations.igdb.apicalypse import all_of
from apps.integrations.igdb.apicalypse import among
from apps.integrations.igdb.apicalypse import any_of
from apps.integrations.igdb.apicalypse import more_than
from apps.integrations.igdb.fields import FOUND_GAME
from apps.integrations.igdb.fields import WHOLE_GAME
from apps.integrations.igdb.rows import ExternalGame
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import Source
from apps.integrations.igdb.rows import TimeToBeat
from apps.integrations.igdb.rows import read_rows
from apps.integrations.service import Service
from apps.integrations.twitch import APPS_PAGE
from apps.integrations.twitch import KEYS
from apps.integrations.twitch import TwitchSession
from apps.integrations.twitch import app_token

MOST_QUERIES = 10
# IGDB takes 32 KB.
MOST_BYTES = 31_000
# It says only that it was too much.
WAIT_AFTER_TOO_MANY = 1.5
# Whole games are 20 to 50 KB each, and an answer is 10 MB at most.
WHOLE_GAMES_AT_ONCE = 100

type Rows = list[dict[str, Any]]


class IgdbClient(TwitchSession):
    """Use it as a context manager. Raises RemoteMisconfigured without keys.

    All processes together ask every 250 ms at most, and eight things at once.
    """

    service = "IGDB"
    key = "igdb"
    pace = Pace(interval=0.25, places=8)

    def __init__(self) -> None:
        super().__init__(settings.IGDB_BASE_URL, limits=Limits(read=60.0, total=75.0))

    def games(self, ids: Iterable[int]) -> list[IgdbGame]:
        """Whole games, in the order of `ids`; unknown ids are missing."""
        wanted = list(dict.fromkeys(ids))
        rows = self._of_each(wanted, WHOLE_GAMES_AT_ONCE, _whole_games)
        found = {game.id: game for game in read_rows(IgdbGame, rows)}
        return [found[each] for each in wanted if each in found]

    def games_changed_since(
        self, ids: Iterable[int], moment: datetime
    ) -> list[IgdbGame]:
        """Those of the games that IGDB has changed after `moment`, whole."""
        since = int(moment.timestamp())

        def changed(chunk: Sequence[int]) -> Query:
            return Query(
                endpoint="games",
                where=all_of(among("id", chunk), more_than("updated_at", since)),
            )

        rows = self._of_each(list(dict.fromkeys(ids)), MOST_ROWS, changed)
        return self.games(row["id"] for row in rows if isinstance(row.get("id"), int))

    def updated_at(self, ids: Iterable[int]) -> dict[int, int]:
        """When IGDB has changed games, in Unix seconds, by id; unknown ids are missing.

        One request for 500 games, to find out which ones to ask for.
        """

        def stamps(chunk: Sequence[int]) -> Query:
            return Query(
                endpoint="games", fields=("updated_at",), where=among("id", chunk)
            )

        rows = self._of_each(list(dict.fromkeys(ids)), MOST_ROWS, stamps)
        return {row.id: row.updated_at or 0 for row in read_rows(IgdbGame, rows)}

    def editions_of(self, game_ids: Iterable[int]) -> dict[int, list[IgdbGame]]:
        """The editions, ports, remasters and remakes of games, by the game's id.

        Oldest first. Games without any are missing.
        """

        def editions(chunk: Sequence[int]) -> Query:
            of_parent = all_of(among("parent_game", chunk), _is_edition())
            return Query(
                endpoint="games",
                fields=FOUND_GAME,
                where=any_of(among("version_parent", chunk), f"({of_parent})"),
            )

        # A game has five on average: a hundred games fill an answer.
        rows = self._of_each(list(dict.fromkeys(game_ids)), 100, editions)
        found: dict[int, list[IgdbGame]] = {}
        for game in read_rows(IgdbGame, rows):
            parent = game.version_parent or game.parent_game
            if parent is not None:
                found.setdefault(parent.id, []).append(game)
        for games in found.values():
            games.sort(key=lambda game: (game.first_release_date or 0, game.id))
        return found

    def times_to_beat(self, game_ids: Iterable[int]) -> dict[int, TimeToBeat]:
        """How long games take, by the game's id; most small games are missing."""

        def times(chunk: Sequence[int]) -> Query:
            return Query(
                endpoint="game_time_to_beats",
                fields=("game_id", "hastily", "normally", "completely", "count"),
                where=among("game_id", chunk),
            )

        rows = self._of_each(list(dict.fromkeys(game_ids)), MOST_ROWS, times)
        return {each.game_id: each for each in read_rows(TimeToBeat, rows)}

    def games_of_shop(self, source: Source, uids: Iterable[str]) -> dict[str, int]:
        """IGDB's game ids by the ids of a shop: Steam's appids, Twitch's categories.

        Where a shop's id belongs to several games, a main game is taken, and of those
        the one with the lowest id. Unknown ones are missing.
        """

        def externals(chunk: Sequence[str]) -> Query:
            return Query(
                endpoint="external_games",
                fields=("uid", "game.id", "game.game_type"),
                where=all_of(
                    f"external_game_source = {int(source)}", among("uid", chunk)
                ),
            )

        # Each may have several rows, and a cut answer would not say so.
        rows = self._of_each(list(dict.fromkeys(uids)), MOST_ROWS // 2, externals)
        best: dict[str, tuple[bool, int]] = {}
        for row in rows:
            game = row.get("game")
            kind = game.get("game_type") if isinstance(game, dict) else None
            for external in read_rows(ExternalGame, [row]):
                if external.game is not None:
                    choice = (kind != GameType.MAIN_GAME, external.game)
                    best[external.uid] = min(best.get(external.uid, choice), choice)
        return {uid: game_id for uid, (_, game_id) in best.items()}

    def kinds_of_games(self) -> dict[int, str]:
        """IGDB's table of game types: {0: "Main Game", …}."""
        rows = self.rows(Query(endpoint="game_types", fields=("id", "type")))
        return {int(row["id"]): str(row.get("type", "")) for row in rows}

    def rows(self, query: Query) -> Rows:
        """The answer to one question, as it comes."""
        answer = self._ask_igdb(query.endpoint, query.body()).json()
        if not isinstance(answer, list):
            raise self._unexpected("sent something other than rows")
        return [row for row in answer if isinstance(row, dict)]

    def count(self, endpoint: str, where: str = "") -> int:
        """How many rows of `endpoint` there are with this condition."""
        answer = self._ask_igdb(f"{endpoint}/count", f"where {where};" if where else "")
        found = answer.json()
        if not isinstance(found, dict) or not isinstance(found.get("count"), int):
            raise self._unexpected("sent something other than a count")
        return int(found["count"])

    def multiquery(self, queries: Mapping[str, Query]) -> dict[str, Rows]:
        """The answers to at most ten questions, by their names, in one request."""
        if not 1 <= len(queries) <= MOST_QUERIES:
            raise ValueError(f"A multiquery has 1 to {MOST_QUERIES} queries.")
        body = "\n".join(query.named(name) for name, query in queries.items())
        answer = self._ask_igdb("multiquery", body).json()
        if not isinstance(answer, list):
            raise self._unexpected("sent something other than results")
        found = {
            part.get("name"): part.get("result")
            for part in answer
            if isinstance(part, dict)
        }
        return {
            name: [row for row in found.get(name) or [] if isinstance(row, dict)]
            for name in queries
        }

    def answers(self, queries: Sequence[Query]) -> list[Rows]:
        """The answers to any number of questions, in as few requests as possible."""
        found: list[Rows] = []
        for packed in _packed(queries):
            named = {f"q{place}": query for place, query in enumerate(packed)}
            found += self.multiquery(named).values()
        return found

    def error_of(self, answer: Answer) -> RemoteError | None:
        """IGDB says what is wrong as a list, an object or plain text."""
        status = answer.status
        if 200 <= status < 300:
            return None
        error = super().error_of(answer)
        said = _said(answer)
        kind: type[RemoteError] | None = {
            404: RemoteNotFound,
            408: RemoteTimeout,
            413: RemoteTooLarge,
        }.get(status)
        if kind is None and isinstance(error, RemoteUnauthorized):
            kind = RemoteUnauthorized
        if kind is None and type(error) is RemoteRefused:
            kind = RemoteRefused
        if kind is not None and said:
            error = kind(f"IGDB: {said}", service=self.service, status=status)
        if error is not None and status == 408:
            error.may_pass = True
        if isinstance(error, RemoteRateLimited) and error.wait_seconds is None:
            error.wait_seconds = WAIT_AFTER_TOO_MANY
        return error

    def _ask_igdb(self, path: str, body: str) -> Answer:
        # A question changes nothing: it may be asked again.
        return self.send(path, content=body.encode(), may_repeat=True)

    def _of_each[Id: (int, str)](
        self, ids: Sequence[Id], size: int, query_for: Callable[[Sequence[Id]], Query]
    ) -> Rows:
        """The rows of all chunks of `ids`; a chunk is halved where it is too large."""
        rows: Rows = []
        for chunk in batched(ids, size, strict=False):
            try:
                rows += self.rows(query_for(chunk))
            except RemoteTooLarge:
                if len(chunk) == 1:
                    raise
                rows += self._of_each(chunk, (len(chunk) + 1) // 2, query_for)
        return rows


def _whole_games(ids: Collection[int]) -> Query:
    return Query(endpoint="games", fields=WHOLE_GAME, where=among("id", ids))


def _is_edition() -> str:
    kinds = (
        GameType.REMAKE,
        GameType.REMASTER,
        GameType.EXPANDED_GAME,
        GameType.PORT,
    )
    return among("game_type", map(int, kinds))


def _packed(queries: Sequence[Query]) -> Iterable[list[Query]]:
    """`queries` in as few multiqueries as their number and their length allow."""
    packed: list[Query] = []
    size = 0
    for query in queries:
        length = len(query.named("q0").encode()) + 1
        if packed and (len(packed) == MOST_QUERIES or size + length > MOST_BYTES):
            yield packed
            packed, size = [], 0
        packed.append(query)
        size += length
    if packed:
        yield packed


def _said(answer: Answer) -> str:
    """What IGDB says about an error, in whichever of its three ways; "" for HTML."""
    try:
        found = answer.json()
    except RemoteNotJson:
        text = answer.body[:300].decode("utf-8", "replace").strip()
        return "" if text.startswith("<") else text[:200]
    if isinstance(found, list):
        found = found[0] if found else None
    if not isinstance(found, dict):
        return ""
    for name in ("cause", "details", "message", "title"):
        if found.get(name):
            return str(found[name])[:200]
    return ""


def check_igdb() -> str:
    """Whether IGDB answers, and has the kinds of games that Questlog knows.

    Raises RemoteError.
    """
    with IgdbClient() as igdb:
        kinds = igdb.kinds_of_games()
    new = [name for number, name in kinds.items() if number not in set(GameType)]
    return (
        f"It has types of games that this Questlog doesn't know: {', '.join(new)}."
        if new
        else f"It has {len(kinds)} types of games."
    )


SERVICE = Service(
    key="igdb",
    name="IGDB",
    purpose="Game data: names, editions, covers, and dates. Data from IGDB.com.",
    probe=check_igdb,
    addresses=("IGDB_BASE_URL",),
    needs=KEYS,
    keys_page=APPS_PAGE,
    pace=IgdbClient.pace,
    token=app_token,
)

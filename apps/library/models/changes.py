"""Which games changed, and in what: compared with the database, not with instances.

All that is changed of a game within `track_game_changes` is one change of it: its own
fields, genres, platforms, and editions. Whatever saves or deletes one of these opens it
by itself, and joins the one that is open already. `signals.py` records the event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from typing import Any
from typing import Literal

import orjson
from django.apps import apps
from django.db import connection
from django.db import models
from django.db import transaction
from django.dispatch import Signal

from apps.core.api.sql_json import json_array
from apps.realtime.catalogue import are_events_suppressed

type State = dict[str, Any]
type Part = Literal["own", "genres", "platforms", "editions"]

ALL_PARTS: tuple[Part, ...] = ("own", "genres", "platforms", "editions")
_PLATFORM = (
    "json_build_object('id', p.uuid, 'name', p.name, 'slug', p.slug,"
    " 'abbreviation', p.abbreviation)"
)
_EDITION = (
    "'id', e.uuid, 'name', e.name, 'slug', e.slug, 'edition_type', e.edition_type"
)
_EDITIONS = "library_edition e WHERE e.game_id = g.id"
_EDITION_PLATFORMS = json_array(
    _PLATFORM,
    "library_edition_platforms ep JOIN library_platform p ON p.id = ep.platform_id"
    " WHERE ep.edition_id = e.id",
    order="p.sort_key, p.id",
)
# What of a game's own fields is not compared as it is: long texts are by digest.
_OWN_EXPRESSIONS = {
    "franchise": "CASE WHEN f.id IS NULL THEN NULL ELSE"
    " json_build_object('id', f.uuid, 'name', f.name, 'slug', f.slug) END",
    "aliases": "to_json(g.aliases)",
    "summary": "md5(g.summary)",
}


@cache
def game_parts() -> dict[Part, str]:
    """All that the site shows of a game g with its franchise f, by what is changed
    together: the pairs of a JSON object, as SQL."""
    return {"own": _own_fields(), **_RELATED_PARTS}


def _own_fields() -> str:
    game: Any = apps.get_model("library", "Game")
    fields = [game._meta.get_field(name) for name in game.field_table.edited]
    columns = {
        field.name: _OWN_EXPRESSIONS.get(field.name, f"g.{field.column}")
        for field in fields
        if not field.many_to_many
    }
    return ", ".join(
        f"'{name}', {value}" for name, value in {"id": "g.uuid", **columns}.items()
    )


_RELATED_PARTS: dict[Part, str] = {
    "genres": "'genres', "
    + json_array(
        "json_build_object('id', ge.uuid, 'name', ge.name, 'slug', ge.slug,"
        " 'is_primary', gg.is_primary)",
        "library_gamegenre gg JOIN library_genre ge ON ge.id = gg.genre_id"
        " WHERE gg.game_id = g.id",
        order="gg.is_primary DESC, ge.sort_key, ge.id",
    ),
    "platforms": "'platforms', "
    + json_array(
        _PLATFORM,
        "library_game_platforms gp JOIN library_platform p ON p.id = gp.platform_id"
        " WHERE gp.game_id = g.id",
        order="p.sort_key, p.id",
    ),
    "editions": "'editions', "
    + json_array(
        f"json_build_object({_EDITION}, 'release_date', e.release_date,"
        " 'cover_url', e.cover_url, 'uploaded_cover', e.uploaded_cover_id,"
        " 'igdb_id', e.igdb_id,"
        " 'twitch_category_id', e.twitch_category_id,"
        f" 'summary', md5(e.summary), 'platforms', {_EDITION_PLATFORMS})",
        _EDITIONS,
        order="e.id",
    ),
}
# Enough to tell of editions that did not change.
EDITIONS_IN_SHORT: dict[Part, str] = {
    "editions": "'editions', "
    + json_array(f"json_build_object({_EDITION})", _EDITIONS, order="e.id")
}
# The lock makes those who change a game wait for each other, so that its versions
# and its events come in the order of their commits.
READ = """
SELECT g.id, g.version, {fields}
FROM library_game g LEFT JOIN library_franchise f ON f.id = g.franchise_id
WHERE g.id = ANY(%s) ORDER BY g.id FOR NO KEY UPDATE OF g
"""
# Compares, counts and reads what the event says, in one: each statement costs a save
# its time. What was not there before (null) differs.
RAISE_VERSIONS = """
UPDATE library_game g SET version = g.version + 1
FROM unnest(%s::bigint[], %s::text[]) AS was (id, state)
JOIN library_game c ON c.id = was.id
LEFT JOIN library_franchise f ON f.id = c.franchise_id
WHERE g.id = was.id AND ({state}) IS DISTINCT FROM was.state
RETURNING g.id, g.version, {fields}
"""


@dataclass(frozen=True, kw_only=True)
class GameChange:
    """What a game was, as far as it was touched (None: it is new), and what it is."""

    before: State | None
    after: State
    version: int

    @property
    def fields(self) -> list[str]:
        """The names of what differs; none for a new game."""
        before = self.before or {}
        return [key for key in self.after if key in before and self._differs(key)]

    def _differs(self, key: str) -> bool:
        return bool(self.before and self.before[key] != self.after[key])


# Sent with `changes`, a list of GameChange, in the transaction that made them.
games_changed = Signal()


@dataclass
class _Before:
    """What was noted of a game: each touched part as PostgreSQL writes it."""

    version: int
    parts: dict[Part, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        return _merged(self.parts.values())


class ChangeTracker:
    """The games that are being changed, each as it was before."""

    def __init__(self) -> None:
        # Only the parts that are touched: each costs a save its time. None is new.
        self._before: dict[int, _Before | None] = {}

    def note(self, *games: int | None, part: Part) -> None:
        """Note this part of the games as it is, before it is changed."""
        unknown = {pk for pk in games if pk is not None and self._lacks(pk, part)}
        if not unknown:
            return
        for pk, version, text in _read_parts(unknown, [part]):
            before = self._before.setdefault(pk, _Before(version))
            if before is not None:
                before.parts[part] = text

    def _lacks(self, game: int, part: Part) -> bool:
        if game not in self._before:
            return True
        before = self._before[game]
        return before is not None and part not in before.parts

    def note_new(self, game: int) -> None:
        """Note that this game is new, unless it was noted before."""
        self._before.setdefault(game, None)

    def version_of(self, game: int) -> int:
        """Of a noted game, as it is stored: an instance may be out of date."""
        before = self._before.get(game)
        return before.version if before else 0

    def end(self) -> None:
        """Send those that differ now; a deletion has an event of its own."""
        alike: dict[tuple[Part, ...], list[int]] = defaultdict(list)
        for pk, before in self._before.items():
            touched = before.parts if before else ()
            alike[tuple(part for part in ALL_PARTS if part in touched)].append(pk)
        changes = [
            change
            for parts, games in alike.items()
            for change in self._changes(games, parts)
        ]
        if changes:
            changes.sort(key=lambda change: change[0])
            games_changed.send(
                sender=ChangeTracker, changes=[change for _, change in changes]
            )

    def _changes(
        self, games: list[int], parts: tuple[Part, ...]
    ) -> Iterator[tuple[int, GameChange]]:
        befores = [self._before[pk] for pk in games]
        texts = [
            "".join(before.parts[part] for part in parts) if before else None
            for before in befores
        ]
        state = " || ".join(map(_json_of, parts)) or "''"
        shown = {**game_parts(), **({} if "editions" in parts else EDITIONS_IN_SHORT)}
        query = RAISE_VERSIONS.format(
            state=state, fields=f"json_build_object({', '.join(shown.values())})::text"
        )
        with connection.cursor() as cursor:
            cursor.execute(query, [games, texts])
            rows = cursor.fetchall()
        for pk, version, after in rows:
            before = self._before[pk]
            yield (
                pk,
                GameChange(
                    before=before.state if before else None,
                    after=orjson.loads(after),
                    version=version,
                ),
            )


_tracker: ContextVar[ChangeTracker | None] = ContextVar("tracker", default=None)


@contextmanager
def track_game_changes() -> Iterator[ChangeTracker]:
    """A transaction in which all that changes of a game is one change of it.

    Within another one it belongs to that.
    """
    outer = _tracker.get()
    with transaction.atomic():
        if outer is not None:
            yield outer
            return
        tracker = ChangeTracker()
        token = _tracker.set(tracker)
        try:
            yield tracker
            tracker.end()
        finally:
            _tracker.reset(token)


def current_tracker() -> ChangeTracker | None:
    """That of the `track_game_changes` we are in, if we are."""
    return _tracker.get()


@contextmanager
def track_deletion(games_by_part: Mapping[Part, Iterable[int]]) -> Iterator[None]:
    """A transaction in which rows of these games are deleted, as one change each."""
    if are_events_suppressed():
        yield
        return
    with track_game_changes() as tracker:
        for part, games in games_by_part.items():
            tracker.note(*games, part=part)
        yield


class PartQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that are shown as a part of games, whose deletion changes those games.

    What goes along with its game is not deleted through here: the event of the game's
    deletion includes it.
    """

    def games_by_part(self) -> Mapping[Part, Iterable[int]]:
        """The games that show one of these rows."""
        raise NotImplementedError

    def delete(self) -> tuple[int, dict[str, int]]:
        with track_deletion(self.games_by_part()):
            return super().delete()

    # As Django's: never by a manager, for all rows there are.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


def read_states(games: Collection[int]) -> list[tuple[int, int, State]]:
    """Key, version and state of each of these games, which stay locked."""
    rows = _read_parts(games, ALL_PARTS)
    return [(pk, version, _merged(texts)) for pk, version, *texts in rows]


def _read_parts(games: Collection[int], parts: Iterable[Part]) -> list[Any]:
    """Key, version and each of the parts as a text."""
    query = READ.format(fields=", ".join(map(_json_of, parts)))
    with connection.cursor() as cursor:
        cursor.execute(query, [list(games)])
        return list(cursor.fetchall())


def _json_of(part: Part) -> str:
    return f"json_build_object({game_parts()[part]})::text"


def _merged(texts: Iterable[str]) -> State:
    return {key: value for text in texts for key, value in orjson.loads(text).items()}

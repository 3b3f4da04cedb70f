"""Which games changed, and in what: compared with the database, not with instances.

All that is changed of a game within `one_change` is one change of it: its own fields,
genres, platforms and editions. `signals.py` turns it into an event.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from typing import Literal

import orjson
from django.db import connection
from django.db import transaction
from django.dispatch import Signal

from apps.library.shapes import GAME_PARTS

type State = dict[str, Any]
type Part = Literal["own", "genres", "platforms", "editions"]

ALL_PARTS: tuple[Part, ...] = ("own", "genres", "platforms", "editions")
# The lock makes those who change a game wait for each other, so that its versions
# and its events come in the order of their commits.
READ = """
SELECT g.id, g.version, json_build_object('id', g.uuid, {fields})::text
FROM library_game g LEFT JOIN library_franchise f ON f.id = g.franchise_id
WHERE g.id = ANY(%s) ORDER BY g.id FOR NO KEY UPDATE OF g
"""
RAISE = """
WITH raised AS (
    UPDATE library_game SET version = version + 1 WHERE id = ANY(%s)
    RETURNING id, version
)
SELECT g.id, raised.version, json_build_object('id', g.uuid, {fields})::text
FROM raised JOIN library_game g ON g.id = raised.id
LEFT JOIN library_franchise f ON f.id = g.franchise_id ORDER BY g.id
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


class Gathering:
    """The games that are being changed, each as it was before."""

    def __init__(self) -> None:
        # Only the parts that are touched: each costs a save its time.
        self._before: dict[int, State | None] = {}
        self._parts: dict[int, set[Part]] = {}
        self._versions: dict[int, int] = {}

    def begin(self, *games: int | None, part: Part) -> None:
        """Note this part of the games as it is, before it is changed."""
        unknown = {
            pk
            for pk in games
            if pk is not None
            and part not in self._parts.get(pk, ())
            and self._before.get(pk, {}) is not None
        }
        if not unknown:
            return
        for pk, version, state in read_states(unknown, parts=[part]):
            self._parts.setdefault(pk, set()).add(part)
            self._before[pk] = {**(self._before.get(pk) or {}), **state}
            self._versions[pk] = version

    def begin_new(self, game: int) -> None:
        """Note that this game is new, unless it was noted before."""
        self._before.setdefault(game, None)

    def version_of(self, game: int) -> int:
        """Of a noted game, as it is stored: an instance may be out of date."""
        return self._versions.get(game, 0)

    def end(self) -> None:
        """Tell of those that differ now."""
        changed = [pk for pk, before in self._before.items() if before is None]
        known = [pk for pk in self._before if pk not in changed]
        if known:
            parts = set().union(*self._parts.values())
            # Who was deleted meanwhile has told so.
            changed += [
                pk
                for pk, _, after in read_states(known, parts=parts)
                if GameChange(before=self._before[pk], after=after, version=0).fields
            ]
        if changed:
            rows = _read(RAISE, changed, ALL_PARTS)
            games_changed.send(
                sender=Gathering,
                changes=[
                    GameChange(before=self._before[pk], after=state, version=version)
                    for pk, version, state in rows
                ],
            )


_gathering: ContextVar[Gathering | None] = ContextVar("gathering", default=None)


@contextmanager
def one_change() -> Iterator[Gathering]:
    """A transaction in which all that changes of a game is one change of it.

    Within another one it belongs to that.
    """
    outer = _gathering.get()
    with transaction.atomic():
        if outer is not None:
            yield outer
            return
        gathering = Gathering()
        token = _gathering.set(gathering)
        try:
            yield gathering
            gathering.end()
        finally:
            _gathering.reset(token)


def current_gathering() -> Gathering | None:
    """That of the `one_change` we are in, if we are."""
    return _gathering.get()


def read_states(
    games: Collection[int], *, parts: Iterable[Part] = ALL_PARTS
) -> list[tuple[int, int, State]]:
    """Key, version and state of each of these games, which stay locked."""
    return _read(READ, games, parts)


def _read(
    query: str, games: Collection[int], parts: Iterable[Part]
) -> list[tuple[int, int, State]]:
    wanted = set(parts)
    fields = ", ".join(sql for part, sql in GAME_PARTS.items() if part in wanted)
    with connection.cursor() as cursor:
        cursor.execute(query.format(fields=fields), [list(games)])
        rows = cursor.fetchall()
    return [(pk, version, orjson.loads(state)) for pk, version, state in rows]

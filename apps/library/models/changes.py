"""Which games changed, and in what: compared with the database, not with instances.

All that is changed of a game within `one_change` is one change of it: its fields,
genres, platforms and editions. `signals.py` turns it into an event.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.db import transaction
from django.dispatch import Signal

from apps.library.shapes import GAME_STATE

type State = dict[str, Any]

# The lock makes those who change a game wait for each other, so that its versions
# and its events come in the order of their commits.
READ_STATES = f"""
SELECT g.id, g.version, {GAME_STATE}::text
FROM library_game g LEFT JOIN library_franchise f ON f.id = g.franchise_id
WHERE g.id = ANY(%s) ORDER BY g.id FOR NO KEY UPDATE OF g
"""
RAISE_VERSIONS = """
UPDATE library_game SET version = version + 1 WHERE id = ANY(%s) RETURNING id, version
"""


@dataclass(frozen=True, kw_only=True)
class GameChange:
    """What the site showed of a game (None: nothing yet) and what it shows now."""

    before: State | None
    after: State
    version: int

    @property
    def fields(self) -> list[str]:
        """The names of what differs; none for a new game."""
        if self.before is None:
            return []
        return [key for key in self.after if self.after[key] != self.before[key]]


# Sent with `changes`, a list of GameChange, in the transaction that made them.
games_changed = Signal()


class Gathering:
    """The games that are being changed, each as it was before."""

    def __init__(self) -> None:
        self._before: dict[int, State | None] = {}
        self._versions: dict[int, int] = {}

    def begin(self, *games: int | None) -> None:
        """Note these games as they are, before they are changed."""
        unknown = {pk for pk in games if pk is not None} - set(self._before)
        if unknown:
            for pk, version, state in read_states(unknown):
                self._before[pk] = state
                self._versions[pk] = version

    def begin_new(self, game: int) -> None:
        """Note that this game is new, unless it was noted before."""
        self._before.setdefault(game, None)

    def version_of(self, game: int) -> int:
        """Of a noted game, as it is stored: an instance may be out of date."""
        return self._versions.get(game, 0)

    def end(self) -> None:
        """Tell of those that differ now."""
        if not self._before:
            return
        after = {pk: state for pk, _, state in read_states(list(self._before))}
        # Who was deleted meanwhile has told so.
        changed = [pk for pk, state in after.items() if self._before[pk] != state]
        if not changed:
            return
        with connection.cursor() as cursor:
            cursor.execute(RAISE_VERSIONS, [changed])
            versions: dict[int, int] = dict(cursor.fetchall())
        games_changed.send(
            sender=Gathering,
            changes=[
                GameChange(
                    before=self._before[pk], after=after[pk], version=versions[pk]
                )
                for pk in changed
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


def read_states(games: Collection[int]) -> list[tuple[int, int, State]]:
    """Key, version and state of each of these games, which stay locked."""
    with connection.cursor() as cursor:
        cursor.execute(READ_STATES, [list(games)])
        rows = cursor.fetchall()
    return [(pk, version, orjson.loads(state)) for pk, version, state in rows]

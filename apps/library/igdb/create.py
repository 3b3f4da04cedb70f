"""Games that come into the library from IGDB.

    add_from_igdb(1051, user=owner)                       # one: asks IGDB, then writes

    with IgdbClient() as igdb:                            # many
        families = fetch(igdb, ids)
    names = IgdbNames.of(chain.from_iterable(map(rows_of, families.values())))
    for family in families.values():
        write_game(family, user=owner, at=now, names=names)

A game that the library has without an IGDB id is linked instead of added again, where
it has the same name and no other year of release: what it lacks is filled in, what
somebody wrote stays.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from apps.core.history import record_change
from apps.core.models.provenance import OWNER
from apps.core.text import normalise
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import TimeToBeat
from apps.library.igdb.apply import fill
from apps.library.igdb.apply import lock
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import without
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.rows import edition_values
from apps.library.igdb.rows import game_values
from apps.library.igdb.rows import parent_of
from apps.library.igdb.rows import time_to_beat_of
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Game
from apps.library.models.changes import track_game_changes

# Any number: whoever writes a game of IGDB holds the lock of its id.
ONE_AT_A_TIME = 7_176_002
# A port of a remaster of an expanded game; IGDB could write a circle.
_MOST_PARENTS = 4


@dataclass(frozen=True, kw_only=True)
class Added:
    """What an id of IGDB is in the library; `is_new`: since this call.

    `is_new` is false for a game that was there, and for one that was only linked.
    """

    game: Game
    edition: Edition
    is_new: bool


@dataclass(frozen=True)
class Family:
    """A whole row of IGDB, and the games that it is an edition of, nearest first.

    `time` is how long the game in its own right takes, where IGDB knows.
    """

    row: IgdbGame
    parents: tuple[IgdbGame, ...] = ()
    time: TimeToBeat | None = None

    @property
    def game(self) -> IgdbGame:
        """The game in its own right."""
        return self.parents[-1] if self.parents else self.row


def add_from_igdb(
    igdb_id: int, *, user: User | None, as_own_game: bool = False
) -> Added:
    """Add what IGDB has under this id: a game, or an edition of one (added, too).

    `as_own_game` makes a remake or a port a game in its own right. What the library
    has already is returned as it is. Ask outside of a transaction: IGDB may be slow.

    Raises:
        RemoteNotFound: IGDB has no such id.
        RemoteError: IGDB cannot be asked; nothing is written.
    """
    known = held(igdb_id)
    if known is not None:
        return known
    family = fetch_one(igdb_id, as_own_game=as_own_game)
    return write_game(family, user=user, at=timezone.now())


def held(igdb_id: int) -> Added | None:
    """The game or edition of the library that has this IGDB id."""
    edition = Edition.objects.select_related("game").filter(igdb_id=igdb_id).first()
    game = Game.objects.filter(igdb_id=igdb_id).first()
    if game is not None:
        own = edition if edition and edition.game == game else game.first_edition()
        return Added(game=game, edition=own, is_new=False)
    if edition is not None:
        return Added(game=edition.game, edition=edition, is_new=False)
    return None


def fetch_one(igdb_id: int, *, as_own_game: bool = False) -> Family:
    """As `fetch`, of one row. Raises RemoteNotFound, RemoteError."""
    with IgdbClient() as igdb:
        families = fetch(igdb, [igdb_id], own_games={igdb_id} if as_own_game else ())
    if igdb_id not in families:
        raise RemoteNotFound(
            f"IGDB doesn't have a game with the id {igdb_id}.",
            service="IGDB",
            status=404,
        )
    return families[igdb_id]


def fetch(
    igdb: IgdbClient, ids: Iterable[int], *, own_games: Collection[int] = ()
) -> dict[int, Family]:
    """Whole rows by id, with the games that they are editions of.

    Those of `own_games` are taken as games. Unknown ids are missing. One request for
    a hundred rows, one for a hundred parents, one for the times of 500 games. Raises
    RemoteError.
    """
    wanted = list(dict.fromkeys(ids))
    known = {row.id: row for row in igdb.games(wanted)}
    for _ in range(_MOST_PARENTS):
        parents = [
            parent.id
            for row in known.values()
            if row.id not in own_games and (parent := parent_of(row)) is not None
        ]
        missing = [each for each in dict.fromkeys(parents) if each not in known]
        found = igdb.games(missing) if missing else []
        if not found:
            break
        known |= {row.id: row for row in found}
    families = [
        Family(known[each], tuple(_parents(known[each], known, own_games)))
        for each in wanted
        if each in known
    ]
    times = igdb.times_to_beat(family.game.id for family in families)
    return {
        family.row.id: replace(family, time=times.get(family.game.id))
        for family in families
    }


def rows_of(family: Family) -> tuple[IgdbGame, ...]:
    """All rows of it, for `IgdbNames.of`."""
    return (family.row, *family.parents)


def _parents(
    row: IgdbGame, known: dict[int, IgdbGame], own_games: Collection[int]
) -> list[IgdbGame]:
    found: list[IgdbGame] = []
    seen = {row.id}
    while row.id not in own_games:
        parent = parent_of(row)
        if parent is None or parent.id in seen or parent.id not in known:
            break
        row = known[parent.id]
        seen.add(row.id)
        found.append(row)
    return found


# Writing ----------------------------------------------------------------------


@track_game_changes()
def write_game(
    family: Family, *, user: User | None, at: datetime, names: IgdbNames | None = None
) -> Added:
    """Write what `family` holds, unless the library has it already.

    All of it or nothing; who writes the same id meanwhile is waited for. `at` is when
    IGDB was asked, `names` those of many games, where many are written: each in a
    transaction of its own, or they keep others waiting.
    """
    wait_for_others(family.row.id, family.game.id)
    known = held(family.row.id)
    if known is not None:
        return known
    parents = map(held, (parent.id for parent in family.parents))
    holder = next(filter(None, parents), None)
    if names is None:
        names = _names_of(family, is_held=holder is not None)
    writing = _Writing(family=family, user=user, at=at, names=names)
    if holder is not None:
        return writing.edition_of(holder.game)
    added = writing.game()
    return writing.edition_of(added.game) if family.parents else added


def _names_of(family: Family, *, is_held: bool) -> IgdbNames:
    """The names that writing `family` needs, and no others: those would be made."""
    edition = without(family.row, franchise=True, genres=True)
    if is_held:
        return IgdbNames.of([edition])
    stored = unlinked_game(family.game)
    has_own = stored is not None and stored.provenance.get("franchise_id") == OWNER
    return IgdbNames.of([edition, without(family.game, franchise=has_own)])


def wait_for_others(*igdb_ids: int) -> None:
    """Wait until nobody else is writing these, to the end of the transaction."""
    with connection.cursor() as cursor:
        # In order, so that nobody waits for somebody who waits for them.
        for igdb_id in sorted(set(igdb_ids)):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [ONE_AT_A_TIME, igdb_id]
            )


@dataclass(frozen=True, kw_only=True)
class _Writing:
    family: Family
    user: User | None
    at: datetime
    names: IgdbNames

    def game(self) -> Added:
        """The game of the family, with an original edition."""
        row = self.family.game
        if "name" not in game_values(row):
            raise RemoteUnexpected(f"IGDB's game {row.id} has no name.", service="IGDB")
        found = unlinked_game(row)
        game, editions = lock(found.pk) if found else (None, [])
        is_new = game is None or game.igdb_id is not None
        if game is None or is_new:
            game = Game()
        if self.family.time is not None:
            game.time_to_beat = time_to_beat_of(self.family.time)
        self._fill(game, row)
        edition = Edition(game=game) if is_new else unlinked_original(editions)
        if edition is not None:
            self._fill(edition, row)
        self._record(game, is_new=is_new)
        edition = edition or game.first_edition()
        return Added(game=game, edition=edition, is_new=is_new)

    def edition_of(self, game: Game) -> Added:
        """The family's row as an edition of `game`."""
        row = self.family.row
        edition = _unlinked_edition(game, row)
        is_new = edition is None
        if edition is None:
            edition = Edition(game=game, edition_type=edition_type_of(row))
        self._fill(edition, row)
        self._record(edition, is_new=is_new)
        return Added(game=game, edition=edition, is_new=is_new)

    def _fill(self, stored: Game | Edition, row: IgdbGame) -> None:
        fill(stored, row, names=self.names, at=self.at)

    def _record(self, row: Game | Edition, *, is_new: bool) -> None:
        action = "wagtail.create" if is_new else "wagtail.edit"
        record_change(row, user=self.user, action=action)


# What the library has without an id -------------------------------------------


def unlinked_game(row: IgdbGame) -> Game | None:
    """The game without an IGDB id that `row` must be: its very name, and its year.

    A game without a year is taken, too, unless there are several of the name. The
    year may be that of any release, or one off: Japan's autumn is Europe's spring.
    """
    name = normalise(row.name)
    named = [
        game
        for game in Game.objects.filter(igdb_id=None).matching(row.name)[:50]
        if normalise(game.name) == name
    ]
    years = {each.y for each in row.release_dates if each.y}
    if row.year:
        years |= {row.year - 1, row.year, row.year + 1}
    dated = [game for game in named if game.original_release_year in years]
    undated = [game for game in named if game.original_release_year is None]
    fitting = dated or undated
    # Of two nobody can say which one it is.
    return fitting[0] if len(fitting) == 1 else None


def unlinked_original(editions: Iterable[Edition]) -> Edition | None:
    for edition in editions:
        if edition.igdb_id is None and edition.edition_type == EditionType.ORIGINAL:
            return edition
    return None


def _unlinked_edition(game: Game, row: IgdbGame) -> Edition | None:
    """An edition that somebody has written by hand: "Pixel Remaster", for one."""
    wanted = {normalise(row.name), normalise(edition_values(row).get("name", ""))}
    _, editions = lock(game.pk)
    for edition in editions:
        if edition.igdb_id is not None or edition.edition_type != edition_type_of(row):
            continue
        names = {edition.name, f"{game.name} {edition.name}"}
        if wanted & set(map(normalise, names)):
            return edition
    return None

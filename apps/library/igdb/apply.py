"""Games and editions brought up to date with IGDB's rows, the owner's words excepted.

`provenance` says whose word each value is. For sets (genres, platforms) it says what
IGDB has written last; where the set is not that any more, the owner has edited it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from apps.core.models.provenance import OWNER
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.rows import IGDB
from apps.library.igdb.rows import edition_values
from apps.library.igdb.rows import game_values
from apps.library.igdb.rows import storable
from apps.library.igdb.rows import twitch_category_of
from apps.library.models import Edition
from apps.library.models import Game

type Linked = Game | Edition
type Rows = list[Any]

# The keys of IGDB's row that fields and sets are made of, and those of ids elsewhere.
SHOWN_KEYS = (
    "name",
    "summary",
    "cover",
    "first_release_date",
    "release_dates",
    "genres",
    "platforms",
    "franchise",
    "franchises",
    "collections",
    "game_type",
    "parent_game",
    "version_parent",
)
USED_KEYS = (*SHOWN_KEYS, "external_games")
SETS = ("genres", "platforms")
NOTHING: tuple[Any, ...] = (None, "", [])


def row_of(stored: Linked) -> IgdbGame | None:
    """IGDB's row as it was at the last sync; None for a game linked otherwise since."""
    data = stored.igdb_data
    if not isinstance(data, dict) or data.get("id") != stored.igdb_id:
        return None
    try:
        return IgdbGame.read(data)
    except ValidationError:
        return None


def completed(row: IgdbGame, last: IgdbGame) -> tuple[IgdbGame, list[str]]:
    """`row` with what `last` had of it and it lacks; and the keys that it lacks.

    IGDB leaves out what it has nothing for, and so does half an answer: nobody can
    tell. What it once said stays, also where other values are made of it: a port is
    named by its platforms, and a date is as precise as its row of `release_dates` says.
    Genres or platforms that only became fewer are part of an answer, too.
    """
    missing = {
        key: last.data[key]
        for key in USED_KEYS
        if last.data.get(key) not in NOTHING
        and (row.data.get(key) in NOTHING or _became_fewer(key, row, last))
    }
    if not missing:
        return row, []
    return IgdbGame.read({**row.data, **missing}), sorted(missing)


def _became_fewer(key: str, row: IgdbGame, last: IgdbGame) -> bool:
    return key in SETS and _ids(row.data[key]) < _ids(last.data[key])


def _ids(rows: Any) -> set[int]:
    return {each["id"] if isinstance(each, dict) else each for each in rows}


def values_of(stored: Linked, row: IgdbGame, names: IgdbNames) -> dict[str, Any]:
    """What IGDB says of the row's own fields."""
    if isinstance(stored, Edition):
        return edition_values(row, of_itself=stored.game.igdb_id == row.id)
    values = game_values(row)
    franchise = names.franchise(row)
    return {**values, "franchise_id": franchise.pk} if franchise else values


def sets_of(stored: Linked, row: IgdbGame, names: IgdbNames) -> dict[str, Rows]:
    """What IGDB says of genres and platforms; nothing of what it does not know."""
    sets: dict[str, Rows] = {"platforms": [*names.platforms(row)]}
    if isinstance(stored, Game):
        sets["genres"] = [*names.genres(row)]
    return {name: rows for name, rows in sets.items() if rows}


def keys_of(rows: Iterable[Any]) -> set[int]:
    return {row.pk for row in rows}


def is_owners_set(
    stored: Linked, name: str, current: set[int], last: IgdbGame | None, by: IgdbNames
) -> bool:
    """Whether the owner chose the set `name`, which holds `current`.

    `last` is IGDB's row of the last sync and `by` its names. An empty set is nobody's,
    unless the owner has emptied it.
    """
    if stored.provenance.get(name) == OWNER:
        return True
    if stored.provenance.get(name) != IGDB or last is None:
        return bool(current)
    return current != keys_of(sets_of(stored, last, by).get(name, ()))


def fill(
    stored: Linked,
    row: IgdbGame,
    *,
    names: IgdbNames,
    at: datetime,
    before: IgdbNames | None = None,
) -> bool:
    """Write what `row` says into `stored` and save it; whether people see a change.

    `names` are those of `row`, `before` those of the last sync's row. `at` is when
    IGDB was asked. What the owner wrote stays. Hold the row's lock.
    """
    chosen = {
        name: rows
        for name, rows in sets_of(stored, row, names).items()
        if _takes_set(stored, name, before or IgdbNames())
    }
    changed = _fill_fields(stored, row, values_of(stored, row, names))
    stored.igdb_data = storable(row.data)
    stored.last_synced = at
    stored.igdb_gone_since = None
    for name in chosen:
        stored.provenance[name] = IGDB
    if changed or stored._state.adding:
        stored.save()
    else:
        save_unseen(stored)
    written = [_write_set(stored, name, rows) for name, rows in chosen.items()]
    return changed or any(written)


def save_unseen(stored: Linked) -> None:
    """Save what people do not see: no event, no new date."""
    values = {name: getattr(stored, name) for name in stored.field_table.service}
    type(stored)._base_manager.filter(pk=stored.pk).update(**values)


def _fill_fields(stored: Linked, row: IgdbGame, values: dict[str, Any]) -> bool:
    was = {name: getattr(stored, name) for name in values}
    changed = stored.igdb_id != row.id
    stored.apply_remote(values, source=IGDB)
    stored.igdb_id = row.id
    if isinstance(stored, Edition) and not stored.twitch_category_id:
        category = twitch_category_of(row)
        if category is not None:
            stored.apply_remote({"twitch_category_id": category}, source=IGDB)
        changed = changed or stored.twitch_category_id is not None
    return changed or any(getattr(stored, name) != was[name] for name in values)


def _takes_set(stored: Linked, name: str, before: IgdbNames) -> bool:
    if stored._state.adding:
        return True
    current = keys_of(getattr(stored, name).all())
    if is_owners_set(stored, name, current, row_of(stored), before):
        stored.provenance[name] = OWNER
        return False
    return True


def _write_set(stored: Linked, name: str, rows: Rows) -> bool:
    current = keys_of(getattr(stored, name).all())
    if current == keys_of(rows):
        return False
    write_set(stored, name, rows)
    return True


def write_set(stored: Linked, name: str, rows: Rows) -> None:
    """Make `rows` the set; the primary genre stays the owner's, or is the first."""
    if name == "genres" and isinstance(stored, Game):
        primary = stored.game_genres.filter(is_primary=True).first()
        kept = [row for row in rows if primary and row.pk == primary.genre_id]
        stored.set_genres(rows, primary=next(iter(kept), rows[0]))
    else:
        stored.platforms.set(rows)


def lock(game: int) -> tuple[Game | None, list[Edition]]:
    """A game and its editions, locked to the end of the transaction.

    Editions first: so does whoever changes one of them.
    """
    editions = (
        Edition.objects.select_for_update()
        .filter(game=game)
        .prefetch_related("platforms")
        .order_by("id")
    )
    found = list(editions)
    games = Game.objects.select_for_update().prefetch_related("genres", "platforms")
    stored = games.filter(pk=game).first()
    for edition in found:
        if stored is not None:
            edition.game = stored
    return stored, found

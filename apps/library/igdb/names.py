"""Franchises, genres and platforms that IGDB's games name, as rows of the library.

    names = IgdbNames.of(games)             # three queries, however many games
    names.franchise(games[0])
    names.genres(games[0])                  # in IGDB's order
    names.platforms(games[0])

A row is found by its IGDB id, or else by its name (of genres no other one), and
then gets the id. What is still missing is made on the way, by `of`, in the transaction
of the caller. Two workers may make the same at once: one does, the other finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.db import IntegrityError
from django.db import transaction
from django.db.models import Model
from django.db.models import Q
from django.db.models.functions import Lower

from apps.core.history import record_change
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import Platform as IgdbPlatform
from apps.library.igdb.rows import plain_name
from apps.library.models import Franchise
from apps.library.models import Genre
from apps.library.models import Platform

_LONGEST_ABBREVIATION = 20

type Named = Franchise | Genre | Platform


@dataclass(frozen=True)
class Name:
    """What IGDB calls something; `igdb_id` is None for a series, no franchise."""

    text: str
    igdb_id: int | None
    abbreviation: str = ""
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its names, lower case, the likeliest first."""
        names = (self.text, self.abbreviation, *self.others)
        return tuple(dict.fromkeys(name.lower() for name in names if name))


@dataclass
class IgdbNames:
    """See the module. Names for which there is no row (see `known`) are left out."""

    _franchises: dict[Name, Franchise] = field(default_factory=dict)
    _genres: dict[Name, Genre] = field(default_factory=dict)
    _platforms: dict[Name, Platform] = field(default_factory=dict)

    @classmethod
    def of(cls, games: Iterable[IgdbGame]) -> IgdbNames:
        """The rows that `games` name; those that are missing are made."""
        return cls._read(games, make=True)

    @classmethod
    def known(cls, games: Iterable[IgdbGame]) -> IgdbNames:
        """The rows that `games` name and the library has: nothing is written."""
        return cls._read(games, make=False)

    @classmethod
    def _read(cls, games: Iterable[IgdbGame], *, make: bool) -> IgdbNames:
        every = list(games)
        series = filter(None, map(series_of, every))
        genres = (name for game in every for name in genres_of(game))
        platforms = (name for game in every for name in platforms_of(game))
        return cls(
            _rows(Franchise, series, make=make),
            _rows(Genre, genres, make=make),
            _rows(Platform, platforms, make=make),
        )

    def knows(self, name: Name) -> bool:
        """Whether there is a row for a genre's or platform's name."""
        return name in self._genres or name in self._platforms

    def row(self, name: Name, model: type[Named]) -> Named | None:
        """The row of this name."""
        rows: dict[Name, Named] = {
            Franchise: self._franchises,
            Genre: self._genres,
            Platform: self._platforms,
        }[model]  # type: ignore[assignment]
        return rows.get(name)

    def franchise(self, game: IgdbGame) -> Franchise | None:
        name = series_of(game)
        return self._franchises.get(name) if name else None

    def genres(self, game: IgdbGame) -> list[Genre]:
        """In IGDB's order: the first is the one that says most."""
        return _each(self._genres, genres_of(game))

    def platforms(self, game: IgdbGame) -> list[Platform]:
        return _each(self._platforms, platforms_of(game))


def without(
    row: IgdbGame,
    *,
    franchise: bool = False,
    genres: bool = False,
    platforms: bool = False,
) -> IgdbGame:
    """`row` without the names that nobody will have: `IgdbNames.of` would make them."""
    left: dict[str, Any] = {}
    if franchise:
        left |= {"franchise": None, "franchises": (), "collections": ()}
    left |= {"genres": ()} if genres else {}
    left |= {"platforms": ()} if platforms else {}
    return row.model_copy(update=left) if left else row


def franchises_known(names: Iterable[Name]) -> dict[Name, Franchise]:
    """Those of `names` that the library has, by name."""
    return _rows(Franchise, names, make=False)


def series_of(game: IgdbGame) -> Name | None:
    """Its main franchise, or else its first one, or else the series that it is in.

    IGDB has series ("collections") in a table of their own: their ids are no
    franchise's.
    """
    franchises = [*([game.franchise] if game.franchise else []), *game.franchises]
    for each in franchises:
        if name := plain_name(each.name):
            return Name(name, each.id)
    for collection in game.collections:
        if name := plain_name(collection.name):
            return Name(name, None)
    return None


def genres_of(game: IgdbGame) -> list[Name]:
    named = ((plain_name(genre.name), genre.id) for genre in game.genres)
    return [Name(name, igdb_id) for name, igdb_id in named if name]


def platforms_of(game: IgdbGame) -> list[Name]:
    return [_platform(each) for each in game.platforms if plain_name(each.name)]


def _platform(platform: IgdbPlatform) -> Name:
    others = map(plain_name, platform.alternative_name.split(","))
    return Name(
        plain_name(platform.name),
        platform.id,
        plain_name(platform.abbreviation)[:_LONGEST_ABBREVIATION],
        tuple(filter(None, others)),
    )


def _each[Row: Named](rows: dict[Name, Row], names: Iterable[Name]) -> list[Row]:
    found = (rows[name] for name in names if name in rows)
    return list({row.pk: row for row in found}.values())


# Finding and making -----------------------------------------------------------


def _rows[Row: (Franchise, Genre, Platform)](
    model: type[Row], names: Iterable[Name], *, make: bool
) -> dict[Name, Row]:
    """Each of `names` with its row; made or linked with the id where `make` says so."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    find = _finder(model, wanted)
    found: dict[Name, Row] = {}
    # In one order everywhere: two who make the same names would wait for each other.
    for name in sorted(wanted, key=lambda name: (name.text.lower(), name.igdb_id or 0)):
        row = find(name)
        if make and (row is None or _lacks_id(row, name)):
            row = _made(model, name) if row is None else _linked(row, name)
        if row is not None:
            found[name] = row
    return found


def _finder[Row: (Franchise, Genre, Platform)](
    model: type[Row], names: Iterable[Name]
) -> Callable[[Name], Row | None]:
    by_id: dict[int, Row] = {}
    by_name: dict[str, list[Row]] = {}
    for row in _candidates(model, list(names)):
        if row.igdb_id is not None:
            by_id[row.igdb_id] = row
        for spelling in dict.fromkeys(_spellings(row)):
            by_name.setdefault(spelling, []).append(row)

    def find(name: Name) -> Row | None:
        if name.igdb_id is not None and name.igdb_id in by_id:
            return by_id[name.igdb_id]
        main = name.text.lower()
        for row in by_name.get(main, ()):
            if row.name.lower() == main:
                return row
        for spelling in name.spellings:
            for row in by_name.get(spelling, ()):
                # By another name only what IGDB has under no other id.
                if row.igdb_id is None:
                    return row
        return None

    return find


def _candidates[Row: (Franchise, Genre, Platform)](
    model: type[Row], names: list[Name]
) -> list[Row]:
    rows = model._default_manager.order_by("id")
    if model is not Genre:
        # A few hundred at most, each with many names.
        return list(rows)
    of_ids = Q(igdb_id__in=[name.igdb_id for name in names if name.igdb_id])
    of_names = Q(lower_name__in=[name.text.lower() for name in names])
    return list(rows.alias(lower_name=Lower("name")).filter(of_ids | of_names))


def _spellings(row: Model) -> Iterator[str]:
    yield str(row.name).lower()  # type: ignore[attr-defined]
    if isinstance(row, Franchise):
        yield from (name.lower() for name in row.aliases)
    if isinstance(row, Platform):
        yield from (name.lower() for name in (row.abbreviation, *row.aliases) if name)


def _lacks_id(row: Named, name: Name) -> bool:
    return row.igdb_id is None and name.igdb_id is not None


def _made[Row: (Franchise, Genre, Platform)](model: type[Row], name: Name) -> Row:
    row = model(name=name.text, igdb_id=name.igdb_id)
    if isinstance(row, Platform):
        row.abbreviation = name.abbreviation
    try:
        with transaction.atomic():
            row.save()
            record_change(row, user=None, action="wagtail.create")
    except IntegrityError:
        # Somebody made it a moment ago.
        return _made_elsewhere(model, name)
    return row


def _made_elsewhere[Row: (Franchise, Genre, Platform)](
    model: type[Row], name: Name
) -> Row:
    rows = model._default_manager.order_by("id")
    by_id = rows.filter(igdb_id=name.igdb_id) if name.igdb_id else rows.none()
    return by_id.first() or rows.get(name__iexact=name.text)


def _linked[Row: (Franchise, Genre, Platform)](row: Row, name: Name) -> Row:
    row.igdb_id = name.igdb_id
    try:
        with transaction.atomic():
            row.save(update_fields=["igdb_id", "updated_at"])
            record_change(row, user=None)
    except IntegrityError:
        row.refresh_from_db()
        return _made_elsewhere(type(row), name)
    return row

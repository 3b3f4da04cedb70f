"""The franchises, genres and platforms that applying an import makes or changes.

What the owner calls a series and IGDB a franchise is one where most games of the series
are of that franchise: the owner's name wins, and IGDB's is kept as its other name.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject
from wagtail.models import ModelLogEntry

from apps.core.models.provenance import OWNER
from apps.core.text import normalise
from apps.imports.applying.planned import GamePlan
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import FoundGame
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import Name
from apps.library.igdb.names import franchises_known
from apps.library.igdb.names import genres_of
from apps.library.igdb.names import platforms_of
from apps.library.igdb.names import series_of
from apps.library.igdb.names import without
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform

# Of IGDB's row, which is a hundred times as long.
_READ = ("id", "name", "franchise", "franchises", "collections", "genres", "platforms")

type NamedModel = type[Franchise] | type[Genre] | type[Platform]
type Counts = dict[type[models.Model], int]


@dataclass
class Series:
    """A series of the owner's: `franchise` is the library's, or unsaved.

    `before` is what a stored one was, where applying changes it.
    """

    franchise: Franchise
    before: dict[str, Any] = field(default_factory=dict)
    is_new: bool = False

    def __post_init__(self) -> None:
        # Once and for all: applying saves it.
        self.is_new = self.franchise.pk is None

    def link(self, name: Name) -> None:
        """Be IGDB's franchise `name`, too."""
        self._set(igdb_id=self.franchise.igdb_id or name.igdb_id)
        self.add_name(name.text)

    def add_name(self, name: str) -> None:
        """Have another name, unless it is called so already."""
        known = (self.franchise.name, *self.franchise.aliases)
        if name.lower() not in {each.lower() for each in known}:
            self._set(aliases=[*self.franchise.aliases, name])

    def rename(self, name: str) -> None:
        """Be called `name`; the former name is kept as another one."""
        former = self.franchise.name
        others = [other for other in self.franchise.aliases if other != name]
        self._set(name=name, aliases=[*others, former])

    def _set(self, **values: Any) -> None:
        for attribute, value in values.items():
            now = getattr(self.franchise, attribute)
            if now != value:
                self.before.setdefault(attribute, now)
                setattr(self.franchise, attribute, value)


@dataclass(frozen=True, kw_only=True)
class Needed:
    """What applying takes of one row of IGDB's."""

    row: IgdbGame
    franchise: bool
    genres: bool
    platforms: bool

    def cut(self, row: IgdbGame) -> IgdbGame:
        """`row` (this one, perhaps more of it) without what is not taken."""
        return without(
            row,
            franchise=not self.franchise,
            genres=not self.genres,
            platforms=not self.platforms,
        )


class NamesPlan:
    """What becomes of the names that `games` need; nothing is written."""

    def __init__(self, games: Sequence[GamePlan], library: LibraryState) -> None:
        self._games = games
        self._library = library
        self._rows = _rows_of(games)
        self.needed = self._needed()
        self.series = self._series()

    @property
    def new_series(self) -> list[Franchise]:
        return [each.franchise for each in self.series.values() if each.is_new]

    @property
    def changed_series(self) -> list[Series]:
        changed = (each for each in self.series.values() if each.before)
        return [each for each in changed if not each.is_new]

    @cached_property
    def own_platforms(self) -> list[str]:
        """The platforms to make that IGDB has not named."""
        named = [name for plan in self._games for name in plan.platforms]
        named += [name for plan in self._games for name in plan.journal.platforms]
        by_igdb = {normalise(name.text) for name in self._missing[Platform]}
        return [
            name
            for name in self._library.missing_platforms(named)
            if normalise(name) not in by_igdb
        ]

    def made(self) -> Counts:
        """How many rows applying makes, by model."""
        return {
            Franchise: len(self.new_series) + len(self._missing[Franchise]),
            Genre: len(self._missing[Genre]),
            Platform: len(self.own_platforms) + len(self._missing[Platform]),
        }

    def changed(self) -> Counts:
        """How many stored rows applying renames or links with IGDB, by model."""
        changed: dict[NamedModel, set[int]] = defaultdict(set)
        for each in self.changed_series:
            changed[Franchise].add(each.franchise.pk)
        for model, name in self._wanted:
            row = self._known.row(name, model)
            if row is not None and row.igdb_id is None and name.igdb_id is not None:
                changed[model].add(row.pk)
        return {model: len(changed[model]) for model in (Franchise, Genre, Platform)}

    # What IGDB names.

    def _needed(self) -> dict[int, Needed]:
        having_genres = self._games_with_genres()
        needed = {}
        for plan in self._games:
            if plan.found:
                is_new, game = plan.is_new, plan.game
                open_series = game.franchise_id is None and (
                    game.provenance.get("franchise_id") is None
                )
                needed[plan.found.igdb_id] = Needed(
                    row=self._rows[plan.found.igdb_id],
                    franchise=not plan.franchise and (is_new or open_series),
                    genres=is_new
                    or not (game.pk in having_genres or is_emptied(game, "genres")),
                    platforms=is_new
                    or not (
                        self._library.platforms_of(game)
                        or is_emptied(game, "platforms")
                    ),
                )
            for edition in plan.journal.new_editions:
                if edition.found:
                    number = edition.found.igdb_id
                    platforms = Needed(
                        row=self._rows[number],
                        franchise=False,
                        genres=False,
                        platforms=True,
                    )
                    needed.setdefault(number, platforms)
        return needed

    def _games_with_genres(self) -> set[int]:
        stored = [plan.game for plan in self._games if plan.found and not plan.is_new]
        having = GameGenre.objects.filter(game__in=stored)
        return set(having.values_list("game_id", flat=True))

    @cached_property
    def _cut(self) -> list[IgdbGame]:
        return [each.cut(each.row) for each in self.needed.values()]

    @cached_property
    def _known(self) -> IgdbNames:
        return IgdbNames.known(self._cut)

    @cached_property
    def _wanted(self) -> set[tuple[NamedModel, Name]]:
        wanted: set[tuple[NamedModel, Name]] = set()
        for row in self._cut:
            series = series_of(row)
            wanted |= {(Franchise, series)} if series else set()
            wanted |= {(Genre, name) for name in genres_of(row)}
            wanted |= {(Platform, name) for name in platforms_of(row)}
        return wanted

    @cached_property
    def _missing(self) -> dict[NamedModel, list[Name]]:
        """What IGDB names and nobody has, each once however it is written."""
        missing: dict[NamedModel, list[Name]] = {Franchise: [], Genre: [], Platform: []}
        ids: set[tuple[NamedModel, int]] = set()
        texts: set[tuple[NamedModel, str]] = set()
        for each in self.series.values():
            names = (each.franchise.name, *each.franchise.aliases)
            texts |= {(Franchise, name.lower()) for name in names}
            ids |= {(Franchise, each.franchise.igdb_id or 0)}
        for model, name in sorted(self._wanted, key=lambda each: each[1].text):
            is_there = self._known.row(name, model) is not None
            text, number = (model, name.text.lower()), (model, name.igdb_id or -1)
            if not is_there and text not in texts and number not in ids:
                missing[model].append(name)
            texts.add(text)
            ids.add(number)
        return missing

    # What the owner calls a series.

    def _series(self) -> dict[str, Series]:
        """The series that are new, or become one with a franchise of IGDB's."""
        names: dict[str, str] = {}
        for plan in self._games:
            if plan.franchise:
                names.setdefault(normalise(plan.franchise), plan.franchise)
        links = self._links()
        known = franchises_known(links.values())
        renamable = _named_by_nobody(known.values())
        series = {}
        for key, name in names.items():
            link = links.get(key)
            stored = self._library.franchises.get(key)
            other = known.get(link) if link else None
            series[key] = _one(name, stored, link, other, renamable)
        return series

    def _links(self) -> dict[str, Name]:
        """By series IGDB's franchise of most of its games; each to one series."""
        claims: dict[str, Counter[Name]] = defaultdict(Counter)
        for plan in self._games:
            if plan.franchise and plan.found:
                name = series_of(self._rows[plan.found.igdb_id])
                if name is not None:
                    claims[normalise(plan.franchise)][name] += 1
        most = [
            (normalise(name.text) == key, count, key, name)
            for key, counted in claims.items()
            for name, count in counted.most_common(1)
            if count * 2 > counted.total()
        ]
        links: dict[str, Name] = {}
        # The one of the same name first, then the one with the most games.
        for _, _, key, name in sorted(most, key=lambda each: each[:2], reverse=True):
            if name not in links.values():
                links[key] = name
        return links


def is_emptied(game: Game, name: str) -> bool:
    """Whether the owner wants the set `name` empty, where it is."""
    return bool(game.provenance.get(name) == OWNER)


def _one(
    name: str,
    stored: Franchise | None,
    link: Name | None,
    other: Franchise | None,
    renamable: Collection[int],
) -> Series:
    """What becomes of the series `name`: `stored` is called so, `other` is IGDB's."""
    if stored is None and other is not None:
        series = Series(other)
        if other.pk in renamable:
            series.rename(name)
        else:
            series.add_name(name)
    else:
        series = Series(stored or Franchise(name=name))
        is_other = stored is not None and stored.igdb_id is not None
        if other not in (None, stored) or (is_other and other is None):
            return series  # it is another one of IGDB's already
    if link is not None:
        series.link(link)
    return series


def _named_by_nobody(franchises: Iterable[Franchise]) -> set[int]:
    """Those that only IGDB has named: no log entry is a person's."""
    keys = {str(franchise.pk): franchise.pk for franchise in franchises}
    by_people = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Franchise),
        object_id__in=keys,
        user__isnull=False,
    )
    return {*keys.values()} - {
        keys[pk] for pk in by_people.values_list("object_id", flat=True)
    }


def _rows_of(games: Iterable[GamePlan]) -> dict[int, IgdbGame]:
    """IGDB's rows that the plans mean, as far as they name something."""
    ids = {plan.found.igdb_id for plan in games if plan.found}
    ids |= {
        edition.found.igdb_id
        for plan in games
        for edition in plan.journal.new_editions
        if edition.found
    }
    keys = {key: KeyTransform(key, "data") for key in _READ}
    found = FoundGame.objects.filter(igdb_id__in=ids).annotate(slim=JSONObject(**keys))
    return {
        number: IgdbGame.read(slim)
        for number, slim in found.values_list("igdb_id", "slim")
    }

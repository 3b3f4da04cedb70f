"""What applying an import writes of IGDB's rows; no request is made here."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.imports.applying.names import is_emptied
from apps.imports.applying.plan import Plan
from apps.imports.models import FoundGame
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import Named
from apps.library.igdb.rows import IGDB
from apps.library.igdb.rows import edition_values
from apps.library.igdb.rows import game_values
from apps.library.igdb.rows import storable
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import GameGenre


@dataclass(frozen=True)
class MadeName:
    """A franchise, genre or platform that was made, or only linked with IGDB."""

    row: Named
    is_new: bool


class IgdbWriting:
    """IGDB's rows of a plan by id, and the names that they need.

    `last_synced` stays empty on what is written: these rows come from a search, and
    the next sync fetches them whole. Without them, nobody could tell that a set of
    platforms or genres is IGDB's.
    """

    def __init__(self, plan: Plan) -> None:
        needed = plan.names.needed
        found = FoundGame.objects.filter(igdb_id__in=needed)
        self._rows = {
            game.igdb_id: needed[game.igdb_id].cut(game.row) for game in found
        }
        self._names = IgdbNames()

    def make_names(self) -> list[MadeName]:
        """Make or link the names that the rows need; those that were not there so."""
        games = list(self._rows.values())
        known = _ids(IgdbNames.known(games), games)
        self._names = IgdbNames.of(games)
        made = []
        for row in _each(self._names, games):
            key = type(row), row.pk
            if key not in known or known[key] != row.igdb_id:
                made.append(MadeName(row, is_new=key not in known))
        return made

    def fill_new_game(self, game: Game, found: FoundGame) -> None:
        """Give an unsaved game what IGDB knows; the owner's words come on top."""
        row = self._rows[found.igdb_id]
        franchise = self._names.franchise(row)
        series = {"franchise_id": franchise.pk} if franchise else {}
        game.apply_remote({**game_values(row), **series}, source=IGDB)
        if self._names.genres(row):
            game.provenance["genres"] = IGDB
        _link(game, row)

    def fill_game(self, game: Game, found: FoundGame) -> None:
        """Link a stored game, and fill in what nobody has written or emptied."""
        row = self._rows[found.igdb_id]
        franchise = self._names.franchise(row)
        series = {"franchise_id": franchise.pk} if franchise else {}
        values = {**game_values(row), **series}
        game.apply_remote(_lacking(game, values), source=IGDB)
        _link(game, row)

    def first_edition(self, game: Game, found: FoundGame) -> Edition:
        """The unsaved edition that a new game has as a game."""
        row = self._rows[found.igdb_id]
        edition = Edition(name=game.name, game=game)
        edition.apply_remote(edition_values(row, of_itself=True), source=IGDB)
        _link(edition, row)
        return edition

    def fill_edition(self, edition: Edition, found: FoundGame) -> None:
        """Give an unsaved edition what IGDB knows of it."""
        row = self._rows[found.igdb_id]
        edition.apply_remote(edition_values(row), source=IGDB)
        _link(edition, row)

    def platforms(self, found: FoundGame | None) -> list[Platform]:
        return self._names.platforms(self._rows[found.igdb_id]) if found else []

    def note_platforms(
        self, row: Game | Edition, pks: Iterable[int], found: FoundGame | None
    ) -> None:
        """Remember that the platforms `pks` of an unsaved row are IGDB's, if so."""
        if found and set(pks) == {platform.pk for platform in self.platforms(found)}:
            row.provenance["platforms"] = IGDB

    def add_genres(
        self, games: Iterable[tuple[Game, FoundGame]]
    ) -> dict[int, list[int]]:
        """Give games without genres IGDB's, the first as primary; the keys by game."""
        games = list(games)
        stored = GameGenre.objects.filter(game__in=[game for game, _ in games])
        having = set(stored.values_list("game_id", flat=True))
        genres: dict[int, list[int]] = {}
        for game, found in games:
            named = self._names.genres(self._rows[found.igdb_id])
            if game.pk not in having and named and not is_emptied(game, "genres"):
                genres[game.pk] = [genre.pk for genre in named]
                game.provenance["genres"] = IGDB
        GameGenre.objects.bulk_create(
            [
                GameGenre(game_id=game, genre_id=genre, is_primary=place == 0)
                for game, each in genres.items()
                for place, genre in enumerate(each)
            ],
            batch_size=500,
        )
        return genres


def _link(stored: Game | Edition, row: IgdbGame) -> None:
    stored.igdb_id = row.id
    stored.igdb_data = storable(row.data)


def _lacking(game: Game, values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if getattr(game, name) in (None, "") and game.provenance.get(name) is None
    }


def _each(names: IgdbNames, games: Iterable[IgdbGame]) -> Iterator[Named]:
    """Every franchise, genre and platform of `games`, once."""
    seen: dict[tuple[type, int], Named] = {}
    for game in games:
        franchise = names.franchise(game)
        rows: list[Franchise | Genre | Platform] = [*([franchise] if franchise else [])]
        for row in (*rows, *names.genres(game), *names.platforms(game)):
            seen.setdefault((type(row), row.pk), row)
    yield from seen.values()


def _ids(
    names: IgdbNames, games: Iterable[IgdbGame]
) -> dict[tuple[type, int], int | None]:
    return {(type(row), row.pk): row.igdb_id for row in _each(names, games)}

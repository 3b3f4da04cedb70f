"""What IGDB's rows add to the plan of an import: worked out, nothing written."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from apps.core.text import normalise
from apps.imports.applying.planned import JournalPlan
from apps.imports.applying.planned import NewEdition
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import FoundGame
from apps.imports.models import ImportRow
from apps.imports.models import VersionRead
from apps.library.models import Edition
from apps.library.models import Game

_LONGEST_ID = 9


def igdb_ids_of(row: ImportRow) -> tuple[int, ...]:
    """What the row's game may be linked as: the row of IGDB, and the game itself."""
    if row.igdb_id and row.igdb_game_id:
        return row.igdb_id, row.igdb_game_id
    text = row.external_ids.get("igdb", "")
    return (int(text),) if text.isdecimal() and len(text) <= _LONGEST_ID else ()


@dataclass(frozen=True)
class IgdbEdition:
    """An edition that rows of a game mean: the library's, or one to make of `found`."""

    found: FoundGame
    stored: Edition | None

    @property
    def name(self) -> str:
        return self.stored.name if self.stored else self.found.edition_name


class IgdbRows:
    """IGDB's rows that the rows of an import mean, as they were found."""

    def __init__(self, rows: Sequence[ImportRow], library: LibraryState) -> None:
        wanted = {i for row in rows for i in (row.igdb_id, row.igdb_game_id) if i}
        self._found = FoundGame.objects.by_id(wanted) if wanted else {}
        self._library = library

    def game_of(self, row: ImportRow) -> Game | None:
        """The game of the library that has IGDB's id of the row."""
        held = map(self._library.linked_games.get, igdb_ids_of(row))
        return next(filter(None, held), None)

    def found_game(self, rows: Iterable[ImportRow]) -> FoundGame | None:
        """What IGDB has of the game that rows mean, of the first that says it."""
        for row in rows:
            if found := self._found.get(row.igdb_game_id or 0):
                return found
        return None

    def edition_of(
        self, row: ImportRow, game: Game, igdb_id: int | None
    ) -> IgdbEdition | None:
        """The edition that a row means, other than `game` itself, IGDB's `igdb_id`."""
        found = self._found.get(row.igdb_id or 0)
        if found is None or found.igdb_id == igdb_id:
            return None
        stored = self._library.linked_editions.get(found.igdb_id)
        if stored is not None:
            return IgdbEdition(found, stored) if stored.game_id == game.pk else None
        is_new = row.is_edition and row.igdb_game_id == igdb_id
        return IgdbEdition(found, None) if is_new else None


def with_edition(row: ImportRow, edition: IgdbEdition | None) -> ImportRow:
    """The row as it reads with its edition named where it names none itself."""
    if edition is None:
        return row
    named = copy(row)
    blank: VersionRead = {"platform": "", "edition": "", "edition_type": "", "note": ""}
    named.versions = [_named(v, edition) for v in row.versions or [blank]]
    named.runs = [_named(run, edition) for run in row.runs]
    return named


def _named[Played: dict[str, str]](played: Played, edition: IgdbEdition) -> Played:
    if played["edition"]:
        return played
    kind = edition.found.edition_type
    return played | {"edition": edition.name, "edition_type": kind}  # type: ignore[return-value]


def add_editions(journal: JournalPlan, editions: Iterable[IgdbEdition]) -> None:
    """Have the plan make the editions that the library lacks, as IGDB has them."""
    planned = {normalise(each.name): each for each in journal.new_editions}
    for edition in editions:
        if edition.stored is not None:
            continue
        key = normalise(edition.name)
        if key not in planned:
            planned[key] = NewEdition(edition.name, edition.found.edition_type)
            journal.new_editions.append(planned[key])
        planned[key].found = edition.found

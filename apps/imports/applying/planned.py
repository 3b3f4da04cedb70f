"""What applying an import does with each game and list: plain data, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from apps.imports.models import FoundGame
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.parsing import SourcePlaythrough
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import Game
from apps.lists.models import List


# Equal only to itself, so that what was made of it can be looked up by it.
@dataclass(eq=False)
class NewEdition:
    name: str
    edition_type: str
    platforms: list[str] = field(default_factory=list)
    # What IGDB has of it.
    found: FoundGame | None = None


@dataclass
class PlannedPlaythrough:
    """A playthrough as its source has it, and what becomes of it in the journal.

    `match` is the stored one that it means, with the `changes` to make there, by
    field; without one it is new. `edition` is the one to set: None leaves it, or takes
    the game's first. `is_exported`: an export has this playthrough by itself, and a
    later import must know it again; `key` is its id at a service that has one.
    """

    source: SourcePlaythrough
    edition: Edition | NewEdition | None = None
    match: Playthrough | None = None
    changes: dict[str, str] = field(default_factory=dict)
    is_exported: bool = False
    key: str = ""

    @property
    def stored(self) -> Playthrough:
        """The match, of one that has it."""
        assert self.match is not None
        return self.match

    @property
    def status(self) -> str:
        if self.match is None:
            return self.source.status
        return self.changes.get("status", self.match.status)

    @property
    def platform(self) -> str:
        """The platform to set; empty: none, or leave it."""
        if self.match is None:
            return self.source.platform
        return self.changes.get("platform", "")

    @property
    def values(self) -> dict[str, str]:
        """The changes, without status and platform."""
        others = self.changes.keys() - {"status", "platform"}
        return {name: self.changes[name] for name in self.changes if name in others}

    @property
    def completes(self) -> bool:
        """Whether a stored one becomes completed."""
        before = self.stored.status
        return self.status == Status.COMPLETED and before != Status.COMPLETED


@dataclass
class JournalPlan:
    new: list[PlannedPlaythrough] = field(default_factory=list)
    changed: list[PlannedPlaythrough] = field(default_factory=list)
    new_editions: list[NewEdition] = field(default_factory=list)

    @property
    def is_needed(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def platforms(self) -> list[str]:
        """The platforms of the new and changed playthroughs, each once."""
        names = [run.platform for run in (*self.new, *self.changed)]
        return [name for name in dict.fromkeys(names) if name]


# Equal only to itself, as `NewEdition`.
@dataclass(eq=False)
class GamePlan:
    """One game: the rows that name it, and what they add to it.

    `game` is unsaved for a new one, until it is applied. `rows` starts with the row
    that decides. `found` is what IGDB has of a game that is to be linked with it.
    """

    rows: list[ImportRow]
    game: Game
    is_new: bool
    found: FoundGame | None = None
    franchise: str = ""
    year: int | None = None
    aliases: list[str] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    journal: JournalPlan = field(default_factory=JournalPlan)
    list_names: list[str] = field(default_factory=list)

    @property
    def changes_game(self) -> bool:
        """Whether fields of a game that is in the library would be filled in."""
        given = self.franchise or self.year or self.aliases or self.platforms
        return not self.is_new and bool(given or self.found)

    @property
    def is_empty(self) -> bool:
        """Whether all that the rows say is there already."""
        return not (
            self.is_new
            or self.changes_game
            or self.journal.is_needed
            or self.journal.new_editions
            or self.list_names
        )


@dataclass
class ListPlan:
    """One list: the games that the source has on it, in the source's order."""

    source: ImportList
    target: List | None
    games: list[GamePlan]
    missing: list[GamePlan]
    notes: dict[int, str]  # by place in `games`

    @property
    def name(self) -> str:
        return self.target.name if self.target else self.source.target_name

    @property
    def is_new(self) -> bool:
        return self.target is None and bool(self.games)

    def order(self, listed: Sequence[int]) -> list[int]:
        """All games by primary key, the missing ones among those that are `listed`.

        Each goes behind the one before it in the source; a first one before the
        next one that is listed, else to the end. The listed ones, which the owner
        may have ranked again, keep their order.
        """
        order, known = list(listed), set(listed)
        wanted = [plan.game.pk for plan in self.games]
        for place, pk in enumerate(wanted):
            if pk in known:
                continue
            if place:
                order.insert(order.index(wanted[place - 1]) + 1, pk)
            else:
                later = next((other for other in wanted if other in known), None)
                order.insert(len(order) if later is None else order.index(later), pk)
            known.add(pk)
        return order

"""Which of two games' values the one game gets: the better of each, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.models.provenance import OWNER
from apps.core.text import normalise
from apps.library.models import Game

LONGEST_ALIAS = 200


@dataclass(frozen=True)
class MergedField:
    """What is taken from one game or the other as a whole; `columns` are attributes."""

    name: str
    label: str
    columns: tuple[str, ...]

    def values(self, game: Game) -> dict[str, Any]:
        return {column: getattr(game, column) for column in self.columns}

    def is_filled(self, game: Game) -> bool:
        return getattr(game, self.columns[0]) not in (None, "") or (
            self.name == "cover" and game.uploaded_cover_id is not None
        )

    def is_owners(self, game: Game) -> bool:
        """Whether its owner wrote it, and no service."""
        if self.name == "cover" and game.uploaded_cover_id is not None:
            return True
        return game.provenance.get(self.columns[0]) == OWNER

    def differs(self, one: Game, other: Game) -> bool:
        return self._compared(one) != self._compared(other)

    def _compared(self, game: Game) -> Any:
        # Of the link to IGDB what follows from its id is no difference.
        values = self.values(game)
        return values["igdb_id"] if self.name == "igdb" else values

    def is_better_in(self, merged: Game, survivor: Game) -> bool:
        """Whether `merged` has the better value: the owner's before a service's, any
        before none."""
        if not self.is_filled(merged):
            return False
        if not self.is_filled(survivor):
            return True
        if self.name == "igdb":
            is_gone = survivor.igdb_gone_since is not None
            return is_gone and merged.igdb_gone_since is None
        return self.is_owners(merged) and not self.is_owners(survivor)


FIELDS = (
    MergedField("name", "Name", ("name",)),
    MergedField("sort_name", "Sorting name", ("sort_name",)),
    MergedField("franchise", "Franchise", ("franchise_id",)),
    MergedField("original_release_year", "Year", ("original_release_year",)),
    MergedField("release_date", "Released", ("release_date",)),
    MergedField("summary", "Summary", ("summary",)),
    MergedField("cover", "Cover", ("cover_url", "uploaded_cover_id")),
    MergedField(
        "igdb",
        "IGDB",
        (
            "igdb_id",
            "igdb_data",
            "last_synced",
            "igdb_gone_since",
            "time_to_beat",
            "declined",
        ),
    ),
)


def better_fields(merged: Game, survivor: Game) -> set[str]:
    """The names of those that `merged` has better."""
    return {field.name for field in FIELDS if field.is_better_in(merged, survivor)}


def take_fields(merged: Game, survivor: Game, names: Iterable[str]) -> None:
    """Give `survivor` these fields of `merged`, with whose word they are; unsaved."""
    wanted = set(names)
    for field in FIELDS:
        if field.name in wanted:
            for column, value in field.values(merged).items():
                _take(merged, survivor, column, value)


def _take(merged: Game, survivor: Game, column: str, value: Any) -> None:
    source = merged.provenance.get(column)
    is_sourced = column in Game.field_table.sourced
    if is_sourced and source and source != OWNER:
        survivor.take_remote(column, value, source=source)
        return
    setattr(survivor, column, value)
    if is_sourced and source == OWNER:
        survivor.provenance[column] = OWNER


def united_aliases(merged: Game, survivor: Game, *, name: str) -> list[str]:
    """Every name of the two games but `name`, each once in any spelling."""
    names = [*survivor.aliases, survivor.name, merged.name, *merged.aliases]
    known, aliases = {normalise(name)}, []
    for each in names:
        key = normalise(each)
        if key not in known:
            known.add(key)
            aliases.append(each[:LONGEST_ALIAS])
    return aliases


def united_genres(
    merged: Iterable[tuple[str, bool]], survivor: Iterable[tuple[str, bool]]
) -> list[tuple[str, bool]]:
    """The genres of both; the primary one is the survivor's, if it has one."""
    own = [(uuid, is_primary) for uuid, is_primary in survivor]
    known = {uuid for uuid, _ in own}
    has_primary = any(is_primary for _, is_primary in own)
    if not has_primary:
        primary = {uuid for uuid, is_primary in merged if is_primary}
        own = [(uuid, uuid in primary) for uuid, _ in own]
        has_primary = any(is_primary for _, is_primary in own)
    return [
        *own,
        *(
            (uuid, is_primary and not has_primary)
            for uuid, is_primary in merged
            if uuid not in known
        ),
    ]


def chosen_fields(
    merged: Game, survivor: Game, choices: Mapping[str, bool]
) -> set[str]:
    """The fields to take of `merged`: as chosen, or else those it has better."""
    chosen = better_fields(merged, survivor)
    for name, is_taken in choices.items():
        chosen = chosen | {name} if is_taken else chosen - {name}
    return chosen

"""A playthrough as a row of the grid."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from apps.browsing.backfill.cells import CELLS
from apps.browsing.backfill.cells import text_of
from apps.core.admin.access import admin_url
from apps.core.admin.edit_conflicts import version_of
from apps.journal.models import Playthrough
from apps.library.covers.showing import attach_covers
from apps.library.models import Game


class GridRow:
    """`number` of `runs`: which of the game's playthroughs it is, the oldest first."""

    def __init__(
        self, run: Playthrough, *, number: int, runs: int, next_url: str = ""
    ) -> None:
        self.run = run
        self.number = number
        self.runs = runs
        self.next_url = next_url

    @property
    def game(self) -> Game:
        return self.run.edition.game

    @property
    def version(self) -> str:
        return version_of(self.run)

    @property
    def about(self) -> str:
        """What tells it from the game's others: "Pixel Remaster, 2nd of 3"."""
        edition = self.run.edition
        parts = [edition.name] if edition.name != edition.game.name else []
        if self.runs > 1:
            parts.append(f"{_ordinal(self.number)} of {self.runs}")
        if not self.run.is_public:
            parts.append("private")
        return ", ".join(parts)

    @property
    def label(self) -> str:
        """For a screen reader."""
        about = self.about
        return f"{self.game.name}, {about}" if about else self.game.name

    @property
    def edit_url(self) -> str:
        return self._returning(admin_url(Playthrough, "edit", self.run.pk))

    @property
    def game_url(self) -> str:
        return self._returning(admin_url(Game, "inspect", self.game.pk))

    @property
    def cells(self) -> Iterator[tuple[str, str, str]]:
        """The name, label and text of each."""
        for name, label in CELLS.items():
            yield name, label, text_of(name, self.run)

    def _returning(self, url: str) -> str:
        return f"{url}?{urlencode({'next': self.next_url})}" if self.next_url else url


def with_rows_fields(runs: QuerySet[Playthrough]) -> QuerySet[Playthrough]:
    """`runs` with all that a row shows."""
    return runs.select_related("edition__game", "platform").defer(
        "notes",
        "review",
        "edition__igdb_data",
        "edition__summary",
        "edition__game__igdb_data",
        "edition__game__summary",
        "edition__game__search_key",
    )


def rows_of(runs: Sequence[Playthrough], next_url: str = "") -> list[GridRow]:
    """A row for each of `runs`: two statements, however many there are."""
    attach_covers([run.edition for run in runs])
    places = _places({run.edition.game_id for run in runs})
    return [
        GridRow(run, number=number, runs=count, next_url=next_url)
        for run in runs
        for number, count in [places[run.pk]]
    ]


def _places(games: set[int]) -> dict[int, tuple[int, int]]:
    """Of each playthrough of `games`, which one it is, and of how many."""
    by_game: dict[int, list[int]] = {}
    found: Any = Playthrough.objects.filter(edition__game__in=games).order_by("pk")
    for pk, game in found.values_list("pk", "edition__game"):
        by_game.setdefault(game, []).append(pk)
    return {
        pk: (number, len(keys))
        for keys in by_game.values()
        for number, pk in enumerate(keys, start=1)
    }


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"

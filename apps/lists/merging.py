"""Lists hold one entry where they held two games that turn out to be the same."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListEntry
from apps.lists.models import Versus
from apps.lists.models.entry import NOTES_LENGTH
from apps.lists.models.merged import joined_notes


class ListMover(Mover):
    games = ("lists.listentry.game", "lists.versus.game")

    def lock(self, games: Collection[int]) -> None:
        # As whoever changes an entry: the list before the game.
        held = ListEntry.objects.filter(game__in=games).values("list")
        rows = List.objects.select_for_update(no_key=True).filter(pk__in=held)
        list(rows.order_by("pk").values_list("pk"))

    def refusals(self, merged: Game, survivor: Game) -> list[str]:
        return [
            f"Their notes on the list “{one.list.name}” are too long together. Shorten "
            f"one of them to fit into {NOTES_LENGTH:,} characters."
            for one, other in _both(merged, survivor)
            if len(joined_notes(one.notes, other.notes)) > NOTES_LENGTH
        ]

    def outlook(self, merged: Game, survivor: Game) -> list[str]:
        both = {one.list_id: (one, other) for one, other in _both(merged, survivor)}
        lines = []
        entries = ListEntry.objects.filter(game=merged).select_related("list")
        for entry in entries.order_by("list__sort_key", "list_id"):
            if entry.list_id not in both:
                rank = f" at #{entry.position}" if entry.position else ""
                lines.append(f"Its place on {entry.list.name}{rank}")
                continue
            other = both[entry.list_id][1]
            if entry.position and other.position:
                best = min(entry.position, other.position)
                ranks = f"#{entry.position} and #{other.position}"
                lines.append(f"One place on {entry.list.name}: #{best}, of {ranks}")
            else:
                lines.append(f"One place on {entry.list.name} instead of two")
        return lines

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        versus = [
            record
            for row in Versus.objects.open().select_related("list", "game")
            if (record := row.merge_games(merged, survivor))
        ]
        applied = Versus.objects.filter(game=merged).exclude(applied_at=None)
        finished = [str(uuid) for uuid in applied.values_list("uuid", flat=True)]
        applied.update(game=survivor)
        return {
            "lists": [
                record
                for list_ in _lists_with(merged)
                for record in _changed(list_, merged, survivor, by)
            ],
            "versus": versus,
            "finished": finished,
        }

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        kept = []
        for each in record["lists"]:
            list_ = List.objects.filter(uuid=each["list"]).first()
            if list_ is None:
                kept.append(f"The list “{each['name']}” was deleted since.")
                continue
            with _in_history(list_, by):
                said = list_.split_games(each, merged, survivor)
            kept += [said] if said else []
        for each in record["versus"]:
            Versus.restore_merged(each)
        Versus.objects.filter(
            uuid__in=[UUID(uuid) for uuid in record["finished"]], game=survivor
        ).update(game=merged)
        return kept


def _lists_with(game: Game) -> list[List]:
    held = ListEntry.objects.filter(game=game).values("list")
    return list(List.objects.filter(pk__in=held).order_by("pk"))


def _both(merged: Game, survivor: Game) -> Iterator[tuple[ListEntry, ListEntry]]:
    """The entries of both on each list that has them."""
    rows = ListEntry.objects.select_related("list")
    others = {entry.list_id: entry for entry in rows.filter(game=survivor)}
    for entry in rows.filter(game=merged).order_by("list_id"):
        if entry.list_id in others:
            yield entry, others[entry.list_id]


def _changed(list_: List, merged: Game, survivor: Game, by: Any) -> Iterator[Record]:
    with _in_history(list_, by):
        record = list_.merge_games(merged, survivor)
    if record:
        yield record


@contextmanager
def _in_history(list_: List, by: Any) -> Iterator[None]:
    """With a version of the list from before and one from after, where it is known who
    changes it."""
    if by is None:
        yield
        return
    with list_.edited_by(by):
        yield


MOVER = ListMover()

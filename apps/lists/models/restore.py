"""Making a list what it was: which entries come, go and move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from apps.library.models import Game
from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.order import moved_members

if TYPE_CHECKING:
    from apps.lists.models.list import List


def become(
    ranking: List, snapshots: Sequence[EntrySnapshot], *, is_ranked: bool
) -> list[str]:
    """Make the locked list hold exactly `snapshots`, as one change.

    Returns the names of the games that no longer exist and so cannot be listed.
    """
    entries = list(ranking.entries.with_games())
    before = {str(entry.game.uuid): entry for entry in entries}
    positions = {entry.pk: entry.position for entry in entries}
    games = Game.objects.in_bulk([s["game"] for s in snapshots], field_name="uuid")
    wanted = [s for s in snapshots if UUID(s["game"]) in games]
    gone = [before[game] for game in before if game not in {s["game"] for s in wanted}]

    ranking.entries.filter(pk__in=[entry.pk for entry in gone]).delete()
    renoted = _restore_notes(before, wanted)
    after = _create_missing(ranking, before, games, wanted)
    switched = ranking.is_ranked != is_ranked
    ranking.is_ranked = is_ranked
    _restore_positions(ranking, after, wanted)

    moved = moved_members(
        [str(entry.game.uuid) for entry in entries],
        [str(entry.game.uuid) for entry in after],
    )
    moves: list[Move] = [entry.way_out() for entry in gone]
    for entry in after:
        came = entry.pk not in positions
        if came or switched or str(entry.game.uuid) in moved:
            moves.append(entry.way_from(None if came else positions[entry.pk]))
    if moves or switched:
        ranking._changed(Verb.RESTORED, moves, order=ranking._game_order())
    elif renoted:
        ranking._annotated(renoted)
    return [s["name"] for s in snapshots if UUID(s["game"]) not in games]


def _restore_notes(
    before: dict[str, ListEntry], wanted: Sequence[EntrySnapshot]
) -> list[str]:
    """Put the notes back; the slugs of the games whose notes differed."""
    changed = []
    for snapshot in wanted:
        entry = before.get(snapshot["game"])
        if entry and entry.notes != snapshot["notes"]:
            entry.notes = snapshot["notes"]
            changed.append(entry)
    ListEntry.objects.bulk_update(changed, ["notes"], batch_size=500)
    return [entry.game.slug for entry in changed]


def _create_missing(
    ranking: List,
    before: dict[str, ListEntry],
    games: dict[UUID, Game],
    wanted: Sequence[EntrySnapshot],
) -> list[ListEntry]:
    """Every wanted entry in order; those that were missing are stored."""
    after, new = [], []
    for snapshot in wanted:
        entry = before.get(snapshot["game"])
        if entry is None:
            entry = ListEntry(list=ranking, game=games[UUID(snapshot["game"])])
            entry.take_back(snapshot)
            new.append(entry)
        after.append(entry)
    ListEntry.objects.bulk_create(new)
    return after


def _restore_positions(
    ranking: List, after: Sequence[ListEntry], wanted: Sequence[EntrySnapshot]
) -> None:
    if ranking.is_ranked:
        ranking._store_order([entry.pk for entry in after])
        for place, entry in enumerate(after, start=1):
            entry.position = place
        return
    changed = []
    for entry, snapshot in zip(after, wanted, strict=True):
        if entry.position != snapshot["position"]:
            entry.position = snapshot["position"]
            changed.append(entry)
    ListEntry.objects.bulk_update(changed, ["position"], batch_size=500)

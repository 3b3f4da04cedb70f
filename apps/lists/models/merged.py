"""Entries of a list whose games were merged, and of games that are two again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import NotRequired
from typing import TypedDict

from django.db import transaction

from apps.library.models import Game
from apps.library.models import GameRedirect
from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.ranked import RankedModel


class MergedEntries(TypedDict):
    """What a list was before two games on it became one; ids of entries and games."""

    list: str
    name: str
    before: list[str]  # the entries in their order
    after: list[str]
    gone: EntrySnapshot
    # The other game's entry, None where it wasn't on the list, and its notes after.
    into: EntrySnapshot | None
    notes: str
    # That of the worse of the two ranks, where the list had tiers.
    tier: NotRequired[str]


def joined_notes(first: str, second: str) -> str:
    """Both notes, each once."""
    parts = [first.strip(), second.strip()]
    if parts[1] in parts[0]:
        return first
    return "\n\n".join(filter(None, parts))


def of_games_now(snapshots: Sequence[EntrySnapshot]) -> Sequence[EntrySnapshot]:
    """`snapshots` with merged games as what they became, each game once.

    Those of games that are gone for good stay as they are.
    """
    now = GameRedirect.objects.games_now(snapshot["game"] for snapshot in snapshots)
    found: dict[str, EntrySnapshot] = {}
    for snapshot in snapshots:
        game = now.get(snapshot["game"])
        uuid = str(game.uuid) if game else snapshot["game"]
        # The first one has the better rank.
        found.setdefault(uuid, {**snapshot, "game": uuid})
    return list(found.values())


class MergesGames(RankedModel):
    """The verbs of a list for games that are merged, and taken apart again."""

    if TYPE_CHECKING:
        name: Any

    class Meta:
        abstract = True

    @transaction.atomic
    def merge_games(self, gone: Game, into: Game) -> MergedEntries | None:
        """Have `into` where `gone` is, as one change; None where that isn't listed.

        Where both are, the better rank stays, and both notes.
        """
        self._lock()
        entries = {entry.game_id: entry for entry in self.entries.with_games()}
        old, own = entries.get(gone.pk), entries.get(into.pk)
        if old is None:
            return None
        record = MergedEntries(
            list=str(self.uuid),
            name=self.name,
            before=self._entry_uuids(),
            after=[],
            gone=_snapshot(old),
            into=_snapshot(own) if own else None,
            notes=joined_notes(own.notes, old.notes) if own else old.notes,
        )
        moves = [old.way_out()]
        if own is not None and self.is_ranked:
            worse = max(old.position or 0, own.position or 0)
            record["tier"] = self._tier_name(worse)
            self._leave_tiers([worse])
        if own is None:
            old.game = into
            old.save(update_fields=["game", "updated_at"])
            moves.append(old.way_from(None))
        else:
            moves += self._join(old, own, record["notes"])
        self._changed(Verb.MERGED, moves, order=self._game_order())
        record["after"] = self._entry_uuids()
        return record

    def _join(self, old: ListEntry, own: ListEntry, notes: str) -> list[Move]:
        before, ids = own.position, self._entry_ids()
        best = min(filter(None, (old.position, before)), default=None)
        self.entries.filter(pk=old.pk).delete()
        if self.is_ranked:
            if best == old.position:
                ids.remove(own.pk)
                ids[ids.index(old.pk)] = own.pk
            else:
                ids.remove(old.pk)
            self._store_order(ids)
        own.position, own.notes = best, notes
        own.save(update_fields=["notes", "position", "updated_at"])
        return [own.way_from(before)] if best != before else []

    @transaction.atomic
    def split_games(self, record: MergedEntries, gone: Game, into: Game) -> str:
        """Undo `merge_games`, as one change.

        To the letter where the list is as that left it; else `gone` goes to its former
        rank, or the end. Returns what stays as it is, in a sentence; empty if nothing.
        """
        self._lock()
        entry_id = (record["into"] or record["gone"])["id"]
        entry = self.entries.with_games().filter(uuid=entry_id, game=into).first()
        if entry is None:
            return (
                f"{into.name} was taken off {self.name} since, and {gone.name} isn’t "
                "on it."
            )
        if self.entries.filter(game=gone).exists():
            return f"{gone.name} was added to {self.name} since."
        if record["into"] is None:
            moves = [entry.way_out()]
            entry.game = gone
            entry.save(update_fields=["game", "updated_at"])
            moves.append(entry.way_from(None))
            self._changed(Verb.RESTORED, moves, order=self._game_order())
            return ""
        return self._part(entry, record, record["into"], gone)

    def _part(
        self, own: ListEntry, record: MergedEntries, then: EntrySnapshot, gone: Game
    ) -> str:
        """Make one entry two; `then` is what the one was."""
        before, order = own.position, self._entry_ids()
        is_untouched = self._entry_uuids() == record["after"]
        if own.notes == record["notes"]:
            own.notes = then["notes"]
        was = record["gone"]
        old = ListEntry(list_id=self.pk, game=gone)
        old.take_back(
            {"id": was["id"], "notes": was["notes"], "added_at": was["added_at"]}
        )
        if is_untouched and not self.is_ranked:
            own.position, old.position = then["position"], was["position"]
        own.save(update_fields=["notes", "position", "updated_at"])
        ListEntry.objects.bulk_create([old])
        if self.is_ranked:
            self._store_order(self._order_with(old, order, record, is_untouched))
            own.refresh_from_db(fields=["position"])
            old.refresh_from_db(fields=["position"])
            self._enter_tier(
                max(own.position or 1, old.position or 1)
                if is_untouched
                else old.position or 1,
                count=len(order) - (not is_untouched),
                tier=self._tier_named(record.get("tier", "")) if is_untouched else None,
            )
        moves = [old.way_from(None)]
        moves += [own.way_from(before)] if own.position != before else []
        self._changed(Verb.RESTORED, moves, order=self._game_order())
        if is_untouched:
            return ""
        return f"{self.name} was changed since, so the other places on it stay."

    def _order_with(
        self,
        old: ListEntry,
        order: list[int],
        record: MergedEntries,
        is_untouched: bool,
    ) -> list[int]:
        """The keys of the entries with `old`: as they stood, or where it stood."""
        if is_untouched:
            rows = self.entries.values_list("uuid", "pk")
            keys = {str(uuid): pk for uuid, pk in rows}
            return [keys[uuid] for uuid in record["before"]]
        place = record["gone"]["position"] or len(order) + 1
        order.insert(min(place, len(order) + 1) - 1, old.pk)
        return order

    def _entry_uuids(self) -> list[str]:
        return [str(uuid) for uuid in self.entries.values_list("uuid", flat=True)]


def _snapshot(entry: ListEntry) -> EntrySnapshot:
    return {
        "id": str(entry.uuid),
        "game": str(entry.game.uuid),
        "name": entry.game.name,
        "position": entry.position,
        "notes": entry.notes,
        "added_at": entry.added_at.isoformat(),
    }


def merged_ids(value: Any, old: str, new: str) -> Any:
    """JSON with the id `new` wherever it has `old`, in values and lists of them."""
    if isinstance(value, list):
        return [merged_ids(each, old, new) for each in value]
    if isinstance(value, dict):
        return {key: merged_ids(each, old, new) for key, each in value.items()}
    return new if value == old else value

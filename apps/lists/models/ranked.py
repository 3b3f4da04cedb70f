"""The steps that the verbs of `List` are made of."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection
from django.db import models
from django.dispatch import Signal
from django.utils import timezone

from apps.core.models.base import SluggedModel
from apps.library.models import Game
from apps.lists.models.activity import CHECKPOINT_INTERVAL
from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.order import insert_wishes
from apps.lists.models.order import moved_members
from apps.lists.models.tiers import CUTS
from apps.lists.models.tiers import NAMES
from apps.lists.models.tiers import clamped
from apps.lists.models.tiers import tier_at
from apps.lists.models.tiers import validate_ends
from apps.lists.models.tiers import with_one
from apps.lists.models.tiers import without_one
from apps.realtime.catalogue import are_events_suppressed

PUBLIC = "public"

# Sent with `list_`, `verb`, `games` (slugs), and where the verb is "changed", with what
# of the list has `changed`, in the transaction of the change.
changed_without_activity = Signal()

STORE_ORDER = """
UPDATE lists_listentry AS entry
SET position = placed.position
FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed (id, position)
WHERE entry.id = placed.id
  AND entry.list_id = %s
  AND entry.position IS DISTINCT FROM placed.position
"""


class ListChanged(ValidationError):
    """Somebody else changed the list since the caller last read it."""

    def __init__(self) -> None:
        super().__init__(
            "This list was changed elsewhere in the meantime. Reload it.",
            code="changed",
        )


class RankedModel(SluggedModel):
    """The steps that the verbs of `List` are made of; each needs the lock."""

    is_ranked = models.BooleanField(
        "ranked", default=True, help_text="A ranked list gives each game a position."
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    # See `apps.lists.models.tiers`; empty: nobody has cut the list into tiers.
    tier_ends = ArrayField(
        models.PositiveIntegerField(),
        default=list,
        blank=True,
        editable=False,
        validators=[validate_ends],
    )

    if TYPE_CHECKING:
        # What `List` and the rows that point at it add.
        objects: Any
        entries: Any
        activities: Any
        visibility: Any

    class Meta:
        abstract = True

    def _lock(self, expected_version: int | None = None) -> None:
        locked = type(self).objects.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=locked)
        if expected_version is not None and expected_version != self.version:
            raise ListChanged

    def _require_ranked(self) -> None:
        if not self.is_ranked:
            raise ValidationError(
                "This list isn't ranked, so its entries have no order.", code="unranked"
            )

    def _require_position(self, position: int, last: int) -> None:
        if not 1 <= position <= last:
            raise ValidationError(
                f"Position {position} is outside this list. Choose 1 to {last}.",
                code="position",
            )

    def _entry_ids(self) -> list[int]:
        return list(self.entries.values_list("id", flat=True))

    def _store_order(self, order: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(STORE_ORDER, [list(order), self.pk])

    def _game_order(self) -> list[str]:
        return [str(uuid) for uuid in self.entries.values_list("game__uuid", flat=True)]

    def _touch(self) -> None:
        self.version += 1
        self.updated_at = timezone.now()
        type(self).objects.filter(pk=self.pk).update(
            version=self.version,
            is_ranked=self.is_ranked,
            tier_ends=self.tier_ends,
            updated_at=self.updated_at,
        )

    # Tiers: only the game that moves changes its own. Of an unranked list they stay as
    # they are, for when it is ranked again.

    def _tier_at(self, rank: int) -> int | None:
        return tier_at(self.tier_ends, rank) if self.tier_ends else None

    def _tier_name(self, rank: int) -> str:
        """The name of the tier that holds `rank`; "" where there are none."""
        if not self.is_ranked or not self.tier_ends or not rank:
            return ""
        return NAMES[tier_at(self.tier_ends, rank)]

    def _tier_named(self, name: str) -> int | None:
        return NAMES.index(name) if name else None

    def _enter_tier(self, rank: int, *, count: int, tier: int | None = None) -> None:
        """One game comes to `rank` of the `count` that there were before.

        It joins `tier`, or the one of the game that makes room for it, or at the end
        that of the last one.
        """
        if not self.tier_ends:
            return
        self.tier_ends = clamped(self.tier_ends, count)
        if tier is None:
            tier = tier_at(self.tier_ends, min(rank, count)) if count else CUTS
        self.tier_ends = with_one(self.tier_ends, tier)

    def _leave_tiers(self, ranks: Iterable[int | None]) -> None:
        before = self.tier_ends
        for rank in ranks:
            if before and rank:
                tier = tier_at(before, rank)
                self.tier_ends = without_one(self.tier_ends, tier)

    def _changed(
        self, verb: Verb, moves: Sequence[Move], *, order: list[str] | None = None
    ) -> None:
        self._touch()
        if order is None and self.version % CHECKPOINT_INTERVAL == 0:
            order = self._game_order()
        self._write_activity(verb, moves, order=order)

    def _write_activity(
        self, verb: Verb, moves: Sequence[Move], *, order: list[str] | None = None
    ) -> None:
        self.activities.create(
            verb=verb,
            entries=[move["slug"] for move in moves],
            moves=list(moves),
            order=order,
            is_ranked=self.is_ranked,
            version=self.version,
            is_told=self._is_told(),
        )

    def _is_told(self) -> bool:
        """Whether what changes now is for everybody to know."""
        return self.visibility == PUBLIC and not are_events_suppressed()

    def _annotated(self, games: Sequence[str]) -> None:
        """Note that the notes on these games (slugs) changed: no activity."""
        self._touch()
        changed_without_activity.send(
            sender=type(self), list_=self, verb="annotated", games=games
        )

    # Adding

    def _insert(
        self,
        entries: Sequence[ListEntry],
        *,
        at_end: bool = True,
        tiers: Mapping[str, str] | None = None,
    ) -> None:
        """Store new entries as one change; `position` of each is where it asks to go.

        `at_end`: without a position they are the last of an unranked list. `tiers`: the
        names of those that some of them join, by the entries' uuids.
        """
        if not entries:
            return
        for entry in entries:
            entry.clean_fields(exclude=["list", "game"])
        if self.is_ranked:
            self._insert_ranked(entries, tiers or {})
        else:
            self._require_free([entry.position for entry in entries])
            ListEntry.objects.bulk_create(entries)
            at_end = at_end and all(entry.position is None for entry in entries)
        self._changed(
            Verb.ADDED,
            [entry.way_from(None) for entry in entries],
            order=None if self.is_ranked or at_end else self._game_order(),
        )

    def _insert_ranked(
        self, entries: Sequence[ListEntry], tiers: Mapping[str, str]
    ) -> None:
        order = self._entry_ids()
        count = len(order)
        wishes = [entry.position for entry in entries]
        for entry in entries:
            entry.position = None
        ListEntry.objects.bulk_create(entries)
        order = insert_wishes(order, [entry.pk for entry in entries], wishes)
        self._store_order(order)
        position = {pk: place for place, pk in enumerate(order, start=1)}
        for entry in entries:
            entry.position = position[entry.pk]
        for entry in sorted(entries, key=lambda entry: position[entry.pk]):
            tier = self._tier_named(tiers.get(str(entry.uuid), ""))
            self._enter_tier(position[entry.pk], count=count, tier=tier)
            count += 1

    def _require_free(self, positions: Iterable[int | None]) -> None:
        asked = [position for position in positions if position is not None]
        taken = self.entries.filter(position__in=asked).select_related("game").first()
        if taken:
            raise ValidationError(
                f"Position {taken.position} is taken by {taken.game}.", code="position"
            )
        if len(set(asked)) != len(asked):
            raise ValidationError("Two games have the same position.", code="position")

    # Switching the ranking on and off

    def _switch_ranking(self) -> None:
        """Number the entries of a list that became ranked, or clear their positions."""
        before = {entry.pk: entry.position for entry in self.entries.all()}
        if self.is_ranked:
            self._store_order(self._order_when_last_ranked())
        else:
            self.entries.update(position=None)
        moves = [
            entry.way_from(before[entry.pk])
            for entry in self.entries.with_games()
            if entry.position != before[entry.pk]
        ]
        self._changed(Verb.REORDERED, moves, order=self._game_order())

    def _order_when_last_ranked(self) -> list[int]:
        """Ids of the entries: the ranking from before, then what came since."""
        ranked = self.activities.filter(is_ranked=True).order_by("-id").first()
        order = self.activities.filter(id__lte=ranked.pk).order() if ranked else []
        rank = {game: place for place, game in enumerate(order)}
        entries = sorted(
            self.entries.with_games(),
            key=lambda entry: rank.get(str(entry.game.uuid), len(rank)),
        )
        return [entry.pk for entry in entries]

    # Restoring

    def _become(
        self, snapshots: Sequence[EntrySnapshot], *, is_ranked: bool
    ) -> list[str]:
        """Hold exactly `snapshots`, as one change.

        Returns the names of the games that no longer exist and so cannot be listed.
        """
        entries = list(self.entries.with_games())
        before = {str(entry.game.uuid): entry for entry in entries}
        positions = {entry.pk: entry.position for entry in entries}
        games = Game.objects.in_bulk([s["game"] for s in snapshots], field_name="uuid")
        wanted = [s for s in snapshots if UUID(s["game"]) in games]
        kept = {snapshot["game"] for snapshot in wanted}
        gone = [entry for game, entry in before.items() if game not in kept]

        self.entries.filter(pk__in=[entry.pk for entry in gone]).delete()
        renoted = _restore_notes(before, wanted)
        after = self._create_missing(before, games, wanted)
        switched = self.is_ranked != is_ranked
        self.is_ranked = is_ranked
        self._restore_positions(after, wanted)

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
            self._changed(Verb.RESTORED, moves, order=self._game_order())
        elif renoted:
            self._annotated(renoted)
        return [s["name"] for s in snapshots if UUID(s["game"]) not in games]

    def _create_missing(
        self,
        before: dict[str, ListEntry],
        games: dict[UUID, Game],
        wanted: Sequence[EntrySnapshot],
    ) -> list[ListEntry]:
        """Every wanted entry in order; those that were missing are stored."""
        after, new = [], []
        for snapshot in wanted:
            entry = before.get(snapshot["game"])
            if entry is None:
                entry = ListEntry(list_id=self.pk, game=games[UUID(snapshot["game"])])
                entry.take_back(snapshot)
                new.append(entry)
            after.append(entry)
        ListEntry.objects.bulk_create(new)
        return after

    def _restore_positions(
        self, after: Sequence[ListEntry], wanted: Sequence[EntrySnapshot]
    ) -> None:
        if self.is_ranked:
            self._store_order([entry.pk for entry in after])
            for place, entry in enumerate(after, start=1):
                entry.position = place
            return
        changed = []
        for entry, snapshot in zip(after, wanted, strict=True):
            if entry.position != snapshot["position"]:
                entry.position = snapshot["position"]
                changed.append(entry)
        ListEntry.objects.bulk_update(changed, ["position"], batch_size=500)


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

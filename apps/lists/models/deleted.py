from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from typing import ClassVar

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.core.models.base import BaseModel
from apps.core.models.base import name_slug
from apps.core.models.field_table import FieldTable
from apps.library.models import Game
from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.ranked import changed_without_activity
from apps.realtime.catalogue import suppress_events

if TYPE_CHECKING:
    from apps.lists.models.list import List

# Of a change of the list. It gets new times, and its list is the one put back.
ACTIVITY_FIELDS = tuple(
    name
    for name in ListActivity.field_table.exported()
    if name not in ("list", "created_at", "updated_at")
)


class DeletedList(BaseModel):
    """A list that was deleted, whole, so that it can be put back."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "name",
            "entry_count",
            "deleted_at",
            "created_at",
            "updated_at",
            "content",
        ),
    )

    name = models.CharField(max_length=200)
    entry_count = models.PositiveIntegerField()
    deleted_at = models.DateTimeField(default=timezone.now)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-deleted_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, ranking: List) -> DeletedList:
        """Keep all of the locked list: fields, entries and activity."""
        table = ranking.field_table
        # Its rows get new numbers.
        kept = ("uuid", *table.edited, *table.counter)
        fields = {name: getattr(ranking, name) for name in kept}
        entries = ranking.entries.snapshots()
        activities = ranking.activities.order_by("id").values(*ACTIVITY_FIELDS)
        return cls.objects.create(
            name=ranking.name,
            entry_count=len(entries),
            content={
                "fields": fields,
                # Django's encoder would cut the microseconds.
                "created_at": ranking.created_at.isoformat(),
                "published_at": _isoformat(ranking.published_at),
                "entries": entries,
                "activities": [
                    {**activity, "timestamp": activity["timestamp"].isoformat()}
                    for activity in activities
                ],
            },
        )

    @transaction.atomic
    def put_back(self) -> tuple[List, list[str]]:
        """The list again, with its past; and the names of games deleted meanwhile.

        It has its old id and address, or a new address where that is taken now.
        """
        content = self.content
        ranking = self._list(content["fields"])
        skipped = self._put_entries_back(ranking, content["entries"])
        ListActivity.objects.bulk_create(
            ListActivity(list=ranking, **_with_times(activity))
            for activity in content["activities"]
        )
        if skipped:
            with suppress_events():
                _close_up(ranking, skipped)
        ranking.published_at = parse_datetime(content.get("published_at") or "")
        if ranking.visibility == "public" and ranking.published_at is None:
            # Deleted by a Questlog that did not note it.
            ranking.published_at = parse_datetime(content["created_at"])
        ranking._touch()
        changed_without_activity.send(
            sender=type(ranking), ranking=ranking, verb="published", games=[]
        )
        type(ranking).objects.filter(pk=ranking.pk).update(
            created_at=content["created_at"], published_at=ranking.published_at
        )
        self.delete()
        return ranking, [snapshot["name"] for snapshot in skipped]

    def _list(self, fields: dict[str, Any]) -> List:
        # `List` keeps its deleted rows here, so it imports this module.
        model = apps.get_model("lists", "List")
        # Its deletion was a change too, after the last one that it knows of.
        ranking = model(**{**fields, "version": fields["version"] + 1})
        if model.objects.filter(slug=ranking.slug).exists():
            ranking.slug = ranking._free_slug()
        ranking.derive_fields()
        # Not by `save`, which would note that a list was created.
        model.objects.bulk_create([ranking])
        return ranking

    def _put_entries_back(
        self, ranking: List, snapshots: list[EntrySnapshot]
    ) -> list[EntrySnapshot]:
        """Store the entries; those of games that were deleted are returned."""
        games = Game.objects.in_bulk([s["game"] for s in snapshots], field_name="uuid")
        by_uuid = {str(uuid): game for uuid, game in games.items()}
        entries = []
        for snapshot in snapshots:
            if snapshot["game"] not in by_uuid:
                continue
            game = by_uuid[snapshot["game"]]
            entry = ListEntry(list=ranking, game=game, position=snapshot["position"])
            entry.take_back(snapshot)
            entries.append(entry)
        ListEntry.objects.bulk_create(entries)
        return [s for s in snapshots if s["game"] not in by_uuid]


def _close_up(ranking: List, gone: list[EntrySnapshot]) -> None:
    if ranking.is_ranked:
        ranking._store_order(ranking._entry_ids())
    moves: list[Move] = [
        {
            "game": snapshot["game"],
            "slug": name_slug(snapshot["name"]),
            "name": snapshot["name"],
            "from_position": snapshot["position"],
            "to_position": None,
            "removed": {
                "id": snapshot["id"],
                "notes": snapshot["notes"],
                "added_at": snapshot["added_at"],
            },
        }
        for snapshot in gone
    ]
    ranking._changed(Verb.REMOVED, moves)


def _isoformat(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _with_times(activity: dict[str, Any]) -> dict[str, Any]:
    return {**activity, "timestamp": parse_datetime(activity["timestamp"])}

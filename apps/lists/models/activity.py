from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.lists.models.order import Way
from apps.lists.models.order import apply_moves

# Every so many changes a row holds the whole order: reading a past one replays
# no more rows than this.
CHECKPOINT_INTERVAL = 100


class Verb(models.TextChoices):
    CREATED = "created", "Created"
    ADDED = "added", "Added"
    REMOVED = "removed", "Removed"
    REORDERED = "reordered", "Reordered"
    RESTORED = "restored", "Restored"
    MERGED = "merged", "Merged"


class ListActivityQuerySet(models.QuerySet["ListActivity"]):
    def until(self, moment: datetime) -> Self:
        """Of one list: what had happened by `moment`, even if clocks were set back."""
        by_then = self.filter(timestamp__lte=moment).order_by("-id").values("id")[:1]
        return self.filter(id__lte=Coalesce(Subquery(by_then), 0))

    def served(self) -> Self:
        """Without the creation: a new list has no activity until an entry changes."""
        return self.exclude(verb=Verb.CREATED)

    def public(self) -> Self:
        """From each list's first publication on: its drafting is the owner's."""
        return self.filter(timestamp__gte=F("list__published_at"))

    def order(self) -> list[str]:
        """The order these activities of one list led to: game uuids, first to last."""
        checkpoint = self.filter(order__isnull=False).order_by("-id").values("id")[:1]
        recent = self.filter(id__gte=Coalesce(Subquery(checkpoint), 0))
        return replay(recent.order_by("id"))


class ListActivity(BaseModel):
    """One change of a list: which games, and for a re-rank from where to where.

    `moves` names the games that were moved; the others closed up or made room.
    Replayed from the first to the last they give the list at any past date.
    """

    public_as: ClassVar[str] = "list"
    # Nobody edits what has happened.
    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "list",
            "timestamp",
            "verb",
            "version",
            "is_ranked",
            "entries",
            "moves",
            "order",
            "created_at",
            "updated_at",
            "is_told",
        ),
        not_exported={"is_told": "Events aren't exported."},
    )

    # Before `list`, which would hide the builtin that is their default.
    entries = ArrayField(
        models.SlugField(max_length=200), default=list, help_text="Slugs of the games."
    )
    moves = models.JSONField(default=list)
    # The whole order after this change, as game uuids: where `moves` alone do not
    # tell it (a restore, ranking switched on or off), and at each checkpoint.
    order = models.JSONField(null=True, blank=True)
    list = models.ForeignKey(
        "lists.List", on_delete=models.CASCADE, related_name="activities"
    )
    timestamp = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=10, choices=Verb)
    is_ranked = models.BooleanField(
        default=True, help_text="Whether the list was ranked after this change."
    )
    # The list's version after this change: the order of the changes.
    version = models.PositiveIntegerField(default=0)
    # Whether an event tells of it: not while the list was hidden, nor of an import.
    is_told = models.BooleanField(default=False, editable=False)

    objects = ListActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "list activities"
        indexes = [models.Index(fields=["list", "-id"], name="activity_latest")]

    def __str__(self) -> str:
        return f"{self.list}: {self.get_verb_display().lower()} {len(self.entries)}"

    def ways(self) -> Sequence[Way]:
        """The moves as events tell them."""
        return [
            {
                "work": move["name"],
                "work_slug": move["slug"],
                "from": move["from_position"],
                "to": move["to_position"],
            }
            for move in self.moves
        ]


def replay(activities: Iterable[ListActivity]) -> list[str]:
    """The order that `activities`, oldest first, lead to: game uuids, first to last."""
    order: list[str] = []
    for activity in activities:
        if activity.order is not None:
            order = activity.order
        else:
            order = apply_moves(order, activity.moves)
    return order

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.profile import ID_LENGTH


class Report(BaseModel):
    """The post-game carnage report of an activity. It never changes.

    `fetched_at` is null where Bungie has none; `asked_at` is when it was last asked.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "instance_id",
            "asked_at",
            "fetched_at",
            "from_beginning",
            "starting_phase",
            "difficulty_tier",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    instance_id = models.CharField(max_length=ID_LENGTH, unique=True)
    asked_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    # Old reports don't say whether the group began at the start.
    from_beginning = models.BooleanField(null=True)
    starting_phase = models.IntegerField(null=True)
    difficulty_tier = models.IntegerField(null=True)

    def __str__(self) -> str:
        return f"Report of {self.instance_id}"


class ReportEntry(BaseModel):
    """One player's part in an activity; a player with two characters has two."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "report",
            "position",
            "character_id",
            "membership_id",
            "display_name",
            "character_class",
            "light",
            "is_self",
            "standing",
            "completed",
            "time_played_seconds",
            "kills",
            "deaths",
            "assists",
            "score",
            "values",
            "weapons",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    # From 1, in Bungie's order.
    position = models.PositiveSmallIntegerField()
    character_id = models.CharField(max_length=ID_LENGTH)
    membership_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    display_name = models.CharField(max_length=200, blank=True, default="")
    character_class = models.CharField(max_length=20, blank=True, default="")
    light = models.IntegerField(default=0)
    # Whether this is the owner.
    is_self = models.BooleanField(default=False)
    standing = models.IntegerField(null=True)
    completed = models.BooleanField(default=False)
    time_played_seconds = models.IntegerField(default=0)
    kills = models.IntegerField(default=0)
    deaths = models.IntegerField(default=0)
    assists = models.IntegerField(default=0)
    score = models.IntegerField(default=0)
    values = models.JSONField(default=dict)
    # In Bungie's order, each as {"hash": 123, "kills": 4, "precision_kills": 2}.
    weapons = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "report entries"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="destiny_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="destiny_entry_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or f"Player {self.position}"

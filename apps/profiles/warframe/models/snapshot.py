from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.warframe.models.profile import WarframeProfile


class Trigger(models.TextChoices):
    MANUAL = "manual", "By hand"
    SESSION_END = "session_end", "After playing"
    SCHEDULED = "scheduled", "By schedule"


class Snapshot(BaseModel):
    """The counters right after an archive; one for each."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "captured_at",
            "trigger",
            "mastery_rank",
            "time_played_seconds",
            "missions_completed",
            "pickup_count",
            "total_weapon_kills",
            "weapons_tracked",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        WarframeProfile,
        on_delete=models.CASCADE,
        related_name="snapshots",
        db_index=False,
    )
    captured_at = models.DateTimeField()
    trigger = models.CharField(max_length=12, choices=Trigger)
    mastery_rank = models.PositiveIntegerField(default=0)
    time_played_seconds = models.PositiveBigIntegerField(default=0)
    missions_completed = models.PositiveBigIntegerField(default=0)
    pickup_count = models.PositiveBigIntegerField(default=0)
    total_weapon_kills = models.PositiveBigIntegerField(default=0)
    weapons_tracked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["captured_at", "id"]
        indexes = [
            models.Index(
                fields=["profile", "-captured_at", "-id"], name="warframe_latest"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(trigger__in=Trigger.values),
                name="warframe_trigger_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Snapshot of {self.captured_at:%Y-%m-%d %H:%M}"

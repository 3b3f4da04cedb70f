from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.journal.models import Session

SERVICE = "romm"
# As RomM's own clients name devices and slots.
LONGEST_NAME = 255
LONGEST_PROBLEM = 500


class PlayReportQuerySet(models.QuerySet["PlayReport"]):
    def waiting(self) -> Self:
        """Those that are neither a session nor left out."""
        return self.filter(is_waiting=True)


class PlayReport(BaseModel):
    """Time played that a client of RomM reported, kept so that nothing counts twice.

    It waits until its ROM is known to be a game; then it is a `session`. One that is
    neither was left out, or its session was deleted: it doesn't come back.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("rom_id", "device_id", "save_slot", "duration_ms"),
        internal=(
            "id",
            "uuid",
            "started_at",
            "ended_at",
            "is_waiting",
            "problem",
            "session",
            "created_at",
            "updated_at",
        ),
    )

    # RomM's own number of a ROM; a client may not know it.
    rom_id = models.PositiveIntegerField(null=True, blank=True)
    device_id = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    save_slot = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    duration_ms = models.PositiveBigIntegerField()
    is_waiting = models.BooleanField(default=True)
    # Why it could not become a session though its game is known.
    problem = models.CharField(max_length=LONGEST_PROBLEM, blank=True, default="")
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlayReportQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rom_id", "device_id", "started_at", "ended_at"],
                name="romm_report_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")),
                name="romm_report_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_waiting=False) | Q(session__isnull=True),
                name="romm_report_waits_without_session",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rom_id"],
                condition=Q(is_waiting=True),
                name="romm_report_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"ROM {self.rom_id}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def minutes(self) -> int:
        return max(1, round(self.duration_ms / 60_000))

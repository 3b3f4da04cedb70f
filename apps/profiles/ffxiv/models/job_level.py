from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.ffxiv.jobs import job_called
from apps.profiles.ffxiv.models.character import NAME_LENGTH
from apps.profiles.ffxiv.models.character import Character

HIGHEST = 1_000


class JobLevel(BaseModel):
    """How far a character is in a job: 0 for one that wasn't begun.

    `job` is the name of the job, also while only its class is unlocked.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "character",
            "job",
            "place",
            "level",
            "exp",
            "exp_to_next",
            "is_specialist",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="jobs", db_index=False
    )
    job = models.CharField(max_length=NAME_LENGTH)
    # In the game's order.
    place = models.PositiveIntegerField(default=0)
    level = models.PositiveIntegerField(default=0)
    exp = models.PositiveBigIntegerField(null=True, blank=True)
    exp_to_next = models.PositiveBigIntegerField(null=True, blank=True)
    is_specialist = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "job"]
        constraints = [
            models.UniqueConstraint(fields=["character", "job"], name="ffxiv_job_once"),
            models.CheckConstraint(
                condition=Q(level__lte=HIGHEST), name="ffxiv_level_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.level}"

    @property
    def role(self) -> str:
        return job_called(self.job).role

    @property
    def is_max(self) -> bool:
        return self.level >= job_called(self.job).cap

    @property
    def percent(self) -> int:
        """Of the way to the highest level."""
        return min(100, round(100 * self.level / job_called(self.job).cap))


class LevelChange(BaseModel):
    """A level that a sync found for the first time, for charts over time."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("job_level", "level", "seen_at"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    job_level = models.ForeignKey(
        JobLevel, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    level = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["seen_at", "id"]
        verbose_name = "level"
        constraints = [
            models.UniqueConstraint(
                fields=["job_level", "level"], name="ffxiv_level_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_level.job} {self.level}"

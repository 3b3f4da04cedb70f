from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.profile import DestinyProfile


class Title(BaseModel):
    """A title that was earned, and how often it was gilded."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "record_hash",
            "name",
            "gilded_count",
            "earned_after",
            "earned_by",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        DestinyProfile, on_delete=models.CASCADE, related_name="titles"
    )
    record_hash = models.BigIntegerField()
    name = models.CharField(max_length=200)
    gilded_count = models.PositiveIntegerField(default=0)
    # The last sync that saw it open, if one did.
    earned_after = models.DateTimeField(null=True)
    # When a sync first saw it: it was earned by then.
    earned_by = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "record_hash"], name="destiny_title_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

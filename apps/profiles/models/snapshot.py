from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.db import models
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable

SLUG_LENGTH = 40


class ProfileSnapshot(BaseModel):
    """The figures of a profile at one moment, by name: {"mounts": 212}.

    There is one whenever they differ from those before, so that progress can be
    drawn that the rows themselves no longer tell.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "profile",
            "taken_at",
            "figures",
            "created_at",
            "updated_at",
        ),
    )

    # The slug of its `ProfileKind`.
    profile = models.CharField(max_length=SLUG_LENGTH)
    taken_at = models.DateTimeField(default=timezone.now)
    figures: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["profile", "taken_at", "id"]
        indexes = [
            models.Index(fields=["profile", "-taken_at", "-id"], name="snapshot_latest")
        ]

    def __str__(self) -> str:
        return f"{self.profile} on {self.taken_at:%Y-%m-%d}"

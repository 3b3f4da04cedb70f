from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.field_table import FieldTable
from apps.profiles.base import Profile


class PoeProfile(Profile):
    """The owner's profile of Path of Exile, of both games."""

    game_name = "Path of Exile"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public"),
        service=("last_synced", "sync_error"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    class Meta:
        constraints = [
            # One owner has one profile.
            models.UniqueConstraint(models.Value(1), name="poe_one_profile"),
        ]

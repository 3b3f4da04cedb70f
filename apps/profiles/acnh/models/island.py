from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission
from django.db import models

from apps.core.models.field_table import FieldTable
from apps.profiles.acnh.models.villager import CORRECTED
from apps.profiles.acnh.models.villager import Villager
from apps.profiles.base import Profile

MODERATORS = "Hunt moderators"


class Island(Profile):
    """The owner's island: the profile of Animal Crossing: New Horizons."""

    game_name = "Animal Crossing: New Horizons"
    game_igdb_id = 109462
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "residents", "is_public"),
        service=("last_synced", "sync_error"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    residents = models.ManyToManyField(
        Villager,
        blank=True,
        related_name="islands",
        help_text="Villagers who live on your island. You can’t meet them on others.",
    )

    class Meta:
        constraints = [
            # One owner has one island.
            models.UniqueConstraint(models.Value(1), name="acnh_one_island"),
        ]

    def prepare(self) -> None:
        # What a sync brought is newer; it can't say who comes by amiibo only.
        fields = CORRECTED if self.last_synced is None else ("on_islands",)
        Villager.objects.bring_in(fields=fields)
        group, is_new = Group.objects.get_or_create(name=MODERATORS)
        if is_new:
            group.permissions.add(
                Permission.objects.get(
                    content_type__app_label="acnh", codename="add_encounter"
                )
            )

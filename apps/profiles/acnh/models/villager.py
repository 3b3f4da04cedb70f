from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.text import normalise

CATALOGUE = Path(__file__).parent.parent / "villagers.json"
FROM_CATALOGUE = (
    "number",
    "name",
    "search_name",
    "species",
    "personality",
    "gender",
    "birthday",
    "icon_url",
    "image_url",
    "on_islands",
)


def search_name(name: str) -> str:
    """`name` as it may be typed: "tbone" and "t bone" are both T-Bone."""
    return normalise(name).replace(" ", "")


class VillagerQuerySet(models.QuerySet["Villager"]):
    def called(self, given: int | str) -> Self:
        """The one with this number, id (UUID), id in the game, or name."""
        text = str(given).strip()
        if text.isdecimal():
            return self.filter(number=int(text[:9]))
        wanted = Q(game_id=text.lower()) | Q(search_name=search_name(text))
        if len(text) == 36:
            wanted |= Q(pk__in=self.filter(uuid__iexact=text).values("pk"))
        return self.filter(wanted)

    def beginning_with(self, text: str) -> Self:
        return self.filter(search_name__startswith=search_name(text))

    def bring_in(self) -> None:
        """Add the villagers of our catalogue, and correct those that are there.

        A villager that left the catalogue stays: somebody met them.
        """
        rows = json.loads(CATALOGUE.read_text(encoding="utf-8"))
        self.bulk_create(
            [
                self.model(
                    game_id=row.pop("id"), search_name=search_name(row["name"]), **row
                )
                for row in rows
            ],
            update_conflicts=True,
            unique_fields=["game_id"],
            update_fields=FROM_CATALOGUE,
        )


class Villager(BaseModel):
    """One villager of the game. `number` is ours, and never given to another one."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "number",
            "game_id",
            "name",
            "species",
            "personality",
            "gender",
            "birthday",
            "icon_url",
            "image_url",
            "on_islands",
        ),
        internal=("id", "uuid", "search_name", "created_at", "updated_at"),
        not_exported={"search_name": "Recreated from the name."},
    )

    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    game_id = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=50)
    search_name = models.CharField(
        max_length=50, editable=False, default="", db_index=True
    )
    species = models.CharField(max_length=30)
    personality = models.CharField(max_length=30)
    gender = models.CharField(max_length=10, blank=True, default="")
    # Month and day, as in "8/11".
    birthday = models.CharField(max_length=5, blank=True, default="")
    icon_url = models.URLField(max_length=300, blank=True, default="")
    image_url = models.URLField(max_length=300, blank=True, default="")
    # The others come by amiibo only.
    on_islands = models.BooleanField(default=True)

    objects = VillagerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        self.search_name = search_name(self.name)

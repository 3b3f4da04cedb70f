from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.ffxiv.models.character import NAME_LENGTH
from apps.profiles.ffxiv.models.character import URL_LENGTH
from apps.profiles.ffxiv.models.character import Character


class Kind(models.TextChoices):
    ACHIEVEMENT = "achievement", "Achievement"
    MOUNT = "mount", "Mount"
    MINION = "minion", "Minion"


class CollectableQuerySet(models.QuerySet["Collectable"]):
    def listed(self, kind: str) -> CollectableQuerySet:
        """What the catalogue has of a kind, without what it has lost."""
        return self.filter(kind=kind, missing_since=None)

    def owned_by(self, character: Character) -> CollectableQuerySet:
        return self.filter(unlocks__character=character)

    def missing_of(self, character: Character) -> CollectableQuerySet:
        return self.exclude(
            pk__in=Unlock.objects.filter(character=character).values("collectable")
        )


class Collectable(BaseModel):
    """An achievement, mount, or minion of the game.

    One that a character has but the catalogue lacks has only its id until the
    catalogue has it. `sources` are the ways to get it: type and text.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        linked=("kind", "game_id"),
        service=(
            "name",
            "description",
            "patch",
            "place",
            "icon_url",
            "image_url",
            "owned_percent",
            "points",
            "category",
            "group",
            "reward",
            "tradeable",
            "sources",
            "data",
            "missing_since",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    kind = models.CharField(max_length=12, choices=Kind)
    game_id = models.PositiveIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    description = models.TextField(blank=True, default="")
    patch = models.CharField(max_length=20, blank=True, default="")
    place = models.PositiveIntegerField(null=True, blank=True)
    icon_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    image_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    # Of the characters on FFXIV Collect.
    owned_percent = models.PositiveIntegerField(null=True, blank=True)
    points = models.PositiveIntegerField(null=True, blank=True)
    category = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    group = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    reward = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    tradeable = models.BooleanField(null=True, blank=True)
    sources: models.JSONField[list[dict[str, str]]] = models.JSONField(
        default=list, blank=True
    )
    data: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)

    # Where Questlog has its icon, or why it hasn't, once `icons` has looked.
    icon = ""
    icon_problem = ""

    objects = CollectableQuerySet.as_manager()

    class Meta:
        verbose_name = "collectable"
        ordering = ["kind", "game_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "game_id"], name="ffxiv_collectable_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="ffxiv_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{Kind(self.kind).label} {self.game_id}"


class Unlock(BaseModel):
    """What a character owns or has earned.

    `earned_at` is the game's own date, which only achievements have; `seen_at` when
    Questlog saw it first. `missing_since`: an answer lacked it from then on.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "character",
            "collectable",
            "earned_at",
            "seen_at",
            "missing_since",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="unlocks", db_index=False
    )
    collectable = models.ForeignKey(
        Collectable, on_delete=models.PROTECT, related_name="unlocks"
    )
    earned_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "collectable"], name="ffxiv_unlock_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["character", "-earned_at", "-id"], name="ffxiv_newest_unlocks"
            )
        ]

    def __str__(self) -> str:
        return str(self.collectable)

from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.steam.models.app import NAME_LENGTH
from apps.steam.models.app import URL_LENGTH
from apps.steam.models.app import SteamApp

KEY_LENGTH = 200
DESCRIPTION_LENGTH = 2000


class SteamAchievementQuerySet(models.QuerySet["SteamAchievement"]):
    def unlocked(self) -> Self:
        return self.filter(is_unlocked=True)

    def latest_first(self) -> Self:
        """The unlocked ones by time, then the others in the order of the game."""
        latest = F("unlocked_at").desc(nulls_last=True)
        return self.order_by("-is_unlocked", latest, "position", "id")


class SteamAchievement(BaseModel):
    """An achievement of a game, and whether and when the owner unlocked it."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "key",
            "position",
            "name",
            "description",
            "icon_url",
            "locked_icon_url",
            "is_hidden",
            "rarity",
            "is_unlocked",
            "unlocked_at",
        ),
        internal=("id", "uuid", "app", "missing_since", "created_at", "updated_at"),
    )

    app = models.ForeignKey(
        SteamApp, on_delete=models.CASCADE, related_name="achievements"
    )
    # What the game calls it.
    key = models.CharField(max_length=KEY_LENGTH)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    description = models.CharField(
        max_length=DESCRIPTION_LENGTH, blank=True, default=""
    )
    icon_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    locked_icon_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    is_hidden = models.BooleanField(default=False)
    # Percent of all players who have it.
    rarity = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    is_unlocked = models.BooleanField(default=False)
    # Empty also where Steam does not know when.
    unlocked_at = models.DateTimeField(null=True, blank=True)
    # Since when Steam's answers lack it, or show it as locked again.
    missing_since = models.DateTimeField(null=True, blank=True)

    objects = SteamAchievementQuerySet.as_manager()

    class Meta:
        ordering = ["app", "position", "id"]
        verbose_name = "Steam achievement"
        constraints = [
            models.UniqueConstraint(
                fields=["app", "key"], name="steam_achievement_once_an_app"
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True) | Q(is_unlocked=True),
                name="steam_achievement_locked_without_time",
            ),
        ]
        indexes = [
            models.Index(
                F("unlocked_at").desc(nulls_last=True),
                name="steam_achievement_latest",
                condition=Q(is_unlocked=True),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name or self.key

    # Set by `icons.attach_icons`.
    icon: str = ""

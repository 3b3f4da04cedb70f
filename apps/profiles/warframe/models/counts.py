"""What the game counts by weapon, by item, by node, and by syndicate.

Each row is found by the game's own name for its thing. A row that an answer lacks is
kept: the game leaves out zeros and whole lists.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.warframe.models.catalogue import CatalogueItem
from apps.profiles.warframe.models.profile import WarframeProfile

PATH_LENGTH = 300
_INTERNAL = ("id", "uuid", "created_at", "updated_at")


class WeaponQuerySet(models.QuerySet["WeaponCount"]):
    def that_are(self, items: models.QuerySet[CatalogueItem]) -> WeaponQuerySet:
        """What is one of `items`, by either of its paths."""
        aliases = items.exclude(alias_path="").values("alias_path")
        return self.filter(
            models.Q(path__in=items.values("path")) | models.Q(path__in=aliases)
        )

    def used(self) -> WeaponQuerySet:
        """What has kills or was equipped: half of all entries are neither."""
        return self.filter(models.Q(kills__gt=0) | models.Q(equip_time_seconds__gt=0))


class WeaponCount(BaseModel):
    """How something was used: weapons, frames, companions, and abilities alike.

    Counters of the game: `hits` may exceed `fired`, and melee hits without firing.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "path",
            "fired",
            "hits",
            "kills",
            "headshots",
            "assists",
            "equip_time_seconds",
            "xp",
        ),
        internal=_INTERNAL,
    )

    # The constraint begins with the profile.
    profile = models.ForeignKey(
        WarframeProfile,
        on_delete=models.CASCADE,
        related_name="weapons",
        db_index=False,
    )
    path = models.CharField(max_length=PATH_LENGTH)
    fired = models.PositiveBigIntegerField(default=0)
    hits = models.PositiveBigIntegerField(default=0)
    kills = models.PositiveBigIntegerField(default=0)
    headshots = models.PositiveBigIntegerField(default=0)
    assists = models.PositiveBigIntegerField(default=0)
    equip_time_seconds = models.FloatField(default=0.0)
    xp = models.PositiveBigIntegerField(default=0)

    # Set by `used.name_weapons`.
    name: str = ""
    item: CatalogueItem | None = None

    objects = WeaponQuerySet.as_manager()

    class Meta:
        verbose_name = "weapon"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "path"], name="warframe_weapon_once"
            ),
        ]

    def __str__(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def accuracy_percent(self) -> float | None:
        """Hits per 100 shots; None without a shot, as for melee."""
        return 100 * self.hits / self.fired if self.fired else None

    @property
    def hours(self) -> float:
        return self.equip_time_seconds / 3600


class ItemAffinity(BaseModel):
    """The affinity ever earned with an item, which mastery is made of."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("profile", "path", "xp"), internal=_INTERNAL
    )

    profile = models.ForeignKey(
        WarframeProfile,
        on_delete=models.CASCADE,
        related_name="affinities",
        db_index=False,
    )
    path = models.CharField(max_length=PATH_LENGTH)
    xp = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "item affinities"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "path"], name="warframe_affinity_once"
            ),
        ]

    def __str__(self) -> str:
        return self.path.rpartition("/")[2]


class MissionCount(BaseModel):
    """How often a node was completed; nodes are places, hubs, and keys alike."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("profile", "tag", "completes", "is_steel_path_done"),
        internal=_INTERNAL,
    )

    profile = models.ForeignKey(
        WarframeProfile,
        on_delete=models.CASCADE,
        related_name="missions",
        db_index=False,
    )
    tag = models.CharField(max_length=PATH_LENGTH)
    completes = models.PositiveBigIntegerField(default=0)
    is_steel_path_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = "node"
        ordering = ["tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "tag"], name="warframe_mission_once"
            ),
        ]

    def __str__(self) -> str:
        return self.tag


class Affiliation(BaseModel):
    """The standing with a syndicate; both numbers may be negative."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("profile", "tag", "standing", "title_rank"), internal=_INTERNAL
    )

    profile = models.ForeignKey(
        WarframeProfile,
        on_delete=models.CASCADE,
        related_name="affiliations",
        db_index=False,
    )
    tag = models.CharField(max_length=PATH_LENGTH)
    standing = models.BigIntegerField(default=0)
    title_rank = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "tag"], name="warframe_affiliation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.tag

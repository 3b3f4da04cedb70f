from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists
from django.db.models import F

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.character import Character
from apps.profiles.destiny.models.profile import ID_LENGTH
from apps.profiles.destiny.models.profile import DestinyProfile


class Category(models.TextChoices):
    """What kind of activity it is, the most telling of its modes."""

    RAID = "raid", "Raid"
    DUNGEON = "dungeon", "Dungeon"
    GAMBIT = "gambit", "Gambit"
    PVP = "pvp", "Crucible"
    NIGHTFALL = "nightfall", "Nightfall"
    STRIKE = "strike", "Strike"
    STORY = "story", "Story"
    PATROL = "patrol", "Patrol"
    OTHER = "other", "Other"


# Numbers of DestinyActivityModeType; the first category that has one of them counts.
_MODES: dict[Category, frozenset[int]] = {
    Category.RAID: frozenset({4}),
    Category.DUNGEON: frozenset({82}),
    Category.GAMBIT: frozenset({63, 75}),
    Category.PVP: frozenset({5, 32, 69, 70}),
    Category.NIGHTFALL: frozenset({16, 17, 46, 47}),
    Category.STRIKE: frozenset({3, 18}),
    Category.STORY: frozenset({2, 58}),
    Category.PATROL: frozenset({6}),
}
# Those whose reports a sync fetches.
REPORTED = (Category.RAID, Category.DUNGEON)
OBJECTIVE_COMPLETED = 0


def category_of(modes: Iterable[int]) -> Category:
    found = set(modes)
    return next(
        (each for each, numbers in _MODES.items() if numbers & found), Category.OTHER
    )


class ActivityQuerySet(models.QuerySet["Activity"]):
    def public(self) -> Self:
        """There is one profile at most: to ask it once spares a join for each row."""
        return self.filter(Exists(DestinyProfile.objects.filter(is_public=True)))

    def clears(self) -> Self:
        """Raids and dungeons that were finished."""
        return self.filter(is_clear=True)

    def latest_first(self) -> Self:
        return self.order_by("-period", "-id")


class Activity(BaseModel):
    """One activity of one character, as it stands in the history."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "character",
            "instance_id",
            "period",
            "reference_hash",
            "director_hash",
            "mode",
            "modes",
            "category",
            "is_private_match",
            "completed",
            "completion_reason",
            "is_clear",
            "duration_seconds",
            "time_played_seconds",
            "standing",
            "kills",
            "deaths",
            "assists",
            "score",
            "team_score",
            "kd_ratio",
            "efficiency",
            "player_count",
            "values",
            "raw",
        ),
        counter=("version",),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="activities"
    )
    instance_id = models.CharField(max_length=ID_LENGTH)
    period = models.DateTimeField()
    # The map or raid, and what was chosen in the director (difficulty).
    reference_hash = models.BigIntegerField(default=0)
    director_hash = models.BigIntegerField(default=0)
    mode = models.IntegerField(default=0)
    modes = ArrayField(models.IntegerField(), default=list)
    category = models.CharField(max_length=10, choices=Category, default=Category.OTHER)
    is_private_match = models.BooleanField(default=False)
    completed = models.BooleanField(default=False)
    completion_reason = models.IntegerField(null=True)
    # Finished, and for the reason that a finish counts for.
    is_clear = models.BooleanField(default=False)
    duration_seconds = models.IntegerField(default=0)
    time_played_seconds = models.IntegerField(default=0)
    standing = models.IntegerField(null=True)
    kills = models.IntegerField(default=0)
    deaths = models.IntegerField(default=0)
    assists = models.IntegerField(default=0)
    score = models.IntegerField(default=0)
    team_score = models.IntegerField(default=0)
    kd_ratio = models.FloatField(default=0.0)
    efficiency = models.FloatField(default=0.0)
    player_count = models.IntegerField(default=0)
    # Every figure by Bungie's id of it, and keys that Questlog doesn't know.
    values = models.JSONField(default=dict)
    raw = models.JSONField(default=dict, blank=True)
    # Counts the events about it; 0: it came with the past, and has none.
    version = models.PositiveIntegerField(default=0, editable=False)
    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            # Two characters of one owner may take turns in one instance.
            models.UniqueConstraint(
                fields=["instance_id", "character"], name="destiny_activity_once"
            ),
        ]
        indexes = [
            models.Index(F("period").desc(), F("id").desc(), name="destiny_by_period"),
            models.Index(
                "category",
                F("period").desc(),
                F("id").desc(),
                name="destiny_by_category",
            ),
            models.Index(
                "character",
                F("period").desc(),
                F("id").desc(),
                name="destiny_by_character",
            ),
        ]

    def __str__(self) -> str:
        return f"Activity {self.instance_id}"

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return self.character.profile.is_public

from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.character import Character
from apps.profiles.destiny.models.profile import DestinyProfile


class Scope(models.TextChoices):
    """Whose figures they are."""

    ACCOUNT = "account", "All characters"
    DELETED = "deleted", "Deleted characters"
    CHARACTER = "character", "One character"


# By field, Bungie's id of the figure.
WHOLE = {
    "activities_entered": "activitiesEntered",
    "activities_won": "activitiesWon",
    "activities_cleared": "activitiesCleared",
    "kills": "kills",
    "deaths": "deaths",
    "assists": "assists",
    "precision_kills": "precisionKills",
    "suicides": "suicides",
    "best_single_game_kills": "bestSingleGameKills",
    "longest_kill_spree": "longestKillSpree",
    "longest_single_life": "longestSingleLife",
    "orbs_dropped": "orbsDropped",
    "resurrections_performed": "resurrectionsPerformed",
    "resurrections_received": "resurrectionsReceived",
    "seconds_played": "secondsPlayed",
    "best_single_game_score": "bestSingleGameScore",
    "fastest_completion": "fastestCompletionMs",
    "highest_light_level": "highestLightLevel",
}
FRACTIONS = {
    "average_lifespan": "averageLifespan",
    "kd_ratio": "killsDeathsRatio",
    "kda_ratio": "killsDeathsAssists",
    "efficiency": "efficiency",
    "longest_kill_distance": "longestKillDistance",
    "total_kill_distance": "totalKillDistance",
    "combat_rating": "combatRating",
}
MOST = 2**53


class AggregateStats(BaseModel):
    """Bungie's own figures of one mode, as of the last sync.

    0 is also what Bungie doesn't say; `values` holds exactly what it said.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "character",
            "scope",
            "mode",
            *WHOLE,
            *FRACTIONS,
            "values",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        DestinyProfile, on_delete=models.CASCADE, related_name="stats"
    )
    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, null=True, related_name="stats"
    )
    scope = models.CharField(max_length=10, choices=Scope)
    # Bungie's word: "raid", "allPvP".
    mode = models.CharField(max_length=40)
    activities_entered = models.BigIntegerField(default=0)
    activities_won = models.BigIntegerField(default=0)
    activities_cleared = models.BigIntegerField(default=0)
    kills = models.BigIntegerField(default=0)
    deaths = models.BigIntegerField(default=0)
    assists = models.BigIntegerField(default=0)
    precision_kills = models.BigIntegerField(default=0)
    suicides = models.BigIntegerField(default=0)
    best_single_game_kills = models.BigIntegerField(default=0)
    longest_kill_spree = models.BigIntegerField(default=0)
    longest_single_life = models.BigIntegerField(default=0)
    orbs_dropped = models.BigIntegerField(default=0)
    resurrections_performed = models.BigIntegerField(default=0)
    resurrections_received = models.BigIntegerField(default=0)
    seconds_played = models.BigIntegerField(default=0)
    best_single_game_score = models.BigIntegerField(default=0)
    # Milliseconds.
    fastest_completion = models.BigIntegerField(default=0)
    highest_light_level = models.BigIntegerField(default=0)
    # Seconds.
    average_lifespan = models.FloatField(default=0.0)
    kd_ratio = models.FloatField(default=0.0)
    kda_ratio = models.FloatField(default=0.0)
    efficiency = models.FloatField(default=0.0)
    # Meters.
    longest_kill_distance = models.FloatField(default=0.0)
    total_kill_distance = models.FloatField(default=0.0)
    combat_rating = models.FloatField(default=0.0)
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = "aggregate stats"
        verbose_name_plural = "aggregate stats"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "scope", "mode", "character"],
                nulls_distinct=False,
                name="destiny_stats_once",
            ),
            models.CheckConstraint(
                condition=models.Q(scope=Scope.CHARACTER, character__isnull=False)
                | (~models.Q(scope=Scope.CHARACTER) & models.Q(character__isnull=True)),
                name="destiny_stats_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} ({self.get_scope_display()})"

    def take(self, values: dict[str, float]) -> None:
        """Set every figure from what Bungie said, without saving."""
        self.values = values
        for field, name in WHOLE.items():
            setattr(self, field, int(max(-MOST, min(values.get(name, 0), MOST))))
        for field, name in FRACTIONS.items():
            setattr(self, field, float(values.get(name, 0)))

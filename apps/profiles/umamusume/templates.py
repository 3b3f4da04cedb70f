"""What every career of a scenario has, to begin an entry with."""

from __future__ import annotations

from typing import Any

from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Race
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models.rules import DISTANCES


def fixed_races(scenario: int, outfit: int | None = None) -> list[dict[str, Any]]:
    """The races that a scenario ends with, as `CareerRun.change` takes them.

    The finale is run over many courses: the one here suits the outfit's best
    distance and surface. Empty where the scenario's finale is unknown.
    """
    surface, distance = _best_of(outfit)
    rows = RaceProgram.objects.filter(
        race__grade=Race.Grade.FINALE, race__scenarios__contains=[scenario]
    ).select_related("race")
    found: dict[int, RaceProgram] = {}
    for row in rows.order_by("game_id"):
        turn = row.turns[0]
        known = found.get(turn)
        if known is None or _fit(row, surface, distance) > _fit(
            known, surface, distance
        ):
            found[turn] = row
    return [
        {"program": row.game_id, "turn": turn} for turn, row in sorted(found.items())
    ]


def prefilled_aptitudes(outfit: int) -> list[int]:
    """The grades that the outfit begins with; empty for an unknown one."""
    row = Outfit.objects.filter(game_id=outfit).first()
    return list(row.aptitudes) if row else []


def _best_of(outfit: int | None) -> tuple[str, str]:
    grades = prefilled_aptitudes(outfit) if outfit is not None else []
    if not grades:
        return "turf", "medium"
    surface = "turf" if grades[0] >= grades[1] else "dirt"
    best = max(grades[2:6])
    return surface, DISTANCES[grades[2:6].index(best)]


def _fit(row: RaceProgram, surface: str, distance: str) -> tuple[bool, bool]:
    return row.race.surface == surface, row.race.distance_category == distance

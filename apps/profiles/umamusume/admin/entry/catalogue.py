"""The vocabulary as the entry form's script takes it: short rows, once a page."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.db.models import Max
from django.db.models import QuerySet

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Race
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models.rules import LAST_TURN
from apps.profiles.umamusume.models.rules import epithet_names
from apps.profiles.umamusume.models.rules import ranks
from apps.profiles.umamusume.models.rules import turn_name

# What no one picks: they are shown where an import brought them.
NOT_PICKED = (Race.Grade.MAIDEN, Race.Grade.DEBUT)
CARD_RARITIES = {rarity.value: rarity.label for rarity in SupportCard.Rarity}
CARD_TYPES = {type_.value: type_.label for type_ in SupportCard.Type}


def catalogue() -> dict[str, Any]:
    """Every row that a career can hold, by its kind; see `static/umamusume/`."""
    return {
        "outfits": _outfits(),
        "scenarios": _rows(Scenario.objects.all(), "game_id", "short_name"),
        "cards": [
            [number, character, title, CARD_RARITIES[rarity], CARD_TYPES[type_]]
            for number, character, title, rarity, type_ in _rows(
                SupportCard.objects.all(),
                *("game_id", "character", "name", "rarity", "type"),
            )
        ],
        "skills": _rows(Skill.objects.all(), "game_id", "name", "rarity"),
        "sparks": _rows(Spark.objects.all(), "game_id", "name", "kind", "stars"),
        "programs": _programs(),
        "turns": [turn_name(turn) for turn in range(LAST_TURN + 1)],
        "ranks": [[letter, bound] for _, letter, bound in ranks()],
        "epithets": sorted(epithet_names()),
    }


def _outfits() -> list[list[Any]]:
    """Those that were run lately first: who trains one does so again."""
    lately = CareerRun.objects.exclude(outfit=None).order_by().values("outfit")
    last_run = dict(lately.annotate(last=Max("id")).values_list("outfit", "last"))
    rows = _rows(
        Outfit.objects.order_by("trainee__name", "game_id"),
        *("game_id", "trainee__name", "name", "aptitudes", "unique_skill"),
    )
    return sorted(rows, key=lambda row: -last_run.get(row[0], 0))


def _programs() -> list[list[Any]]:
    rows = RaceProgram.objects.annotate(grade=F("race__grade")).order_by("game_id")
    return [
        [*values, not is_variant and values[2] not in NOT_PICKED]
        for *values, is_variant in rows.values_list(
            "game_id",
            "race__name",
            "grade",
            "turns",
            "race__racetrack",
            "race__surface",
            "race__distance",
            "race__scenarios",
            "is_variant",
        )
    ]


def _rows(rows: QuerySet[Any], *names: str) -> list[list[Any]]:
    return [list(row) for row in rows.values_list(*names)]

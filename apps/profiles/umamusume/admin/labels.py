"""Names of the game's ids, for pages: one query a kind, however many rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import STYLES
from apps.profiles.umamusume.models.rules import grade_letter

SPARK_ORDER = list(Spark.Kind)


def rows_by_id(model: Any, ids: Iterable[int | None]) -> dict[int, Any]:
    """The vocabulary's rows with these ids of the game; unknown ones are left out."""
    wanted = {each for each in ids if each is not None}
    rows = model._default_manager.filter(game_id__in=wanted)
    if model is Outfit:
        rows = rows.select_related("trainee")
    if model is RaceProgram:
        rows = rows.select_related("race")
    return {row.game_id: row for row in rows} if wanted else {}


def unknown(number: int) -> str:
    return f"unknown ({number})"


def attach_names(runs: Iterable[CareerRun]) -> None:
    """Give each run `trainee_name`, `outfit_title`, `scenario_name`, and `good_at`."""
    runs = list(runs)
    outfits = rows_by_id(Outfit, (run.outfit for run in runs))
    scenarios = rows_by_id(Scenario, (run.scenario for run in runs))
    for run in runs:
        shown: Any = run
        outfit = outfits.get(run.outfit or 0)
        scenario = scenarios.get(run.scenario or 0)
        if outfit is not None:
            shown.trainee_name, shown.outfit_title = outfit.trainee.name, outfit.name
        else:
            shown.trainee_name = unknown(run.outfit) if run.outfit else "No trainee yet"
            shown.outfit_title = ""
        shown.good_at = good_at(run)
        shown.scenario_name = (
            scenario.short_name
            if scenario is not None
            else (unknown(run.scenario) if run.scenario is not None else "")
        )


def attach_sparks(runs: Iterable[CareerRun]) -> None:
    """Give each run `shown_sparks`: name, kind, and stars; blue, pink, green first.

    `sparks` should be prefetched.
    """
    runs = list(runs)
    parts = [spark for run in runs for spark in run.sparks.all()]
    known = rows_by_id(Spark, (part.spark for part in parts))
    for run in runs:
        shown: Any = run
        values = [(each.spark, each.stars) for each in run.sparks.all()]
        shown.shown_sparks = sparks_shown(values, known)


def sparks_shown(
    values: Iterable[tuple[int, int]], known: dict[int, Any]
) -> list[dict[str, Any]]:
    """Sparks as templates show them, in the order of their kinds."""
    found = []
    for number, stars in values:
        spark = known.get(number)
        kind = spark.kind if spark is not None else Spark.Kind.OTHER
        name = spark.name if spark is not None else unknown(number)
        found.append({"name": name, "kind": kind, "stars": stars, "id": number})
    return sorted(found, key=lambda each: SPARK_ORDER.index(each["kind"]))


def good_at(run: CareerRun) -> list[str]:
    """ "Mile S", "Turf A": surfaces and distances from A, running styles from S."""
    found = zip(APTITUDES, run.aptitudes, strict=False)
    return [
        f"{APTITUDE_NAMES[kind]} {grade_letter(grade)}"
        for kind, grade in found
        if grade >= (8 if kind in STYLES else 7)
    ]

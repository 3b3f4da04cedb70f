"""Names of the game's ids, for pages: one query a kind, however many rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Scenario


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
    """Give each run `trainee_name`, `outfit_title`, and `scenario_name`."""
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
        shown.scenario_name = (
            scenario.short_name
            if scenario is not None
            else (unknown(run.scenario) if run.scenario is not None else "")
        )

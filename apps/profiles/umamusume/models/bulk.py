"""Many finished careers at once, as an import brings them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.profiles.umamusume.models.parts import PARTS
from apps.profiles.umamusume.models.parts import RunPart
from apps.profiles.umamusume.models.profile import UmamusumeProfile
from apps.profiles.umamusume.models.run import CareerRun
from apps.profiles.umamusume.models.vocabulary import Outfit


@transaction.atomic
def add_finished(
    profile: UmamusumeProfile, rows: Iterable[dict[str, Any]]
) -> list[CareerRun]:
    """Make finished runs of `rows` and return them, in a few statements.

    Each row has `values` as `CareerRun.change` takes them, and the fields of its
    source. No event is sent; races that the scenario lacks are kept: the game wrote
    them. Raises `ValidationError` that names the row, and then nothing is written.
    """
    trainees = dict(Outfit.objects.values_list("game_id", "trainee__game_id"))
    runs: list[CareerRun] = []
    parts: dict[str, list[RunPart]] = {name: [] for name in PARTS}
    for number, row in enumerate(rows, start=1):
        values = row.pop("values")
        run = CareerRun(profile=profile, is_draft=False, version=1, **row)
        try:
            built = run.prepare_import(values, trainees=trainees)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise ValidationError(f"Career {number}: {reasons}") from error
        runs.append(run)
        for name, theirs in built.items():
            parts[name] += theirs
    CareerRun.objects.bulk_create(runs, batch_size=500)
    for name, theirs in parts.items():
        for each in theirs:
            # Their run has its key by now.
            each.run = each.run  # type: ignore[attr-defined]
        PARTS[name]._default_manager.bulk_create(theirs, batch_size=2_000)
    return runs

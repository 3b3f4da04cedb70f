"""The verbs of runs with their entries in the History, whichever door they came by."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.core.history import record_change
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import Run


@transaction.atomic
def start_run(challenge: Challenge, seed_number: int, *, user: Any) -> tuple[Run, bool]:
    """The run of this number, and whether it was made now."""
    run, is_new = challenge.start(seed_number)
    if is_new:
        record_change(run, user=user, action="wagtail.create")
    return run, is_new


@transaction.atomic
def clear_checkpoint(run: Run, checkpoint: Checkpoint, *, user: Any) -> bool:
    is_new = run.clear(checkpoint)
    if is_new:
        data = {"checkpoint": checkpoint.name}
        record_change(run, user=user, action="ironmon.clear", data=data)
    return is_new


@transaction.atomic
def withdraw_checkpoint(run: Run, checkpoint: Checkpoint, *, user: Any) -> bool:
    was_there = run.withdraw_checkpoint(checkpoint)
    if was_there:
        data = {"checkpoint": checkpoint.name}
        record_change(run, user=user, action="ironmon.withdraw_checkpoint", data=data)
    return was_there


@transaction.atomic
def lose_run(run: Run, *, user: Any, **defeat: Any) -> bool:
    is_new = run.lose(**defeat)
    if is_new:
        data = {"pokemon": run.defeat_pokemon}
        record_change(run, user=user, action="ironmon.lose", data=data)
    return is_new


@transaction.atomic
def correct_defeat(run: Run, *, user: Any, **defeat: Any) -> None:
    """Raises `RunError` for a run that isn't lost."""
    run.correct_defeat(**defeat)
    data = {"pokemon": run.defeat_pokemon}
    record_change(run, user=user, action="ironmon.correct_defeat", data=data)


@transaction.atomic
def withdraw_defeat(run: Run, *, user: Any) -> bool:
    pokemon = run.defeat_pokemon
    was_there = run.withdraw_defeat()
    if was_there:
        data = {"pokemon": pokemon}
        record_change(run, user=user, action="ironmon.withdraw_defeat", data=data)
    return was_there


@transaction.atomic
def change_run(run: Run, *, user: Any, **values: Any) -> None:
    """Set notes, or where the recording is. Raises `ValidationError`."""
    run.change(**values)
    record_change(run, user=user)

"""Runs for other programs: dumpdata of the old project, and attempts files."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import Run


def dumpdata_rows(challenges: Sequence[Challenge]) -> Iterator[dict[str, Any]]:
    """Rows for `loaddata` of the old project, and for our own import.

    It has no place for defeats, dates, and notes. Raises `ValidationError` where two
    challenges have a run of one number: there the number is the key.
    """
    _must_have_own_numbers(challenges)
    for challenge in challenges:
        yield _row("challenge", challenge.number, name=challenge.name)
    for each in Checkpoint.objects.filter(challenge__in=challenges).order_by("number"):
        yield _row(
            "checkpoint",
            each.number,
            name=each.name,
            trainer=each.trainer,
            order=each.position,
            challenge=_number(challenges, each.challenge_id),
        )
    runs = Run.objects.filter(challenge__in=challenges).order_by("seed_number")
    for number, challenge_id in runs.values_list("seed_number", "challenge_id"):
        yield _row("seed", number, challenge=_number(challenges, challenge_id))
    results = CheckpointResult.objects.filter(run__challenge__in=challenges)
    ordered = results.order_by("run__seed_number", "checkpoint__position")
    pairs = ordered.values_list("run__seed_number", "checkpoint__number")
    for place, (seed, checkpoint) in enumerate(pairs.iterator(), start=1):
        yield _row("result", place, seed=seed, checkpoint=checkpoint, result=True)


def attempts_text(challenge: Challenge) -> str:
    """What the tracker's attempts file of this challenge holds: the latest number."""
    latest = challenge.runs.order_by("-seed_number").first()
    return str(latest.seed_number if latest else 0)


def _row(model: str, key: int, **fields: Any) -> dict[str, Any]:
    return {"model": f"ironmon.{model}", "pk": key, "fields": fields}


def _number(challenges: Sequence[Challenge], key: int) -> int:
    return next(each.number for each in challenges if each.pk == key)


def _must_have_own_numbers(challenges: Sequence[Challenge]) -> None:
    runs = Run.objects.filter(challenge__in=challenges).order_by()
    counted = runs.values("seed_number").annotate(count=Count("pk"))
    twice = counted.filter(count__gt=1).order_by("seed_number").first()
    if twice is not None:
        raise ValidationError(
            f"Seed {twice['seed_number']} is in several challenges, and in this format "
            "a number stands for one run. Export one challenge: --challenge SLUG."
        )

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.profiles.ironmon import events
from apps.profiles.ironmon.events import HiddenRunPayload
from apps.profiles.ironmon.events import RunCheckpointPayload
from apps.profiles.ironmon.events import RunDefeatPayload
from apps.profiles.ironmon.events import RunPayload
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.changes import profile_hidden
from apps.profiles.ironmon.models.changes import run_changed
from apps.realtime.catalogue import EventType


@receiver(run_changed)
def record_change(
    run: Run, verb: str, checkpoint: Checkpoint | None = None, **kwargs: Any
) -> None:
    if not run.shows:
        return
    now = _as_it_is(run)
    if verb == "start":
        _record(events.START, RunPayload(**now), run)
    elif verb == "defeat":
        _record(events.DEFEAT, RunDefeatPayload(**now, **(run.defeated_by or {})), run)
    elif verb == "victory":
        _record(events.VICTORY, RunPayload(**now), run)
    elif checkpoint is not None:
        payload = RunCheckpointPayload(
            **now,
            checkpoint=checkpoint.name,
            checkpoint_order=checkpoint.position,
            trainer=checkpoint.trainer,
            is_personal_best=_is_personal_best(run, checkpoint),
        )
        _record(events.CHECKPOINT, payload, run)


@receiver(pre_delete, sender=Run)
def record_deletion(instance: Run, **kwargs: Any) -> None:
    rows = Run.objects.select_related("challenge__profile")
    stored = rows.select_for_update(of=("self",)).filter(pk=instance.pk).first()
    if stored is not None and stored.shows:
        stored.version += 1
        _record_end(events.DELETE, stored)


@receiver(profile_hidden)
def hide_runs(profile: IronmonProfile, **kwargs: Any) -> None:
    """Those of an import have no past that could tell of them."""
    runs = Run.objects.filter(challenge__profile=profile, version__gt=0)
    for run in runs.order_by("id").select_for_update(no_key=True):
        run.version += 1
        run.save(update_fields=["version"])
        _record_end(events.HIDE, run)


def _as_it_is(run: Run) -> dict[str, Any]:
    checkpoints = list(run.challenge.checkpoints.all())
    furthest = run.furthest
    place = furthest.position if furthest else 0
    following = [each.name for each in checkpoints if each.position == place + 1]
    return {
        "challenge": run.challenge.name,
        "challenge_slug": run.challenge.slug,
        "seed_number": run.seed_number,
        "furthest": furthest.name if furthest else None,
        "furthest_order": furthest.position if furthest else None,
        "next_checkpoint": following[0] if following else None,
        "checkpoint_count": len(checkpoints),
        "is_victory": run.is_victory,
        "is_defeat": bool(run.defeat_pokemon),
        "run_id": str(run.uuid),
    }


def _is_personal_best(run: Run, checkpoint: Checkpoint) -> bool:
    others = Run.objects.filter(challenge=run.challenge_id).exclude(pk=run.pk)
    as_far = others.filter(furthest__position__gte=checkpoint.position)
    return run.furthest_id == checkpoint.pk and not as_far.exists()


def _record(event_type: EventType[Any], payload: Any, run: Run) -> None:
    verb = event_type.name.rpartition("_")[2]
    event_type.record(
        payload,
        subject=f"run:{run.uuid}",
        dedupe_key=f"run:{run.uuid}:{run.version}:{verb}",
    )


def _record_end(event_type: EventType[HiddenRunPayload], run: Run) -> None:
    _record(event_type, HiddenRunPayload(run_id=str(run.uuid)), run)

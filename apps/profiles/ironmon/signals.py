from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.profiles.base import profile_hidden
from apps.profiles.ironmon import events
from apps.profiles.ironmon.events import HiddenRunPayload
from apps.profiles.ironmon.events import PersonalBestPayload
from apps.profiles.ironmon.events import RunCheckpointPayload
from apps.profiles.ironmon.events import RunDefeatPayload
from apps.profiles.ironmon.events import RunPayload
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.changes import run_changed
from apps.profiles.vanishing import record_deleted
from apps.profiles.vanishing import record_hidden
from apps.profiles.vanishing import record_version

ABOUT_RUN = {
    "start": events.START,
    "victory": events.VICTORY,
    "withdraw_defeat": events.DEFEAT_WITHDRAW,
}
ABOUT_DEFEAT = {"defeat": events.DEFEAT, "correct_defeat": events.DEFEAT_CORRECT}
ABOUT_CHECKPOINT = {
    "checkpoint": events.CHECKPOINT,
    "withdraw_checkpoint": events.CHECKPOINT_WITHDRAW,
}


@receiver(run_changed)
def record_change(
    run: Run, verb: str, checkpoint: Checkpoint | None = None, **kwargs: Any
) -> None:
    if not run.shows:
        return
    if checkpoint is not None and verb in ABOUT_CHECKPOINT:
        _record_checkpoint(run, verb, checkpoint)
    elif verb in ABOUT_DEFEAT:
        defeat = {**(run.defeated_by or {}), "place": run.defeat_place}
        record_version(
            ABOUT_DEFEAT[verb], RunDefeatPayload(**_as_it_is(run), **defeat), run
        )
    else:
        record_version(ABOUT_RUN[verb], RunPayload(**_as_it_is(run)), run)


def _record_checkpoint(run: Run, verb: str, checkpoint: Checkpoint) -> None:
    record = _furthest_of_others(run)
    is_best = (
        verb == "checkpoint"
        and run.furthest_id == checkpoint.pk
        and (record is None or record.position < checkpoint.position)
    )
    payload = RunCheckpointPayload(
        **_as_it_is(run),
        checkpoint=checkpoint.name,
        checkpoint_order=checkpoint.position,
        trainer=checkpoint.trainer,
        is_personal_best=is_best,
    )
    record_version(ABOUT_CHECKPOINT[verb], payload, run)
    if is_best:
        record_version(events.PERSONAL_BEST, _personal_best(payload, record), run)


def _personal_best(
    payload: RunCheckpointPayload, record: Checkpoint | None
) -> PersonalBestPayload:
    held_by = record.runs_to.order_by("seed_number").first() if record else None
    return PersonalBestPayload(
        **payload.model_dump(),
        previous_checkpoint=record.name if record else None,
        previous_checkpoint_order=record.position if record else None,
        previous_seed_number=held_by.seed_number if held_by else None,
    )


@receiver(pre_delete, sender=Run)
def record_deletion(instance: Run, **kwargs: Any) -> None:
    rows = Run.objects.select_related("challenge__profile").filter(pk=instance.pk)
    record_deleted(events.DELETE, rows, _hidden)


@receiver(profile_hidden, sender=IronmonProfile)
def hide_runs(profile: IronmonProfile, **kwargs: Any) -> None:
    """Those of an import have no past that says anything of them."""
    runs = Run.objects.filter(challenge__profile=profile, version__gt=0)
    record_hidden(events.HIDE, runs, _hidden)


def _hidden(run: Run) -> HiddenRunPayload:
    return HiddenRunPayload(run_id=str(run.uuid))


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


def _furthest_of_others(run: Run) -> Checkpoint | None:
    """The furthest checkpoint that any other run of the challenge has come to."""
    others = Run.objects.filter(challenge=run.challenge_id, furthest=OuterRef("pk"))
    theirs = run.challenge.checkpoints.filter(Exists(others.exclude(pk=run.pk)))
    return theirs.order_by("-position").first()

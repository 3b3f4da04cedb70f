"""What of IronMON is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.db.models import F
from django.db.models import Max

from apps.core.export_schema import Section
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run


def _challenges_with_gaps() -> Iterator[str]:
    """Constraints keep positions apart; that they are dense is the verbs' work."""
    rows = Challenge.objects.annotate(
        last=Max("checkpoints__position", default=0), count=Count("checkpoints")
    )
    for challenge in rows.exclude(last=F("count")):
        yield (
            f"The checkpoints of “{challenge}” must be 1, 2, 3 … to "
            f"{challenge.count}, their number."
        )


def _runs_off_the_track() -> Iterator[str]:
    """How far a run came is the furthest that it cleared, of its own challenge."""
    rows = Run.objects.annotate(most=Max("results__checkpoint__position"))
    wrong = rows.exclude(most=F("furthest__position"))
    wrong = wrong.exclude(most=None, furthest=None)
    for run in wrong.select_related("challenge"):
        yield f"“furthest” of the run “{run}” isn't the furthest that it cleared."
    strange = CheckpointResult.objects.exclude(
        checkpoint__challenge=F("run__challenge")
    )
    for result in strange.select_related("run__challenge", "checkpoint"):
        yield f"“{result}” is a checkpoint of another challenge."


SECTIONS = (
    Section(
        name="ironmon_profiles",
        model=IronmonProfile,
        about="The profile of IronMON, and its game.",
    ),
    Section(
        name="ironmon_challenges",
        model=Challenge,
        about="Challenges. `number` never changes; the lowest is the default.",
    ),
    Section(
        name="ironmon_checkpoints",
        model=Checkpoint,
        about="The checkpoints of each challenge, with positions from 1.",
        problems=_challenges_with_gaps,
    ),
    Section(
        name="ironmon_runs",
        model=Run,
        about="Runs by number. `furthest` is the furthest checkpoint cleared, "
        "`started_at` null where it is unknown, `version` counts the changes.",
    ),
    Section(
        name="ironmon_results",
        model=CheckpointResult,
        about="Which checkpoints each run has cleared; `cleared_at` is null where it "
        "is unknown.",
        problems=_runs_off_the_track,
    ),
)
LEFT_OUT: dict[str, str] = {}

"""The current run of a challenge, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Count
from django.db.models import F

from apps.profiles.ironmon import pokemon
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.stats import course_json
from apps.profiles.ironmon.vod import clock

MOST_REMEMBERED = 200


@dataclass(frozen=True)
class Step:
    """A checkpoint on the way: "cleared", "next", or "ahead"."""

    checkpoint: Checkpoint
    state: str
    is_wall: bool
    is_best: bool


@dataclass(frozen=True)
class Press:
    """What was recorded last: what undo takes back, and what it is called."""

    what: str
    name: str


@dataclass(frozen=True)
class RunState:
    challenge: Challenge
    run: Run | None
    steps: list[Step]
    next: Checkpoint | None
    last: Press | None
    next_seed: int
    total_runs: int
    wall: dict[str, Any] | None
    best: dict[str, Any] | None

    @property
    def cleared_count(self) -> int:
        return sum(step.state == "cleared" for step in self.steps)

    @property
    def is_past_wall(self) -> bool:
        furthest = self.run.furthest if self.run else None
        return bool(self.wall and furthest and furthest.position >= self.wall["order"])

    @property
    def details(self) -> dict[str, Any]:
        """What the form of notes holds."""
        if self.run is None:
            return {}
        return {
            "notes": self.run.notes,
            "vod_url": self.run.vod_url,
            "vod_time": clock(self.run.vod_seconds),
        }


def run_state(challenge: Challenge, course: dict[str, Any] | None = None) -> RunState:
    """With what `course_json` says of all runs, if the caller has that."""
    run = challenge.runs.current()
    results = _results(run) if run else []
    if course is None:
        course = orjson.loads(course_json(challenge.slug))
    checkpoints = list(challenge.checkpoints.all())
    following = _next(run, checkpoints)
    wall, best = course["wall"], course["personal_best"]
    done = {result.checkpoint_id for result in results}
    steps = [
        Step(
            checkpoint=each,
            state="cleared"
            if each.pk in done
            else "next"
            if each == following
            else "ahead",
            is_wall=wall is not None and each.position == wall["order"],
            is_best=best is not None and each.position == best["checkpoint_order"],
        )
        for each in checkpoints
    ]
    return RunState(
        challenge=challenge,
        run=run,
        steps=steps,
        next=following,
        last=_last_press(run, results) if run else None,
        next_seed=challenge.next_seed_number(),
        total_runs=course["total_runs"],
        wall=wall,
        best=best,
    )


def _results(run: Run) -> list[CheckpointResult]:
    """The one recorded last first."""
    rows = run.results.select_related("checkpoint")
    return list(rows.order_by(F("cleared_at").desc(nulls_last=True), "-id"))


def _next(run: Run | None, checkpoints: list[Checkpoint]) -> Checkpoint | None:
    if run is None or not run.is_running:
        return None
    place = run.furthest.position if run.furthest else 0
    return next((each for each in checkpoints if each.position > place), None)


def _last_press(run: Run, results: list[CheckpointResult]) -> Press | None:
    if run.defeat_pokemon:
        return Press("defeat", f"the defeat by {run.defeat_pokemon}")
    if results:
        checkpoint = results[0].checkpoint
        return Press(f"checkpoint:{checkpoint.number}", checkpoint.name)
    if not run.notes:
        return Press("start", f"seed {run.seed_number}")
    return None


@dataclass(frozen=True)
class Suggestions:
    """What the fields of a defeat complete: what was recorded before comes first."""

    pokemon: list[str]
    trainers: list[str]
    places: list[str]


def suggestions(challenge: Challenge) -> Suggestions:
    theirs = [
        trainer
        for trainer in challenge.checkpoints.values_list("trainer", flat=True)
        if trainer
    ]
    return Suggestions(
        pokemon=_distinct([*_recorded("defeat_pokemon"), *pokemon.names()]),
        trainers=_distinct([*_recorded("defeat_trainer"), *theirs]),
        places=_recorded("defeat_place"),
    )


def _recorded(column: str) -> list[str]:
    """The most frequent values, in any challenge."""
    rows = Run.objects.exclude(**{column: ""}).exclude(**{column: None})
    counted = rows.order_by().values(column).annotate(count=Count("pk"))
    ordered = counted.order_by("-count", column)[:MOST_REMEMBERED]
    return list(ordered.values_list(column, flat=True))


def _distinct(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))

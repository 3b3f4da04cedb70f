"""The owner's former record: what Django's `dumpdata` wrote of their first program."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.db import transaction

from apps.core.models.base import name_slug
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.changes import history_imported
from apps.profiles.ironmon.models.checkpoint import called
from apps.profiles.ironmon.models.run import LARGEST_SEED

AT_ONCE = 2_000
MODELS = ("challenge", "checkpoint", "seed", "result")

type Rows = dict[str, dict[int, dict[str, Any]]]


class HistoryError(Exception):
    """The file is none, or contradicts itself; the message says where."""


@dataclass
class Brought:
    """What an import made, and what was there before."""

    challenges: int = 0
    checkpoints: int = 0
    runs: int = 0
    results: int = 0
    skipped: int = 0
    # Of challenges with something new.
    slugs: set[str] = field(default_factory=set)


def read_history(text: str | bytes) -> Rows:
    """The rows of the file by model and key. Raises `HistoryError`."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise HistoryError(f"This isn't valid JSON: {error}.") from error
    if not isinstance(content, list):
        raise HistoryError("Expected an array of rows, as `dumpdata` writes it.")
    rows: Rows = {model: {} for model in MODELS}
    for place, row in enumerate(content, start=1):
        model, key, fields = _row_of(row, place)
        if key in rows[model]:
            raise HistoryError(f"Row {place}: there are two ironmon.{model} {key}.")
        rows[model][key] = fields
    _check(rows)
    return rows


def _row_of(row: Any, place: int) -> tuple[str, int, dict[str, Any]]:
    if not isinstance(row, dict):
        raise HistoryError(f"Row {place} is no object.")
    app, _, model = str(row.get("model")).partition(".")
    key, fields = row.get("pk"), row.get("fields")
    if app != "ironmon" or model not in MODELS:
        raise HistoryError(
            f"Row {place} is of the model “{row.get('model')}”. Known are "
            "ironmon.challenge, checkpoint, seed, and result."
        )
    if type(key) is not int or not 0 <= key <= LARGEST_SEED:
        raise HistoryError(
            f"Row {place}: “pk” must be a whole number from 0 to {LARGEST_SEED}."
        )
    if not isinstance(fields, dict):
        raise HistoryError(f"Row {place} has no fields.")
    return model, key, fields


def _check(rows: Rows) -> None:
    """What rows refer to is in the file, and names and orders are what they are."""
    for model, name, target in (
        ("checkpoint", "challenge", "challenge"),
        ("seed", "challenge", "challenge"),
        ("result", "seed", "seed"),
        ("result", "checkpoint", "checkpoint"),
    ):
        for key, fields in rows[model].items():
            if fields.get(name) not in rows[target]:
                raise HistoryError(
                    f"ironmon.{model} {key}: there is no {target} {fields.get(name)}."
                )
    for key, fields in rows["result"].items():
        seed, checkpoint = fields["seed"], fields["checkpoint"]
        theirs = rows["checkpoint"][checkpoint]["challenge"]
        if rows["seed"][seed]["challenge"] != theirs:
            raise HistoryError(
                f"ironmon.result {key}: checkpoint {checkpoint} isn't one of the "
                f"challenge of seed {seed}."
            )
    for model in ("challenge", "checkpoint"):
        for key, fields in rows[model].items():
            if not isinstance(fields.get("name"), str) or not fields["name"].strip():
                raise HistoryError(f"ironmon.{model} {key} has no name.")
    for key, fields in rows["checkpoint"].items():
        if type(fields.get("order")) is not int:
            raise HistoryError(f"ironmon.checkpoint {key} has no order.")


@transaction.atomic
def import_history(rows: Rows) -> Brought:
    """Bring in what is new, all of it or nothing; a repeat changes nothing.

    No event for each run: one tells of them all. Raises `ValidationError`.
    """
    profile, _ = IronmonProfile.set_up()
    brought = Brought()
    challenges = _bring_challenges(profile, rows, brought)
    checkpoints = _bring_checkpoints(challenges, rows, brought)
    runs = _bring_runs(challenges, rows, brought)
    _bring_results(runs, checkpoints, rows, brought)
    if brought.runs or brought.results:
        history_imported.send(
            IronmonProfile,
            profile=profile,
            challenges=sorted(brought.slugs),
            runs=brought.runs,
            results=brought.results,
        )
    return brought


def _bring_challenges(
    profile: IronmonProfile, rows: Rows, brought: Brought
) -> dict[int, Challenge]:
    known = {each.slug: each for each in profile.challenges.all()}
    found: dict[int, Challenge] = {}
    for key, fields in sorted(rows["challenge"].items()):
        slug = name_slug(fields["name"])
        if slug in known:
            brought.skipped += 1
        else:
            known[slug] = profile.add_challenge(name=fields["name"], slug=slug)
            brought.challenges += 1
        found[key] = known[slug]
    return found


def _bring_checkpoints(
    challenges: dict[int, Challenge], rows: Rows, brought: Brought
) -> dict[int, Checkpoint]:
    """The owner's order stands: unknown checkpoints come after the known ones."""
    given: dict[int, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for key, fields in rows["checkpoint"].items():
        given[fields["challenge"]].append((key, fields))
    found: dict[int, Checkpoint] = {}
    for key, theirs in given.items():
        challenge = challenges[key]
        known = list(challenge.checkpoints.all())
        theirs.sort(key=lambda each: each[1]["order"])
        new = [
            {"name": fields["name"], "trainer": str(fields.get("trainer") or "")}
            for _, fields in theirs
            if called(known, fields["name"]) is None
        ]
        if new:
            challenge.set_checkpoints([*({"name": each.name} for each in known), *new])
            known = list(challenge.checkpoints.all())
        brought.checkpoints += len(new)
        brought.skipped += len(theirs) - len(new)
        for checkpoint_key, fields in theirs:
            checkpoint = called(known, fields["name"])
            assert checkpoint is not None
            found[checkpoint_key] = checkpoint
    return found


def _bring_runs(
    challenges: dict[int, Challenge], rows: Rows, brought: Brought
) -> dict[int, Run]:
    """Each seed's run. When an imported one started is unknown."""
    held = Run.objects.filter(challenge__in=challenges.values())
    before = {(run.challenge_id, run.seed_number) for run in held}
    wanted = [
        Run(challenge=challenges[fields["challenge"]], seed_number=number)
        for number, fields in sorted(rows["seed"].items())
    ]
    new = [run for run in wanted if (run.challenge_id, run.seed_number) not in before]
    Run.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    brought.runs += len(new)
    brought.skipped += len(wanted) - len(new)
    brought.slugs |= {run.challenge.slug for run in new}
    stored = {(run.challenge_id, run.seed_number): run for run in held.all()}
    return {
        run.seed_number: stored[run.challenge_id, run.seed_number] for run in wanted
    }


def _bring_results(
    runs: dict[int, Run],
    checkpoints: dict[int, Checkpoint],
    rows: Rows,
    brought: Brought,
) -> None:
    known = CheckpointResult.objects.filter(run__in=runs.values())
    before = set(known.values_list("run_id", "checkpoint_id"))
    # A former result could be a failure, too: that is no checkpoint cleared.
    pairs = {
        (runs[fields["seed"]].pk, checkpoints[fields["checkpoint"]].pk)
        for fields in rows["result"].values()
        if fields.get("result") is True
    }
    new = sorted(pairs - before)
    CheckpointResult.objects.bulk_create(
        [CheckpointResult(run_id=run, checkpoint_id=each) for run, each in new],
        batch_size=AT_ONCE,
    )
    brought.results += len(new)
    brought.skipped += len(rows["result"]) - len(new)
    changed = Run.objects.filter(pk__in={run for run, _ in new})
    changed.measure()
    changed.award()
    brought.slugs |= set(changed.values_list("challenge__slug", flat=True))

"""Writing what the owner let through of a file of runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from apps.core.models.base import name_slug
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.ironmon.files.planning import new_checkpoints
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunRead
from apps.profiles.ironmon.files.runs import SeriesRead
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.checkpoint import called

AT_ONCE = 2_000

# A challenge's key and a seed number.
type RunKey = tuple[int, int]


def write_challenge(
    profile: IronmonProfile, read: ChallengeRead
) -> Iterable[WrittenRow]:
    """The owner's order stands: unknown checkpoints come after the known ones."""
    challenge = profile.challenges.filter(slug=name_slug(read.name)).first()
    is_new = challenge is None
    if challenge is None:
        challenge = profile.add_challenge(name=read.name, slug=name_slug(read.name))
    held = list(challenge.checkpoints.all())
    if new := new_checkpoints(challenge, read):
        challenge.set_checkpoints([*({"name": each.name} for each in held), *new])
    added = challenge.checkpoints.exclude(pk__in=[each.pk for each in held])
    if is_new:
        return [WrittenRow(row=challenge)]
    return [WrittenRow(row=each) for each in added.order_by("position")]


def runs_of(series: SeriesRead) -> Iterator[RunRead]:
    for number in range(1, series.count + 1):
        if series.key:
            yield RunRead(challenge=series.challenge, key=f"{series.key}:{number}")
        else:
            yield RunRead(challenge=series.challenge, seed_number=number)


def write_runs(
    profile: IronmonProfile, runs: Sequence[RunRead], progress: Progress
) -> Iterable[WrittenRow]:
    """Each run with what it cleared. What is there keeps all but gaps."""
    challenges = _locked_challenges(profile)
    places: dict[str, list[Checkpoint]] = {
        slug: list(each.checkpoints.all()) for slug, each in challenges.items()
    }
    held = Run.objects.filter(challenge__profile=profile)
    before = set(held.values_list("challenge_id", "seed_number"))
    open_runs = set(held.filter(is_victory=False).values_list("pk", flat=True))
    wanted: dict[RunKey, list[int]] = {}
    new: list[Run] = []
    for slug, read in _numbered(challenges, runs):
        found = [called(places[slug], name) for name in read.cleared]
        assert read.seed_number is not None
        key = challenges[slug].pk, read.seed_number
        if key not in before and key not in wanted:
            new.append(_new_run(challenges[slug], read))
        wanted[key] = [each.pk for each in found if each is not None]
    Run.objects.bulk_create(new, batch_size=AT_ONCE)
    results = _write_results(wanted, held)
    progress.step(len(runs))
    won = held.filter(is_victory=True, pk__in=open_runs).select_related("challenge")
    return [
        *(WrittenRow(row=run, before={"is_victory": False}) for run in won),
        *(
            WrittenRow(row=run)
            for run in held.select_related("challenge").order_by("seed_number", "id")
            if (key := (run.challenge_id, run.seed_number)) in wanted
            and key not in before
        ),
        *(
            WrittenRow(row=result)
            for result in results
            if (result.run.challenge_id, result.run.seed_number) in before
        ),
    ]


def _locked_challenges(profile: IronmonProfile) -> dict[str, Challenge]:
    """Nobody starts a run meanwhile: numbers are given out."""
    rows = profile.challenges.order_by("pk").select_for_update(no_key=True)
    return {each.slug: each for each in rows}


def _numbered(
    challenges: dict[str, Challenge], runs: Sequence[RunRead]
) -> Iterator[tuple[str, RunRead]]:
    """Those without a number get the next ones, unless they came in before.

    A run whose challenge was left out has no place.
    """
    following = {slug: each.next_seed_number() for slug, each in challenges.items()}
    known = {
        slug: set(
            each.runs.exclude(import_key=None).values_list("import_key", flat=True)
        )
        for slug, each in challenges.items()
    }
    for read in runs:
        slug = name_slug(read.challenge)
        if slug not in challenges:
            continue
        if read.seed_number is not None:
            yield slug, read
        elif read.key not in known[slug]:
            known[slug].add(read.key)
            yield slug, replace(read, seed_number=following[slug])
            following[slug] += 1


def _new_run(challenge: Challenge, read: RunRead) -> Run:
    """When an imported run started is unknown."""
    assert read.seed_number is not None
    defeat = read.defeat
    return Run(
        challenge=challenge,
        seed_number=read.seed_number,
        import_key=read.key or None,
        ended_at=datetime.fromisoformat(read.ended_at) if read.ended_at else None,
        notes=read.notes,
        defeat_pokemon=defeat.get("pokemon", ""),
        defeat_pokemon_id=defeat.get("pokemon_id"),
        defeat_level=defeat.get("level"),
        defeat_place=defeat.get("place", ""),
    )


def _write_results(
    wanted: dict[RunKey, list[int]], held: Any
) -> Sequence[CheckpointResult]:
    stored = {(run.challenge_id, run.seed_number): run for run in held.all()}
    known: dict[int, set[int]] = defaultdict(set)
    pairs = CheckpointResult.objects.filter(run__in=stored.values())
    for run, checkpoint in pairs.values_list("run_id", "checkpoint_id"):
        known[run].add(checkpoint)
    new = [
        CheckpointResult(run=stored[key], checkpoint_id=checkpoint)
        for key, checkpoints in wanted.items()
        for checkpoint in dict.fromkeys(checkpoints)
        if checkpoint not in known[stored[key].pk]
    ]
    CheckpointResult.objects.bulk_create(new, batch_size=AT_ONCE)
    changed = Run.objects.filter(pk__in={each.run_id for each in new})
    changed.measure()
    changed.award()
    written = CheckpointResult.objects.filter(pk__in=[each.pk for each in new])
    return list(written.select_related("run__challenge", "checkpoint"))

"""Files of other programs on their way into IronMON; see `apps.profiles.imports`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from apps.core.models.base import name_slug
from apps.core.plurals import counted
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.ironmon.history import read_history
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.checkpoint import called
from apps.profiles.ironmon.models.checkpoint import folded
from apps.profiles.ironmon.runs_of_files import ChallengeRead
from apps.profiles.ironmon.runs_of_files import RunRead
from apps.profiles.models import RowAction

AT_ONCE = 2_000

# Of each seed of a challenge (by its slug): the folded names of what was cleared.
type Cleared = dict[tuple[str, int], set[str]]


class IronmonImporter(ProfileImporter):
    takes = "Takes the JSON that Django’s dumpdata wrote of the old project."

    def plan(
        self, profile: IronmonProfile, text: str, *, file_name: str = ""
    ) -> PlannedImport:
        read = read_history(text)
        before = _cleared(profile)
        known = {each.slug: each for each in profile.challenges.all()}
        rows = [_challenge_row(each, known) for each in read.challenges]
        rows += [_run_row(each, before) for each in read.runs]
        return PlannedImport(format="Django’s dumpdata", rows=rows)

    def write(
        self, profile: IronmonProfile, rows: Sequence[PlannedRow], *, progress: Progress
    ) -> Iterable[WrittenRow]:
        written: list[WrittenRow] = []
        runs = []
        for row in rows:
            if "seed_number" in row.data:
                runs.append(RunRead(**row.data))
            else:
                written += _write_challenge(profile, ChallengeRead(**row.data))
                progress.step()
        return [*written, *_write_runs(profile, runs, progress)]

    def after_undo(self, profile: IronmonProfile) -> None:
        Run.objects.filter(challenge__profile=profile).measure()


# Planning -------------------------------------------------------------------------


def _cleared(profile: IronmonProfile) -> Cleared:
    found: Cleared = {}
    runs = Run.objects.filter(challenge__profile=profile)
    for key in runs.values_list("challenge__slug", "seed_number"):
        found[key] = set()
    results = CheckpointResult.objects.filter(run__challenge__profile=profile)
    names = results.values_list(
        "run__challenge__slug", "run__seed_number", "checkpoint__name"
    )
    for slug, number, name in names:
        found[slug, number].add(folded(name))
    return found


def _challenge_row(read: ChallengeRead, known: dict[str, Challenge]) -> PlannedRow:
    challenge = known.get(name_slug(read.name))
    action = RowAction.ADD
    if challenge is not None:
        new = _new_checkpoints(challenge, read)
        action = RowAction.FILL if new else RowAction.SAME
    return PlannedRow(
        action=action,
        title=read.name,
        detail=counted(len(read.checkpoints), "checkpoint"),
        data=asdict(read),
    )


def _run_row(read: RunRead, before: Cleared) -> PlannedRow:
    held = before.get((name_slug(read.challenge), read.seed_number))
    if held is None:
        action = RowAction.ADD
    else:
        # Named as the file does: an alias that is held counts as new, and is not
        # written twice.
        is_new = any(folded(name) not in held for name in read.cleared)
        action = RowAction.FILL if is_new else RowAction.SAME
    last = f", past {read.cleared[-1]}" if read.cleared else ""
    return PlannedRow(
        action=action,
        title=f"Seed {read.seed_number}",
        detail=f"{read.challenge}{last}",
        data=asdict(read),
    )


def _new_checkpoints(challenge: Challenge, read: ChallengeRead) -> list[dict[str, Any]]:
    known = list(challenge.checkpoints.all())
    return [each for each in read.checkpoints if called(known, each["name"]) is None]


# Writing --------------------------------------------------------------------------


def _write_challenge(
    profile: IronmonProfile, read: ChallengeRead
) -> Iterable[WrittenRow]:
    """The owner's order stands: unknown checkpoints come after the known ones."""
    challenge = profile.challenges.filter(slug=name_slug(read.name)).first()
    is_new = challenge is None
    if challenge is None:
        challenge = profile.add_challenge(name=read.name, slug=name_slug(read.name))
    held = list(challenge.checkpoints.all())
    if new := _new_checkpoints(challenge, read):
        challenge.set_checkpoints([*({"name": each.name} for each in held), *new])
    added = challenge.checkpoints.exclude(pk__in=[each.pk for each in held])
    if is_new:
        return [WrittenRow(row=challenge)]
    return [WrittenRow(row=each) for each in added.order_by("position")]


def _write_runs(
    profile: IronmonProfile, runs: Sequence[RunRead], progress: Progress
) -> Iterable[WrittenRow]:
    """Each seed's run. When an imported one started is unknown."""
    challenges = {each.slug: each for each in profile.challenges.all()}
    places: dict[str, list[Checkpoint]] = {
        slug: list(each.checkpoints.all()) for slug, each in challenges.items()
    }
    wanted: dict[tuple[int, int], list[int]] = {}
    for read in runs:
        slug = name_slug(read.challenge)
        if slug not in challenges:
            # Its challenge was left out.
            continue
        found = [called(places[slug], name) for name in read.cleared]
        key = challenges[slug].pk, read.seed_number
        wanted[key] = [each.pk for each in found if each is not None]
    held = Run.objects.filter(challenge__profile=profile)
    before = set(held.values_list("challenge_id", "seed_number"))
    open_runs = set(held.filter(is_victory=False).values_list("pk", flat=True))
    Run.objects.bulk_create(
        [
            Run(challenge_id=challenge, seed_number=number)
            for challenge, number in wanted
            if (challenge, number) not in before
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
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


def _write_results(
    wanted: dict[tuple[int, int], list[int]], held: Any
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

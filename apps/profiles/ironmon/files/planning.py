"""What of a file is new: its rows as the review shows them. Writes nothing."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from apps.core.models.base import name_slug
from apps.core.plurals import counted
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunRead
from apps.profiles.ironmon.files.runs import SeriesRead
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.checkpoint import called
from apps.profiles.ironmon.models.checkpoint import folded
from apps.profiles.models import RowAction

# Of each seed of a challenge (by its slug): the folded names of what was cleared.
type Cleared = dict[tuple[str, int], set[str]]


def must_fit(read: ChallengeRead, challenge: Challenge | None) -> None:
    if challenge is None or not read.is_whole:
        return
    names = {folded(each["name"]) for each in read.checkpoints}
    others = [each for each in challenge.checkpoints.all() if not names & each.keys]
    if others:
        raise UnreadableFile(
            f"This log is of “{read.name}”, but the challenge of this name has "
            f"checkpoints that the log doesn’t know, such as “{others[0]}”. Rename the "
            "challenge or the file."
        )


@dataclass(frozen=True)
class Held:
    """What is there: cleared names by seed, and the keys of imported runs."""

    cleared: Cleared
    keys: set[tuple[str, str]]


def held_by(profile: IronmonProfile) -> Held:
    cleared: Cleared = {}
    keys = set()
    runs = Run.objects.filter(challenge__profile=profile)
    columns = ("challenge__slug", "seed_number", "import_key")
    for slug, number, key in runs.values_list(*columns):
        cleared[slug, number] = set()
        keys.add((slug, key))
    results = CheckpointResult.objects.filter(run__challenge__profile=profile)
    names = results.values_list(
        "run__challenge__slug", "run__seed_number", "checkpoint__name"
    )
    for slug, number, name in names:
        cleared[slug, number].add(folded(name))
    return Held(cleared, keys)


def challenge_row(read: ChallengeRead, known: dict[str, Challenge]) -> PlannedRow:
    challenge = known.get(name_slug(read.name))
    action = RowAction.ADD
    if challenge is not None:
        new = new_checkpoints(challenge, read)
        action = RowAction.UPDATE if new else RowAction.SAME
    return PlannedRow(
        action=action,
        title=read.name,
        detail=counted(len(read.checkpoints), "checkpoint"),
        data=asdict(read),
    )


def run_row(read: RunRead, held: Held) -> PlannedRow:
    last = f", past {read.cleared[-1]}" if read.cleared else ""
    lost = f", lost to {read.defeat['pokemon']}" if read.defeat else ""
    return PlannedRow(
        action=_action(read, held),
        title=_title(read),
        detail=f"{read.challenge}{last}{lost}",
        data=asdict(read),
    )


def _action(read: RunRead, held: Held) -> RowAction:
    slug = name_slug(read.challenge)
    if read.seed_number is None:
        return RowAction.SAME if (slug, read.key) in held.keys else RowAction.ADD
    cleared = held.cleared.get((slug, read.seed_number))
    if cleared is None:
        return RowAction.ADD
    # Named as the file does: an alias that is held counts as new, and is not
    # written twice.
    is_new = any(folded(name) not in cleared for name in read.cleared)
    return RowAction.UPDATE if is_new else RowAction.SAME


def _title(read: RunRead) -> str:
    if read.seed_number is not None:
        return f"Seed {read.seed_number}"
    if not read.ended_at:
        return "Run of an unknown day"
    ended = timezone.localtime(datetime.fromisoformat(read.ended_at))
    return f"Run of {ended:%Y-%m-%d %H:%M}"


def series_row(read: SeriesRead, held: Held) -> PlannedRow:
    """One row for all of them: there is nothing else to see of each."""
    slug = name_slug(read.challenge)
    numbers = range(1, read.count + 1)
    if read.key:
        title = f"{counted(read.count, 'run')} that ended in the lab"
        new = sum((slug, f"{read.key}:{each}") not in held.keys for each in numbers)
    else:
        title = f"Seeds 1 to {read.count:,}"
        new = sum((slug, each) not in held.cleared for each in numbers)
    return PlannedRow(
        action=RowAction.ADD if new else RowAction.SAME,
        title=title,
        detail=f"{read.challenge}, {new:,} new",
        data=asdict(read),
    )


def new_checkpoints(challenge: Challenge, read: ChallengeRead) -> list[dict[str, Any]]:
    known = list(challenge.checkpoints.all())
    return [each for each in read.checkpoints if called(known, each["name"]) is None]

"""Files of other programs on their way into IronMON; see `apps.profiles.imports`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from django.utils import timezone

from apps.core.models.base import name_slug
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.ironmon.files.planning import challenge_row
from apps.profiles.ironmon.files.planning import held_by
from apps.profiles.ironmon.files.planning import must_fit
from apps.profiles.ironmon.files.planning import run_row
from apps.profiles.ironmon.files.planning import series_row
from apps.profiles.ironmon.files.recognizing import TAKES
from apps.profiles.ironmon.files.recognizing import read_file
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunRead
from apps.profiles.ironmon.files.runs import SeriesRead
from apps.profiles.ironmon.files.writing import runs_of
from apps.profiles.ironmon.files.writing import write_challenge
from apps.profiles.ironmon.files.writing import write_runs
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run


class IronmonImporter(ProfileImporter):
    takes = TAKES

    def plan(
        self, profile: IronmonProfile, text: str, *, file_name: str = ""
    ) -> PlannedImport:
        read = read_file(text, file_name=file_name, now=timezone.now())
        known = {each.slug: each for each in profile.challenges.all()}
        for each in read.challenges:
            must_fit(each, known.get(name_slug(each.name)))
        held = held_by(profile)
        rows = [challenge_row(each, known) for each in read.challenges]
        rows += [run_row(each, held) for each in read.runs]
        rows += [series_row(each, held) for each in read.series]
        return PlannedImport(format=read.format, rows=rows, warnings=read.warnings)

    def write(
        self, profile: IronmonProfile, rows: Sequence[PlannedRow], *, progress: Progress
    ) -> Iterable[WrittenRow]:
        written: list[WrittenRow] = []
        runs: list[RunRead] = []
        for row in rows:
            if "seed_number" in row.data:
                runs.append(RunRead(**row.data))
            elif "count" in row.data:
                runs += runs_of(SeriesRead(**row.data))
            else:
                written += write_challenge(profile, ChallengeRead(**row.data))
                progress.step()
        return [*written, *write_runs(profile, runs, progress)]

    def after_undo(self, profile: IronmonProfile) -> None:
        Run.objects.filter(challenge__profile=profile).measure()

"""Which playthroughs the rows about one game ask for, beside those it has.

A line says how often a game was finished, not which run is which. So runs are
counted: as many are added as are missing, and a run that an import made and nobody
has touched since is brought up to date instead (platform learnt, game finished).
An export has each run by itself; those are placed by `exported_playthroughs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from apps.core.text import normalise
from apps.imports.applying.exported_playthroughs import UNDER_WAY
from apps.imports.applying.exported_playthroughs import place_runs
from apps.imports.applying.planned import JournalPlan
from apps.imports.applying.planned import NewEdition
from apps.imports.applying.planned import PlannedPlaythrough
from apps.imports.applying.snapshots import edited_fields
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import ImportRow
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing import Status as SourceStatus
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Game

# Of each of these one playthrough is enough, however many rows have it.
_BESIDE_COMPLETED: tuple[SourceStatus, ...] = (
    "dropped",
    "playing",
    "ongoing",
    "paused",
    "planned",
)


def plan_playthroughs(
    rows: Sequence[ImportRow], *, game: Game, library: LibraryState
) -> JournalPlan:
    return _Journal(rows, game, library).plan()


def wanted_runs(rows: Sequence[ImportRow]) -> list[SourcePlaythrough]:
    """The finished runs that `rows` of one game tell of.

    As many as the highest count, the versions, or one; a replay on a line of
    its own comes on top.
    """
    finished = [row for row in rows if row.status == Status.COMPLETED]
    if not finished:
        return []
    runs = _versions(finished, "completed")
    times = max(*(row.repeats for row in finished), len(runs), 1)
    replays = sum(bool(row.understood.get("is_replay")) for row in finished)
    if 0 < replays < len(finished):
        times += replays
    # Where one version is named, each of the repeats was of it.
    rest = runs[0] if len(runs) == 1 else SourcePlaythrough("completed")
    return runs + [rest] * (times - len(runs))


class _Journal:
    def __init__(
        self, rows: Sequence[ImportRow], game: Game, library: LibraryState
    ) -> None:
        self.exported = [row for row in rows if row.runs]
        self.rows = [row for row in rows if not row.runs]
        self.game = game
        self.existing = library.playthroughs.get(game.pk or 0, [])
        self.library = library
        self.editions = library.editions_of(game)
        self.free = list(self.existing)  # not yet taken for one of the runs
        self.result = JournalPlan()

    def plan(self) -> JournalPlan:
        if self.exported:
            self._place_exported()
        runs = self._unmatched(wanted_runs(self.rows))
        notes = _notes(self.rows, Status.COMPLETED)
        for run in runs:
            self._bring(_with_notes(run, notes))
            notes = ""
        for status in _BESIDE_COMPLETED:
            rows = [row for row in self.rows if row.status == status]
            if rows and not self._is_known(status):
                run = next(iter(_versions(rows, status)), SourcePlaythrough(status))
                self._bring(_with_notes(run, _notes(rows, status)))
        return self.result

    def _place_exported(self) -> None:
        """Bring the runs that exports have one by one."""
        for run in place_runs(self.exported, self.free, self.library):
            if run.match is None:
                run.edition = self._edition_for(run.source)
                self.result.new.append(run)
                continue
            self.free.remove(run.match)
            if run.changes:
                self.result.changed.append(run)

    def _unmatched(self, runs: list[SourcePlaythrough]) -> list[SourcePlaythrough]:
        """Those of `runs` for which no completed playthrough is there."""
        for agree in (self._is_same_version, self._is_same_platform):
            for run in list(runs):
                match = next((p for p in self._completed() if agree(p, run)), None)
                if match:
                    self.free.remove(match)
                    runs.remove(run)
        # What is left is paired by number alone: first those that a platform can
        # be given to, then the runs of which the source tells the least.
        for run in [run for run in runs if run.platform]:
            blank = next((p for p in self._completed() if self._may_learn(p)), None)
            if blank:
                self.free.remove(blank)
                runs.remove(run)
                self._change(blank, run)
        for _ in self._completed():
            if runs:
                runs.remove(min(reversed(runs), key=lambda run: bool(run.platform)))
        return runs

    def _completed(self) -> list[Playthrough]:
        return [p for p in self.free if p.status == Status.COMPLETED]

    def _is_same_platform(
        self, playthrough: Playthrough, run: SourcePlaythrough
    ) -> bool:
        if not run.platform:
            return playthrough.platform_id is None
        known = self.library.platform_named(run.platform)
        return known is not None and known.pk == playthrough.platform_id

    def _is_same_version(
        self, playthrough: Playthrough, run: SourcePlaythrough
    ) -> bool:
        wanted = self._edition_named(run.edition)
        if wanted is None and run.edition:
            return False
        edition = wanted or self.editions[0]
        same_edition = playthrough.edition_id == edition.pk
        return same_edition and self._is_same_platform(playthrough, run)

    def _may_learn(self, playthrough: Playthrough) -> bool:
        return playthrough.platform_id is None and self._is_untouched(playthrough)

    def _is_untouched(self, playthrough: Playthrough) -> bool:
        """Whether an import made it, and it is still as imports left it."""
        written: dict[str, Any] = {}
        for after in self.library.imported.get(playthrough.pk, []):
            written.update(after)
        return "notes" in written and not edited_fields(playthrough, written)

    def _is_known(self, status: str) -> bool:
        """Whether an earlier import had the same, or the journal knows better."""
        is_imported = any(
            after.get("status") == status
            for playthrough in self.existing
            for after in self.library.imported.get(playthrough.pk, [])
        )
        if is_imported or (status == Status.PLANNED and self.existing):
            return True
        same = UNDER_WAY if status in UNDER_WAY else (status,)
        return any(p.status in same for p in self.existing)

    def _bring(self, run: SourcePlaythrough) -> None:
        """Finish, drop or start what an import once left unfinished; or add a run."""
        wanted = {row.status for row in self.rows}
        open_run = next(
            (
                p
                for p in self.free
                if p.status in OPEN and p.status not in wanted and self._is_untouched(p)
            ),
            None,
        )
        if open_run:
            self.free.remove(open_run)
            self._change(open_run, run)
            return
        new = PlannedPlaythrough(run, self._edition_for(run))
        self.result.new.append(new)

    def _change(self, playthrough: Playthrough, run: SourcePlaythrough) -> None:
        learns = playthrough.platform_id is None and bool(run.platform)
        self.result.changed.append(
            PlannedPlaythrough(
                run,
                self._edition_for(run) if learns and run.edition else None,
                playthrough,
                {"status": run.status} | ({"platform": run.platform} if learns else {}),
            )
        )

    def _edition_for(self, run: SourcePlaythrough) -> Edition | NewEdition | None:
        if not run.edition:
            return None
        known = self._edition_named(run.edition)
        if known:
            return known
        for planned in self.result.new_editions:
            if _key(planned.name) == _key(run.edition):
                if run.platform and run.platform not in planned.platforms:
                    planned.platforms.append(run.platform)
                return planned
        planned = NewEdition(
            run.edition,
            run.edition_type or EditionType.PORT,
            [run.platform] if run.platform else [],
        )
        self.result.new_editions.append(planned)
        return planned

    def _edition_named(self, name: str) -> Edition | None:
        """The edition called so, with or without the game's name before it."""
        if not name:
            return None
        game = _key(self.game.name)
        names = {_key(name), f"{game} {_key(name)}"}
        return next((e for e in self.editions if _key(e.name) in names), None)


def _key(name: str) -> str:
    return normalise(name) if name else ""


def _versions(
    rows: Iterable[ImportRow], status: SourceStatus
) -> list[SourcePlaythrough]:
    """A run of each version named in `rows`, each once."""
    runs: dict[tuple[str, str], SourcePlaythrough] = {}
    for row in rows:
        for version in row.versions:
            key = (_key(version["platform"]), _key(version["edition"]))
            if any(key):
                run = SourcePlaythrough(
                    status,
                    version["platform"],
                    version["edition"],
                    version["edition_type"],
                    notes=version["note"],
                )
                runs.setdefault(key, run)
    return list(runs.values())


def _with_notes(run: SourcePlaythrough, notes: str) -> SourcePlaythrough:
    return replace(run, notes="; ".join(filter(None, (run.notes, notes))))


def _notes(rows: Iterable[ImportRow], status: str) -> str:
    notes = [row.notes for row in rows if row.status == status and row.notes]
    return "; ".join(dict.fromkeys(notes))

"""Which playthroughs the rows about one game ask for, beside those it has.

A line says how often a game was finished, not which run is which. So runs are
counted: as many are added as are missing, and a run that an import made and nobody
has touched since is brought up to date instead (platform learnt, game finished).
An export tells each run by itself; those are placed by `told_runs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from apps.core.text import normalise
from apps.imports.applying.exported_playthroughs import place_runs
from apps.imports.applying.snapshots import edited_fields
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import FoundGame
from apps.imports.models import ImportRow
from apps.imports.models import RunRead
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Game

UNFINISHED = (Status.PLANNED, Status.PLAYING, Status.PAUSED)
ONGOING = (Status.PLAYING, Status.PAUSED)


@dataclass(frozen=True)
class Run:
    """One run as a source tells it; empty where it does not say."""

    platform: str = ""
    edition: str = ""
    edition_type: str = ""
    note: str = ""


@dataclass
class NewEdition:
    name: str
    edition_type: str
    platforms: list[str] = field(default_factory=list)
    # What IGDB has of it.
    found: FoundGame | None = None


@dataclass
class NewPlaythrough:
    """`told` is the run as an export tells it, `key` its id there; both may lack."""

    status: str
    run: Run
    notes: str
    edition: Edition | NewEdition | None  # None: the game's first one
    told: RunRead | None = None
    key: str = ""


@dataclass
class ChangedPlaythrough:
    playthrough: Playthrough
    status: str
    platform: str  # to set; empty: leave
    edition: Edition | NewEdition | None  # to set; None: leave
    values: dict[str, str] = field(default_factory=dict)  # further fields to set
    told: RunRead | None = None
    key: str = ""

    @property
    def completes(self) -> bool:
        before = self.playthrough.status
        return self.status == Status.COMPLETED and before != Status.COMPLETED


@dataclass
class JournalPlan:
    new: list[NewPlaythrough] = field(default_factory=list)
    changed: list[ChangedPlaythrough] = field(default_factory=list)
    new_editions: list[NewEdition] = field(default_factory=list)

    @property
    def is_needed(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def platforms(self) -> list[str]:
        """The platforms of the new and changed runs, each once."""
        names = [run.run.platform for run in self.new]
        names += [run.platform for run in self.changed]
        return [name for name in dict.fromkeys(names) if name]


def plan_playthroughs(
    rows: Sequence[ImportRow], *, game: Game, holdings: LibraryState
) -> JournalPlan:
    return _Journal(rows, game, holdings).plan()


def wanted_runs(rows: Sequence[ImportRow]) -> list[Run]:
    """The finished runs that `rows` of one game tell of.

    As many as the highest count, the versions, or one; a replay told on a line of
    its own comes on top.
    """
    finished = [row for row in rows if row.status == Status.COMPLETED]
    if not finished:
        return []
    runs = _versions(finished)
    times = max(*(row.repeats for row in finished), len(runs), 1)
    replays = sum(bool(row.understood.get("is_replay")) for row in finished)
    if 0 < replays < len(finished):
        times += replays
    # Where one version is named, each of the repeats was of it.
    rest = runs[0] if len(runs) == 1 else Run()
    return runs + [rest] * (times - len(runs))


class _Journal:
    def __init__(
        self, rows: Sequence[ImportRow], game: Game, holdings: LibraryState
    ) -> None:
        self.told = [row for row in rows if row.runs]
        self.rows = [row for row in rows if not row.runs]
        self.game = game
        self.existing = holdings.playthroughs.get(game.pk or 0, [])
        self.holdings = holdings
        self.editions = holdings.editions_of(game)
        self.free = list(self.existing)  # not yet taken for one of the runs
        self.result = JournalPlan()

    def plan(self) -> JournalPlan:
        if self.told:
            self._place_told()
        runs = self._unmatched(wanted_runs(self.rows))
        notes = _notes(self.rows, Status.COMPLETED)
        for run in runs:
            self._bring(Status.COMPLETED, run, notes)
            notes = ""
        for status in (
            Status.DROPPED,
            Status.PLAYING,
            Status.PAUSED,
            Status.PLANNED,
        ):
            told = [row for row in self.rows if row.status == status]
            if told and not self._is_told_already(status):
                run = next(iter(_versions(told)), Run())
                self._bring(status, run, _notes(told, status))
        return self.result

    def _place_told(self) -> None:
        """Bring the runs that exports tell one by one."""
        for found in place_runs(self.told, self.free, self.holdings):
            match = found.playthrough
            if match is None:
                run = Run(
                    found.told["platform"],
                    found.told["edition"],
                    found.told["edition_type"],
                )
                self.result.new.append(
                    NewPlaythrough(
                        found.told["status"],
                        run,
                        found.told["notes"],
                        self._edition_for(run),
                        told=found.told,
                        key=found.key,
                    )
                )
                continue
            self.free.remove(match)
            if found.changes:
                self.result.changed.append(
                    ChangedPlaythrough(
                        match,
                        found.changes.pop("status", match.status),
                        found.changes.pop("platform", ""),
                        None,
                        values=found.changes,
                        told=found.told,
                        key=found.key,
                    )
                )

    def _unmatched(self, runs: list[Run]) -> list[Run]:
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
                self._change(blank, Status.COMPLETED, run)
        for _ in self._completed():
            if runs:
                runs.remove(min(reversed(runs), key=lambda run: bool(run.platform)))
        return runs

    def _completed(self) -> list[Playthrough]:
        return [p for p in self.free if p.status == Status.COMPLETED]

    def _is_same_platform(self, playthrough: Playthrough, run: Run) -> bool:
        if not run.platform:
            return playthrough.platform_id is None
        known = self.holdings.platform_named(run.platform)
        return known is not None and known.pk == playthrough.platform_id

    def _is_same_version(self, playthrough: Playthrough, run: Run) -> bool:
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
        for after in self.holdings.imported.get(playthrough.pk, []):
            written.update(after)
        return "notes" in written and not edited_fields(playthrough, written)

    def _is_told_already(self, status: str) -> bool:
        """Whether an earlier import told the same, or the journal knows better."""
        told = any(
            after.get("status") == status
            for playthrough in self.existing
            for after in self.holdings.imported.get(playthrough.pk, [])
        )
        if told or (status == Status.PLANNED and self.existing):
            return True
        same = ONGOING if status in ONGOING else (status,)
        return any(p.status in same for p in self.existing)

    def _bring(self, status: str, run: Run, notes: str) -> None:
        """Finish, drop or start what an import once left unfinished; or add a run."""
        wanted = {row.status for row in self.rows}
        open_run = next(
            (
                p
                for p in self.free
                if p.status in UNFINISHED
                and p.status not in wanted
                and self._is_untouched(p)
            ),
            None,
        )
        if open_run:
            self.free.remove(open_run)
            self._change(open_run, status, run)
            return
        self.result.new.append(
            NewPlaythrough(
                status,
                run,
                "; ".join(filter(None, (run.note, notes))),
                self._edition_for(run),
            )
        )

    def _change(self, playthrough: Playthrough, status: str, run: Run) -> None:
        learns = playthrough.platform_id is None and bool(run.platform)
        self.result.changed.append(
            ChangedPlaythrough(
                playthrough,
                status,
                run.platform if learns else "",
                self._edition_for(run) if learns and run.edition else None,
            )
        )

    def _edition_for(self, run: Run) -> Edition | NewEdition | None:
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


def _versions(rows: Iterable[ImportRow]) -> list[Run]:
    """The versions named in `rows`, each once."""
    runs: dict[tuple[str, str], Run] = {}
    for row in rows:
        for version in row.versions:
            key = (_key(version["platform"]), _key(version["edition"]))
            if any(key):
                runs.setdefault(key, Run(**version))
    return list(runs.values())


def _notes(rows: Iterable[ImportRow], status: str) -> str:
    notes = [row.notes for row in rows if row.status == status and row.notes]
    return "; ".join(dict.fromkeys(notes))

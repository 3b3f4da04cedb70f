"""Rows and lists while an export is read, record by record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from apps.core.models.partial_dates import is_before
from apps.imports.parsing.parts import Parts
from apps.imports.parsing.rows import ListedTitle
from apps.imports.parsing.rows import NotUnderstood
from apps.imports.parsing.rows import OtherLine
from apps.imports.parsing.rows import Parsed
from apps.imports.parsing.rows import ParsedList
from apps.imports.parsing.rows import Row
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.rows import Version
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.vocabulary.statuses import cell_status

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Means
    from apps.imports.parsing.rows import PartKind
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

LONGEST_NAME = 200
# What sums up a row of several runs, the most telling first.
_WEIGHT: tuple[Status, ...] = (
    "completed",
    "playing",
    "ongoing",
    "paused",
    "dropped",
    "planned",
)


@dataclass(frozen=True, slots=True)
class ExportedGame:
    """What one record says of one game, before it is a row.

    `platforms` are those that the game is said to run on, where no run names one.
    `lists` are the names of the lists it is on. `open_runs` are those of a record that
    says nothing of their status.
    """

    title: str
    runs: Sequence[SourcePlaythrough] = ()
    platforms: Sequence[str] = ()
    series: str = ""
    year: int | None = None
    lists: Sequence[str] = ()
    position: int | None = None
    notes: Sequence[str] = ()
    aliases: Sequence[str] = ()
    external_ids: Mapping[str, str] = field(default_factory=dict)
    is_left_out: bool = False
    open_runs: Sequence[SourcePlaythrough] = ()


class Collector:
    """Makes a row of each game that is added, and accounts for every other record."""

    def __init__(self, file_name: str = "", means: Means | None = None) -> None:
        self.parts = Parts(means)
        # What a list is called that has no name but that of its file.
        stem = re.sub(r"[-_\s]+", " ", PurePath(file_name).stem).strip()
        self.list_name = stem[:1].upper() + stem[1:]
        self.rows: list[Row] = []
        self.not_understood: list[NotUnderstood] = []
        self.other: list[OtherLine] = []
        self.warnings: list[str] = []
        self._left_out: Counter[str] = Counter()
        self._lists: dict[str, list[int]] = {}

    def add(self, record: Record, game: ExportedGame) -> None:
        """The game becomes a row, or is reported where it cannot be one."""
        title = " ".join(game.title.split())
        if not title:
            self.report(record, "This line has no title.")
            return
        if len(title) > LONGEST_NAME:
            self.report(record, f"The title is longer than {LONGEST_NAME} characters.")
            return
        runs = tuple(_possible(run) for run in game.runs)
        row = Row(
            line=record.line,
            source=record.source,
            title=title,
            series=" ".join(game.series.split())[:LONGEST_NAME] or None,
            versions=versions_of(runs, game.platforms),
            notes="; ".join(note for note in game.notes if note),
            status=status_of_runs(runs),
            lists=tuple(dict.fromkeys(_names(game.lists))),
            position=game.position,
            year=game.year,
            aliases=tuple(game.aliases),
            runs=runs,
            external_ids=game.external_ids,
            is_left_out=game.is_left_out,
            is_whole_title=True,
            open_runs=tuple(map(_possible, game.open_runs)),
        )
        for name in row.lists:
            self._lists.setdefault(name, []).append(len(self.rows))
        self.rows.append(row)

    def shelves(
        self,
        names: Iterable[str],
        record: Record,
        title: str,
        *,
        kind: PartKind,
        naming: Collection[StatusWord] | None = None,
    ) -> dict[str, Found]:
        """What each of the names that a game is filed under means: a list, a status.

        `naming`: the statuses that a name alone may mean; all of them by default.
        """
        found = {}
        for name in dict.fromkeys(_names(names)):
            status = cell_status(name)
            found[name] = (
                self.parts.status(name, status, line=record.line, kind=kind)
                if status and (naming is None or status in naming)
                else self.parts.read(kind, name, "list", "guessed", line=record.line)
            )
            self.parts.count(found[name], title)
        return found

    def filed(
        self, names: Iterable[str], record: Record, title: str, *, has_status: bool
    ) -> tuple[list[str], Found | None]:
        """The lists that a game is on by its tags, and the one that says its status.

        Where the record has a status of its own, a tag says one only if the owner said
        so, and then it counts more. Of several the one counts that promises less.
        """
        naming: tuple[StatusWord, ...] | None = () if has_status else None
        found = self.shelves(names, record, title, kind="shelf", naming=naming)
        lists = [name for name, shelf in found.items() if shelf.meaning == "list"]
        saying = [shelf for shelf in found.values() if shelf.status]
        saying.sort(key=lambda shelf: shelf.status == "completed")
        return lists, next(iter(saying), None)

    def status(
        self,
        text: str,
        record: Record,
        title: str,
        *,
        known: Mapping[str, StatusWord] | None = None,
    ) -> Found | None:
        """What a service's word for a status means; None for an empty cell.

        `known` are its own words in lower case, which come before the vocabulary.
        """
        if is_nothing(text):
            return None
        status = (known or {}).get(text.casefold()) or cell_status(text)
        found = self.parts.status(text, status, line=record.line, kind="status")
        self.parts.count(found, title)
        return found

    def add_run(
        self,
        record: Record,
        game: ExportedGame,
        run: SourcePlaythrough,
        said: Found | None,
        *,
        is_played: bool = False,
    ) -> None:
        """Add a game with one run, whose status is what a word was found to mean.

        Where no word says the status, the run waits for an answer if the record asks
        for one, tells something of the run, or `is_played`. Else the game has no run.
        """
        status = said.status if said else None
        notes = [run.notes, *game.notes, _unknown_word(said)]
        text = "; ".join(filter(None, notes))
        if status and status != "unclear":
            run = replace(run, status=status, notes=text)
            self.add(record, replace(game, runs=[run], notes=()))
            return
        facts = run.facts_in_words()
        is_open = status == "unclear" or bool(facts) or is_played
        open_runs = [replace(run, notes=text)] if is_open else []
        self.add(record, replace(game, open_runs=open_runs, notes=[*notes, *facts]))

    def report(self, record: Record, reason: str) -> None:
        self.not_understood.append(NotUnderstood(record.line, record.source, reason))

    def leave_out(self, record: Record, kind: str) -> None:
        """The record is no game by its nature, but a `kind`: "episode"."""
        self._left_out[kind] += 1
        self.other.append(OtherLine(record.line, record.source, "prose"))

    def finish(self) -> Parsed:
        if self._left_out:
            kinds = ", ".join(
                f"{count:,} {kind}" for kind, count in self._left_out.most_common()
            )
            self.warnings.append(f"Left out because they aren't games: {kinds}.")
        return Parsed(
            rows=tuple(self.rows),
            lists=tuple(self._finish_list(name) for name in self._lists),
            not_understood=tuple(self.not_understood),
            other=tuple(sorted(self.other, key=lambda it: it.line)),
            warnings=tuple(self.warnings),
            parts=self.parts.finish(),
        )

    def _finish_list(self, name: str) -> ParsedList:
        """A list is ranked where each of its rows has a place; places are made dense.

        A row on several lists keeps the place of the first one.
        """
        places = self._lists[name]
        is_ranked = all(self.rows[place].position for place in places)
        if is_ranked:
            places = sorted(places, key=lambda place: self.rows[place].position or 0)
            for position, place in enumerate(places, start=1):
                self.rows[place] = replace(self.rows[place], position=position)
        rows = [self.rows[place] for place in places]
        entries = tuple(ListedTitle(row.position, row.title, row.line) for row in rows)
        return ParsedList(name, is_ranked, entries)


def _unknown_word(said: Found | None) -> str:
    """A word for a status that nobody knows, as a note."""
    if said is None or said.part.kind != "status":
        return ""
    is_told = said.status not in (None, "unclear") or cell_status(said.part.text)
    return "" if is_told else f"status: {said.part.text}"


def split_names(cell: str) -> list[str]:
    """The names in a cell, parted by semicolons, tabs, or else commas."""
    parting = next((sign for sign in ";\t" if sign in cell), ",")
    return [name for part in cell.split(parting) if (name := part.strip(" []{}'\""))]


def _possible(run: SourcePlaythrough) -> SourcePlaythrough:
    """The run as the journal can hold it; what it cannot is kept in the notes."""
    notes = [run.notes]
    if run.completed_at and run.status != "completed":
        notes.append(f"finished {run.completed_at}")
        run = replace(run, completed_at="")
    if (
        run.started_at
        and run.completed_at
        and is_before(run.completed_at, run.started_at)
    ):
        notes.append(f"started {run.started_at}, which is after its end")
        run = replace(run, started_at="")
    return replace(run, notes="; ".join(note for note in notes if note))


def _names(names: Iterable[str]) -> list[str]:
    cleaned = (" ".join(name.split())[:LONGEST_NAME] for name in names)
    return [name for name in cleaned if name]


def status_of_runs(runs: Sequence[SourcePlaythrough]) -> Status | None:
    """What sums up the runs: the status that tells the most."""
    statuses = {run.status for run in runs}
    return next((status for status in _WEIGHT if status in statuses), None)


def versions_of(
    runs: Sequence[SourcePlaythrough], platforms: Sequence[str]
) -> tuple[Version, ...]:
    """Each platform and edition once, those of the runs first."""
    versions = {
        (run.platform, run.edition): Version(
            run.platform or None, run.edition, run.edition_type
        )
        for run in runs
        if run.platform or run.edition
    }
    played = {platform for platform, _ in versions}
    for platform in platforms:
        if platform and platform not in played:
            versions.setdefault((platform, ""), Version(platform))
    return tuple(versions.values())

"""Which playthroughs the runs mean that an export tells one by one.

A run that an earlier import brought is known again, even when the owner has edited its
playthrough since: by its id at the service ("steam:220"), or by telling the very same.
Else it is the playthrough of the same status, platform and dates, if there is one, or
the unfinished one that an import made and nobody has touched. What a run knows better
is proposed for fields that are empty or still hold what an import wrote; the owner's
own words stay.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from apps.core.models.partial_dates import is_before
from apps.imports.applying.planned import PlannedPlaythrough
from apps.imports.applying.snapshots import as_json
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import ImportRow
from apps.imports.parsing import SourcePlaythrough
from apps.journal.models import BEING_PLAYED
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Status

# Begun and not ended: a source that says one may mean another.
UNDER_WAY = (*BEING_PLAYED, Status.PAUSED)
# Services that know a run by an id of their own, and send it each time.
LIVE_SERVICES = ("steam",)
_DATES = ("started_at", "completed_at")
# What an export may say of a run, beside its status, platform and notes.
EXPORTED_FIELDS = (*_DATES, "playtime_hours", "rating")
# What an import may change in a playthrough.
CHANGED_FIELDS = (
    *EXPORTED_FIELDS,
    "notes",
    "status",
    "platform",
    "edition",
    "completions",
    "transitions",
)


def place_runs(
    rows: Sequence[ImportRow], existing: Sequence[Playthrough], library: LibraryState
) -> list[PlannedPlaythrough]:
    """Each run of `rows` of one game, with the playthrough of `existing` it means.

    A plan to play a game that has playthroughs already tells nothing, and is left out;
    but not what was bought at a service for a platform that none of them was on.
    """
    placed = _Placing(rows, existing, library).place()
    played_on = {playthrough.platform_id for playthrough in existing}
    return [
        run
        for run in placed
        if run.match
        or not existing
        or run.status != Status.PLANNED
        or (run.key and _is_elsewhere(run, played_on, library))
    ]


def _is_elsewhere(
    run: PlannedPlaythrough, played_on: Collection[int | None], library: LibraryState
) -> bool:
    """Whether a run is on a platform other than those that the game was played on."""
    if not run.source.platform or None in played_on:
        return False
    platform = library.platform_named(run.source.platform)
    return platform is None or platform.pk not in played_on


def source_notes(run: PlannedPlaythrough) -> dict[str, Any]:
    """What to note beside a change, for a later import to know its run again."""
    if not run.is_exported:
        return {}
    # The keys are those of stored imports, and of their exports.
    key = {"told_by": run.key} if run.key else {}
    return {"told": asdict(run.source), **key}


def source_values(source: SourcePlaythrough) -> dict[str, Any]:
    """The fields of a new playthrough that its source has."""
    return {name: field_value(name, getattr(source, name)) for name in EXPORTED_FIELDS}


def field_value(name: str, text: str) -> Any:
    """A field of a playthrough as the database will hold it."""
    if name in ("playtime_hours", "rating"):
        return Decimal(text).quantize(Decimal("0.1")) if text else None
    return text if name == "notes" else text or None


class _Placing:
    def __init__(
        self,
        rows: Sequence[ImportRow],
        existing: Iterable[Playthrough],
        library: LibraryState,
    ) -> None:
        self.runs = [
            PlannedPlaythrough(source, is_exported=True, key=_key(row))
            for row in rows
            for source in row.playthroughs
        ]
        self.free = list(existing)
        self.library = library

    def place(self) -> list[PlannedPlaythrough]:
        # The surest first, so that no guess takes what another run surely means.
        for find, changes in (
            (self._by_key, self._changes),
            (self._exported_before, _no_changes),
            (self._exported_with_other_hours, self._more_hours),
            (self._alike, self._changes),
            (self._unfinished, self._changes),
        ):
            for run in self.runs:
                if run.match is None and (match := find(run)):
                    run.match = match
                    self.free.remove(match)
                    run.changes = changes(run, match)
        return self.runs

    # Finding.

    def _by_key(self, run: PlannedPlaythrough) -> Playthrough | None:
        if not run.key:
            return None
        return next(
            (p for p in self.free if run.key in self._noted(p, "told_by")), None
        )

    def _exported_before(self, run: PlannedPlaythrough) -> Playthrough | None:
        same = (p for p in self.free if run.source in self._sources(p))
        return next(same, None)

    def _exported_with_other_hours(self, run: PlannedPlaythrough) -> Playthrough | None:
        """What an export had before in the same words but for the hours: played on."""
        source = _without_hours(run.source)
        same = (p for p in self.free if source in map(_without_hours, self._sources(p)))
        return next(same, None)

    def _alike(self, run: PlannedPlaythrough) -> Playthrough | None:
        # A service that only counts hours means the run that is there, however it went.
        is_guess = bool(run.key)
        alike = [p for p in self.free if self._agrees(run.source, p, is_guess=is_guess)]
        # Of several, the one that tells the same the most.
        return max(
            alike,
            key=lambda p: (
                not is_guess and p.status == run.source.status,
                self._sameness(run.source, p),
            ),
            default=None,
        )

    def _agrees(
        self, source: SourcePlaythrough, playthrough: Playthrough, *, is_guess: bool
    ) -> bool:
        return (
            (_may_mean(source.status, playthrough.status) or is_guess)
            and self._may_be_on(source.platform, playthrough)
            and self._may_be_of(source.edition, playthrough)
            and _may_be(source.started_at, playthrough.started_at)
            and _may_be(source.completed_at, playthrough.completed_at)
        )

    def _sameness(self, source: SourcePlaythrough, playthrough: Playthrough) -> int:
        platform = self.library.platform_named(source.platform)
        is_on = platform is not None and platform.pk == playthrough.platform_id
        dates = ((getattr(source, n), getattr(playthrough, n)) for n in _DATES)
        return is_on + sum(bool(date) and date == stored for date, stored in dates)

    def _unfinished(self, run: PlannedPlaythrough) -> Playthrough | None:
        """What an import left unfinished, when the run says how it went on."""
        wanted = {other.source.status for other in self.runs}
        return next(
            (
                p
                for p in self.free
                if p.status in OPEN
                and p.status not in wanted
                and self._is_imported(p, "status")
                and self._may_be_on(run.source.platform, p)
            ),
            None,
        )

    def _may_be_on(self, name: str, playthrough: Playthrough) -> bool:
        if not name or playthrough.platform_id is None:
            return True
        platform = self.library.platform_named(name)
        return platform is not None and platform.pk == playthrough.platform_id

    def _may_be_of(self, edition: str, playthrough: Playthrough) -> bool:
        return not edition or edition.casefold() in playthrough.edition.name.casefold()

    # Changing.

    def _more_hours(
        self, run: PlannedPlaythrough, playthrough: Playthrough
    ) -> dict[str, str]:
        """The hours, where there are more and the owner has not written others."""
        hours, known = run.source.playtime_hours, playthrough.playtime_hours
        if not hours or not self._is_imported(playthrough, "playtime_hours"):
            return {}
        is_more = known is None or Decimal(hours) > known
        return {"playtime_hours": hours} if is_more else {}

    def _changes(
        self, run: PlannedPlaythrough, playthrough: Playthrough
    ) -> dict[str, str]:
        """What the run knows better, in fields that are not the owner's."""
        source = run.source
        changes = {
            name: value
            for name in (*EXPORTED_FIELDS, "notes")
            if (value := getattr(source, name))
            and not _is_same(name, value, getattr(playthrough, name))
            and self._may_set(name, playthrough, is_live=bool(run.key))
        }
        status: str = source.status
        is_open = playthrough.status in OPEN
        is_open = is_open and not _may_mean(status, playthrough.status)
        if is_open and self._is_imported(playthrough, "status"):
            changes["status"] = status
        if source.platform and playthrough.platform_id is None:
            if self._is_imported(playthrough, "platform_id"):
                changes["platform"] = source.platform
        return _without_contradictions(changes, playthrough)

    def _may_set(self, name: str, playthrough: Playthrough, *, is_live: bool) -> bool:
        """Whether a field is empty, or grows at the service since an import wrote it.

        Of a playthrough that the owner made, not even the empty ones are ours.
        """
        if not self._is_imported(playthrough, name):
            return False
        is_empty = getattr(playthrough, name) in (None, "")
        return is_empty or (is_live and name == "playtime_hours")

    def _is_imported(self, playthrough: Playthrough, name: str) -> bool:
        """Whether the field still holds what the last import left in it."""
        written = self._noted(playthrough, name)
        return bool(written) and written[-1] == as_json(getattr(playthrough, name))

    def _sources(self, playthrough: Playthrough) -> list[SourcePlaythrough]:
        """How exports had it, the last one last."""
        return [SourcePlaythrough(**it) for it in self._noted(playthrough, "told")]

    def _noted(self, playthrough: Playthrough, name: str) -> list[Any]:
        """What imports noted of the playthrough under `name`, the last one last."""
        noted = self.library.imported.get(playthrough.pk, [])
        return [after[name] for after in noted if name in after]


def _no_changes(run: PlannedPlaythrough, playthrough: Playthrough) -> dict[str, str]:
    return {}


def _without_hours(source: SourcePlaythrough) -> SourcePlaythrough:
    return replace(source, playtime_hours="")


def _key(row: ImportRow) -> str:
    found = (
        f"{service}:{number}"
        for service, number in row.external_ids.items()
        if service in LIVE_SERVICES
    )
    return next(found, "")


def _may_mean(status: str, stored: str) -> bool:
    """Whether a source's status may be the stored one; few know endless games."""
    is_endless = stored == Status.ONGOING and status in UNDER_WAY
    return status == stored or is_endless


def _may_be(date: str | None, stored: str | None) -> bool:
    """Whether two partial dates can be the same day, as far as they go."""
    if not date or not stored:
        return True
    shared = min(len(date), len(stored))
    return date[:shared] == stored[:shared]


def _is_same(name: str, text: str, stored: Any) -> bool:
    if name in ("playtime_hours", "rating"):
        return stored is not None and Decimal(text) == stored
    return bool(text == stored)


def _without_contradictions(
    changes: dict[str, str], playthrough: Playthrough
) -> dict[str, str]:
    """Only what the journal can hold: dates in order, an end only when completed."""
    status = changes.get("status", playthrough.status)
    if status != Status.COMPLETED:
        changes.pop("completed_at", None)
    started = changes.get("started_at") or playthrough.started_at
    finished = changes.get("completed_at") or playthrough.completed_at
    if started and finished and is_before(finished, started):
        return {name: changes[name] for name in changes if name not in _DATES}
    return changes

"""The owner's decisions on the rows of an import, each saved at once.

Every function locks the import, refuses when the row is not in the version that the
caller saw (`RowChanged`) or the import is applied (`ImportClosed`), and raises the
version of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from apps.imports.intake.news import KNOWN
from apps.imports.models import Decision
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import MatchKind
from apps.imports.models import OtherLine
from apps.imports.models import VersionRead
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing.services.collector import status_of_runs
from apps.imports.parsing.services.collector import versions_of
from apps.library.models import Game


class RowChanged(ValidationError):
    """The row was changed elsewhere after the caller last saw it."""

    def __init__(self) -> None:
        super().__init__(
            "This row was changed elsewhere in the meantime. You are seeing the "
            "current version.",
            code="changed",
        )


@dataclass(frozen=True)
class Seen:
    """A row (or list) as the caller saw it, and when they decide."""

    pk: int
    version: int
    at: datetime


def match(import_: Import, seen: Seen, game: Game) -> ImportRow:
    """The row means `game` of the library."""
    with changing(import_, seen) as row:
        row.decision, row.game, row.merged_into = Decision.MATCH, game, None
    return row


def create(import_: Import, seen: Seen) -> ImportRow:
    """The row is a game that the library does not have."""
    with changing(import_, seen) as row:
        _part_from_twin(row)
        row.decision, row.game, row.merged_into = Decision.CREATE, None, None
    return row


def _part_from_twin(row: ImportRow) -> None:
    """What is another game than the row it was merged into is another one at IGDB."""
    twin = row.merged_into
    if twin is None or not row.igdb_id or row.igdb_game_id != twin.igdb_game_id:
        return
    if row.igdb_id != twin.igdb_id:
        row.igdb_game_id = row.igdb_id
    else:
        row.igdb_state = IgdbState.DOUBTFUL
        row.igdb_id = row.igdb_game_id = None


def skip(import_: Import, seen: Seen) -> ImportRow:
    """Leave the row out, with the rows merged into it."""
    with changing(import_, seen) as row:
        row.decision, row.merged_into = Decision.SKIP, None
    return row


def merge(import_: Import, seen: Seen, into: ImportRow) -> ImportRow:
    """The row tells of the same game as `into`; what is merged into it moves along.

    Raises `ValidationError` where that would make a circle.
    """
    with changing(import_, seen) as row:
        target = into.merged_into or into
        if target.pk == row.pk or target.batch_id != row.batch_id:
            raise ValidationError("A row can't be merged into itself.", code="circle")
        row.merged_rows.update(merged_into=target)
        row.decision, row.merged_into = Decision.MERGE, target
    return row


def restore(import_: Import, seen: Seen) -> ImportRow:
    """Take the owner's decision back: the row is a row again, as it was understood."""
    with changing(import_, seen) as row:
        row.game = _game_understood(row)
        row.merged_into = _row_understood(row)
        row.decision = _decision_understood(row)
    row.decided_at = None
    row.save(update_fields=["decided_at"])
    return row


def _game_understood(row: ImportRow) -> Game | None:
    pk = row.understood.get("game")
    return Game.objects.filter(pk=pk).first() if pk else None


def _row_understood(row: ImportRow) -> ImportRow | None:
    number = row.understood.get("merged_into")
    if not number:
        return None
    above = ImportRow.objects.filter(batch=row.batch_id, number=number).first()
    target = above.merged_into or above if above else None
    return None if target == row else target


def _decision_understood(row: ImportRow) -> Decision:
    if row.merged_into:
        return Decision.MERGE
    if row.game:
        return Decision.MATCH
    doubtful = row.match_kind == MatchKind.SUGGESTED
    return Decision.OPEN if doubtful else Decision.CREATE


def edit(import_: Import, seen: Seen, values: dict[str, Any]) -> ImportRow:
    """Set what was understood: title, series, versions, status, repeats, notes, year.

    Raises `ValidationError` where a value does not fit.
    """
    with changing(import_, seen, decides=False) as row:
        for name, value in values.items():
            setattr(row, name, value)
        row.clean_fields(exclude=["batch", "game", "merged_into"])
    return row


def set_open_statuses(import_: Import, status: str) -> int:
    """Give all rows whose status the source leaves open this one, "" to none of them.

    What was answered before in the same way is answered again. Returns how many.
    """
    with _open(import_) as fresh:
        rows = list(open_statuses(fresh).exclude(status=status).select_for_update())
        for row in rows:
            row.answer_open_status(status)
            row.version += 1
        fields = ["status", "runs", "notes", "understood", "version"]
        return ImportRow.objects.bulk_update(rows, fields, batch_size=500)


def open_statuses(import_: Import) -> QuerySet[ImportRow]:
    """The rows whose status the source leaves open, answered or not.

    Those that a followed source had before aren't asked about again.
    """
    rows = import_.rows.filter(understood__has_key="open_status")
    return rows.exclude(understood__has_key=KNOWN)


def change_list(
    import_: Import, seen: Seen, *, target_name: str, skipped: bool
) -> ImportList:
    """Decide which list the source's list becomes, or that it is left out."""
    with _open(import_) as fresh:
        found = fresh.lists.select_for_update().get(pk=seen.pk)
        if found.version != seen.version:
            raise RowChanged
        found.target_name = target_name
        found.skipped_at = seen.at if skipped else None
        found.version += 1
        found.clean_fields(exclude=["batch"])
        found.save()
    return found


def make_row(
    import_: Import, line: OtherLine, *, title: str, at: datetime
) -> ImportRow:
    """Turn a line that was not understood into a game row of that title.

    Raises `ValidationError` when that was done already or the title does not fit.
    """
    with _open(import_) as fresh:
        line = fresh.other_lines.select_for_update().get(pk=line.pk)
        if line.row_id:
            raise ValidationError("This line is already a row.", code="done")
        last = fresh.rows.order_by("-number").values_list("number", flat=True).first()
        row = ImportRow(
            batch=fresh,
            number=(last or 0) + 1,
            line=line.line,
            source=line.source,
            title=title.strip(),
            status="completed",
            match_kind=MatchKind.NEW,
            decision=Decision.CREATE,
            decided_at=at,
        )
        row.clean_fields(exclude=["batch"])
        row.save()
        line.row = row
        line.save(update_fields=["row"])
    return row


def source_playthroughs(
    runs: Sequence[SourcePlaythrough], row: ImportRow
) -> dict[str, Any]:
    """The fields of `row` for `runs`, with what sums them up."""
    before = {(run.platform, run.edition) for run in row.playthroughs}
    others = [v for v in row.versions if (v["platform"], v["edition"]) not in before]
    return {
        "runs": [asdict(run) for run in runs],
        "status": status_of_runs(runs) or "",
        "versions": [
            {**asdict(version), "platform": version.platform or ""}
            for version in versions_of(runs, [v["platform"] for v in others])
        ],
    }


def versions_from(
    platforms: Sequence[str], editions: Sequence[str], before: Sequence[VersionRead]
) -> list[VersionRead]:
    """The versions that a form tells by pairs, with what it does not show kept."""
    versions: list[VersionRead] = []
    for platform, edition in zip(platforms, editions, strict=True):
        if not platform.strip() and not edition.strip():
            continue
        known = next((v for v in before if v["edition"] == edition.strip()), None)
        versions.append(
            {
                "platform": platform.strip(),
                "edition": edition.strip(),
                "edition_type": known["edition_type"] if known else "",
                "note": known["note"] if known else "",
            }
        )
    return versions


@contextmanager
def _open(import_: Import) -> Iterator[Import]:
    with transaction.atomic():
        fresh = import_.lock()
        if not fresh.is_open:
            raise ImportClosed(
                f"“{fresh}” is {fresh.get_status_display().lower()}: its rows can no "
                "longer be changed."
            )
        yield fresh
        import_.version = fresh.raise_version()


@contextmanager
def changing(
    import_: Import, seen: Seen, *, decides: bool = True
) -> Iterator[ImportRow]:
    """The row, locked, to be changed; with `decides` it is the owner's decision."""
    with _open(import_) as fresh:
        rows = fresh.rows.select_for_update(of=("self",))
        row = rows.select_related("game", "merged_into").get(pk=seen.pk)
        if row.version != seen.version:
            raise RowChanged
        yield row
        row.version += 1
        if decides:
            row.decided_at = seen.at
        row.save()

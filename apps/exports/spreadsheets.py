"""Playthroughs and lists as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from collections.abc import Sequence
from typing import IO
from typing import Any

from django.db.models import F
from django.db.models import QuerySet

from apps.core.admin.spreadsheet_download import as_plain_text
from apps.exports.writing import one_moment
from apps.journal.models import Playthrough
from apps.lists.models import ListEntry

BATCH = 1000

# Without it Excel takes UTF-8 for the code page of the country: "PokÃ©mon".
BYTE_ORDER_MARK = "\ufeff".encode()

# Heading to what a query selects for it.
PLAYTHROUGHS = {
    "Game": "edition__game__name",
    "Edition": "edition__name",
    "Series": "edition__game__franchise__name",
    "Platform": "platform__name",
    "Status": "status",
    "Started": "started_at",
    "Completed": "completed_at",
    "Hours": "playtime_hours",
    "Rating": "rating",
    "Notes": "notes",
    "Review": "review",
    "Public": "is_public",
    "Game slug": "edition__game__slug",
    "Id": "uuid",
}
LISTS = {
    "List": "list__name",
    "Position": "position",
    "Game": "game__name",
    "Year": "game__original_release_year",
    "Notes": "notes",
    "Added": "added_at",
    "Ranked": "list__is_ranked",
    "Visibility": "list__visibility",
    "List slug": "list__slug",
    "Game slug": "game__slug",
    "Id": "uuid",
}


def write_playthroughs(out: IO[bytes]) -> None:
    """Every playthrough, private ones too, in the order of their making."""
    _write(out, PLAYTHROUGHS, Playthrough.objects.order_by("pk"))


def write_lists(out: IO[bytes]) -> None:
    """The entries of every list, drafts and private ones too, list by list."""
    entries = ListEntry.objects.order_by(
        "list__name", "list_id", F("position").asc(nulls_last=True), "added_at", "pk"
    )
    _write(out, LISTS, entries)


def _write(out: IO[bytes], columns: dict[str, str], rows: QuerySet[Any]) -> None:
    out.write(BYTE_ORDER_MARK)
    _write_row(out, tuple(columns))
    with one_moment():
        for values in _values(rows, tuple(columns.values())):
            _write_row(out, [_cell(value) for value in values])


def _values(rows: QuerySet[Any], sources: Sequence[str]) -> Iterator[Sequence[Any]]:
    return rows.values_list(*sources).iterator(chunk_size=BATCH)


def _write_row(out: IO[bytes], cells: Sequence[Any]) -> None:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    out.write(line.getvalue().encode())


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "isoformat"):
        return value.isoformat(timespec="seconds")
    return as_plain_text(value) if isinstance(value, str) else value

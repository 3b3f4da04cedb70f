"""A CSV of sessions: of which game each line is, when, and how long.

The columns are known by their names: those of Questlog's own export, those of time
trackers (Toggl Track: Project, Start date, Start time, Duration), and what the
vocabulary of imports calls a title, a platform, a play time, or notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.core.text import normalise
from apps.imports.parsing.encodings import decode_source
from apps.imports.parsing.measures import Order
from apps.imports.parsing.source import SourceError
from apps.imports.parsing.source import check_source
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.delimited import Record
from apps.imports.parsing.tables.delimited import Table
from apps.imports.parsing.tables.delimited import read_table
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import number_of
from apps.journal.models.session import LONGEST_NOTE
from apps.journal.recordings import read_video_time
from apps.journal.session_words import read_played

# The text of a line's cell of this kind; "" for none.
type Cell = Callable[[str], str]

MOST_LINES = 2_000
LARGEST = 1_000_000  # bytes
_COLUMNS = {
    "game": ("game", "title", "name", "project", "application", "app"),
    "day": ("day", "date", "on", "played on"),
    "started": ("started", "start", "started at", "from", "begin", "start time"),
    "ended": ("ended", "end", "ended at", "to", "until", "end time", "stopped"),
    "start_date": ("start date",),
    "end_date": ("end date",),
    "minutes": ("minutes", "mins", "length minutes", "duration minutes"),
    "seconds": ("seconds", "duration seconds", "length seconds"),
    "hours": ("hours", "duration hours", "time", "duration", "length", "playtime"),
    "note": ("note", "notes", "comment", "description"),
    "vod_url": ("recording", "vod", "video", "vod url"),
    "vod_seconds": ("starts at", "vod time"),
    "id": ("id", "uuid"),
}
_MEANINGS = {
    "title": "game",
    "playtime_hours": "hours",
    "notes": "note",
}
# How many of each make a minute.
_UNITS = {"hours": 1 / Decimal(60), "minutes": Decimal(1), "seconds": Decimal(60)}
_LASTED = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.I)
_DATED = ("day", "start_date", "end_date")
_HEADERS = "Game, Day or Started, and Minutes or Ended"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `values` are fields of a session; `problem` is why it can't be one.

    `place` counts the lines that aren't blank, from 0; `number` those of the file.
    """

    place: int
    number: int
    source: str
    game: str = ""
    id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def text_of(data: bytes) -> str:
    """A file as text. Raises `ValidationError` for what is too large or no text."""
    if len(data) > LARGEST:
        raise ValidationError("The file is larger than 1 MB. Split it.")
    try:
        return decode_source(data).text
    except SourceError as error:
        raise ValidationError(f"{error.message} {error.what_to_do}") from error


def read_sessions(text: str) -> list[Line]:
    """The lines of a table. Raises `ValidationError` for what is none of sessions."""
    try:
        table = read_table(check_source(text))
    except SourceError as error:
        raise ValidationError(f"{error.message} {error.what_to_do}") from error
    columns = _columns_of(table) if table else {}
    has_length = columns.keys() & {*_UNITS, "ended"}
    has_day = columns.keys() & {"day", "started", "start_date"}
    if table is None or "game" not in columns or not (has_length and has_day):
        raise ValidationError(
            f"This isn’t a table of sessions. It needs columns such as {_HEADERS}."
        )
    try:
        records = list(table.records())
    except SourceError as error:
        raise ValidationError(f"{error.message} {error.what_to_do}") from error
    if len(records) > MOST_LINES:
        raise ValidationError(
            f"The file has more than {MOST_LINES:,} lines. Split it, and import the "
            "parts one after the other."
        )
    dated = [
        columns[name] for name in ("day", "start_date", "end_date") if name in columns
    ]
    order = Order.of(record[key] for record in records for key in dated)
    return [
        _line(place, record, columns, order.day_first)
        for place, record in enumerate(records)
    ]


def _columns_of(table: Table) -> dict[str, str]:
    """The table's key of each kind of column."""
    found: dict[str, str] = {}
    for key in table.keys:
        words = normalise(re.sub(r"[(\[/_]", " ", key))
        kind = next((kind for kind, names in _COLUMNS.items() if words in names), "")
        found.setdefault(kind or _MEANINGS.get(column_meaning(key), ""), key)
    found.pop("", None)
    return found


def _line(
    place: int, record: Record, columns: dict[str, str], day_first: bool | None
) -> Line:
    def cell(kind: str) -> str:
        text = record[columns[kind]].strip() if kind in columns else ""
        return "" if is_nothing(text) else text

    line = Line(place, record.line, record.source, cell("game"), cell("id"))
    try:
        if record.problem or not line.game:
            raise ValidationError(record.problem or "It names no game.")
        values = _times(cell, day_first) | _about(cell)
    except ValidationError as error:
        return replace(line, problem=" ".join(error.messages))
    return replace(line, values=values)


def _times(cell: Cell, day_first: bool | None) -> dict[str, Any]:
    day = _day(cell("day") or cell("start_date"), day_first)
    started = _moment(cell("started"), day)
    end_day = _day(cell("end_date"), day_first) or (
        timezone.localdate(started) if started else day
    )
    ended = _moment(cell("ended"), end_day)
    minutes = _minutes(cell)
    is_clock = bool(_CLOCK.fullmatch(cell("ended")))
    if started and ended and ended <= started and is_clock and not cell("end_date"):
        ended += timedelta(days=1)  # past midnight
    if day is None and started is None:
        raise ValidationError("It doesn’t say on which day.")
    if minutes is None and not (started and ended):
        raise ValidationError("It doesn’t say how long it was.")
    values = {"day": day, "started_at": started, "ended_at": ended, "minutes": minutes}
    return {name: value for name, value in values.items() if value is not None}


def _about(cell: Cell) -> dict[str, Any]:
    note = cell("note")
    if len(note) > LONGEST_NOTE:
        raise ValidationError(f"Its note is longer than {LONGEST_NOTE:,} characters.")
    values: dict[str, Any] = {"note": note, "vod_url": cell("vod_url")}
    if at := cell("vod_seconds"):
        values["vod_seconds"] = read_video_time(at)
    return values


def _day(text: str, day_first: bool | None) -> date | None:
    if not text:
        return None
    found = date_of(text, day_first=day_first) or ""
    if len(found) < len("2026-11-22"):
        raise ValidationError(f"“{text[:40]}” is no day.")
    return date.fromisoformat(found)


def _moment(text: str, day: date | None) -> datetime | None:
    """A moment as ISO 8601 has it, or a time of day; the owner's zone without one."""
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        before, _, last = text.strip().rpartition(" ")
        is_half = last.lower().strip(".") in ("am", "pm")
        if is_half:
            before, _, clock = before.rpartition(" ")
            last = f"{clock} {last}"
        day = _day(before, None) if before else day
        moment = datetime.combine(day, _clock(last, text)) if day else None
    if moment is None:
        raise ValidationError(f"“{text[:40]}” is no date and time.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _clock(text: str, whole: str) -> time:
    problem = ValidationError(f"“{whole[:40]}” is no date and time.")
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise problem
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if half := found[4]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise problem from error


def _minutes(cell: Cell) -> int | None:
    for kind, per_minute in _UNITS.items():
        if text := cell(kind):
            return max(1, round(_length(text, per_minute)))
    return None


def _length(text: str, per_minute: Decimal) -> Decimal:
    """Minutes of "90", in the column's unit, of "1:30:00", or of "1h30"."""
    if (number := number_of(text)) is not None:
        return number / per_minute
    if found := _LASTED.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return Decimal(hours * 60 + minutes) + Decimal(seconds) / 60
    try:
        return Decimal(read_played(text, now=timezone.now()).minutes)
    except ValidationError as error:
        raise ValidationError(f"“{text[:40]}” is no length.") from error

"""The log of past runs that the tracker of the Nintendo DS games keeps.

`savedData/<game>.pastlog`: the number of all runs, then the runs that came past the
lab, in no order, each as nine lines after "log start".
https://github.com/Brian0255/NDS-Ironmon-Tracker/blob/main/ironmon_tracker/SeedLogger.lua
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from apps.core.plurals import counted
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.ironmon import pokemon
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunRead
from apps.profiles.ironmon.files.runs import RunsRead
from apps.profiles.ironmon.files.runs import SeriesRead
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.run import HIGHEST_LEVEL

FORMAT = "a log of past runs (NDS tracker)"
START = "log start"
LAB, WON = "Past the lab", "Won"
MOST = 20_000
LINES = 8
# Where in the 26 values of a Pokémon these are.
LEVEL, NUMBER, VALUES = 7, 18, 26
NOWHERE, PAST_LAB, VICTORY = range(3)
TWO_REGIONS = ("heartgold", "soulsilver")
_TOTALS = re.compile(r"(\d{1,9})(?:,\d{1,9})?")
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Entry:
    place: int
    lines: list[str]

    def problem(self, text: str) -> UnreadableFile:
        return UnreadableFile(f"Line {self.place}: {text}")


def is_pastlog(text: str, *, file_name: str) -> bool:
    lines = text.split("\n", 2)
    is_named = file_name.lower().endswith(".pastlog")
    begins = _TOTALS.fullmatch(lines[0].strip()) is not None
    follows = len(lines) > 1 and lines[1].strip() == START
    return begins and (is_named or follows or "," in lines[0])


def read_pastlog(text: str, *, file_name: str, now: datetime) -> RunsRead:
    """The runs past the lab, and how many ended before. Raises `UnreadableFile`."""
    name = PurePath(file_name).stem.strip()[:NAME_LENGTH]
    if not name:
        raise UnreadableFile(
            "This is a log of past runs, and its name says of which game: upload it as "
            "it is, such as “Pokemon Platinum.pastlog”."
        )
    lines = [line.strip() for line in text.split("\n")]
    total = _total(lines[0])
    entries = list(_entries(lines))
    dates = [_ended_at(each, now) for each in entries]
    most = 16 if _has_two_regions(name, entries) else 8
    runs = [
        _run(each, date, name, most) for each, date in zip(entries, dates, strict=True)
    ]
    keys = {run.key for run in runs}
    if len(keys) < len(runs):
        raise UnreadableFile("The same run is in this log twice.")
    # The oldest first: they get their numbers in this order.
    runs.sort(key=lambda run: (run.ended_at, run.key))
    unlogged = total - len(runs)
    return RunsRead(
        format=FORMAT,
        challenges=[_challenge(name, most)],
        runs=runs,
        series=[SeriesRead(challenge=name, count=unlogged, key="reset")]
        if unlogged > 0
        else [],
        warnings=_warnings(dates),
    )


def _total(line: str) -> int:
    match = _TOTALS.fullmatch(line)
    total = int(match[1]) if match else -1
    if not 0 <= total <= MOST:
        raise UnreadableFile(
            f"Line 1 must be the number of all runs, from 0 to {MOST:,}."
        )
    return total


def _entries(lines: list[str]) -> Iterator[_Entry]:
    starts = [place for place, line in enumerate(lines) if line == START]
    if any(line for line in lines[1 : starts[0] if starts else None]):
        raise UnreadableFile("Line 2 must begin the first run: “log start”.")
    for place, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        entry = _Entry(place + 1, lines[place + 1 : following])
        while entry.lines and not entry.lines[-1]:
            entry.lines.pop()
        if len(entry.lines) != LINES:
            raise entry.problem(
                f"this run has {counted(len(entry.lines), 'line')} instead of {LINES}. "
                "Was the file cut off?"
            )
        yield entry


def _has_two_regions(name: str, entries: list[_Entry]) -> bool:
    plain = name.replace(" ", "").lower()
    return any(each in plain for each in TWO_REGIONS) or any(
        _badges(entry, 5) for entry in entries
    )


def _run(entry: _Entry, date: datetime | None, challenge: str, most: int) -> RunRead:
    own, enemy = _pokemon(entry, 2), _pokemon(entry, 3)
    badges = min(_badges(entry, 4) + _badges(entry, 5), most)
    progress = _number(entry, entry.lines[7], "the progress")
    if progress not in (NOWHERE, PAST_LAB, VICTORY):
        raise entry.problem(f"“{entry.lines[7][:20]}” isn't a known progress (0 to 2).")
    names = [LAB, *(counted(number, "badge") for number in range(1, most + 1)), WON]
    count = len(names) if progress == VICTORY else min(progress, 1) + badges
    mine = pokemon.name_of(own[NUMBER])
    return RunRead(
        challenge=challenge,
        key=entry.lines[0][:60],
        cleared=names[:count],
        ended_at=date.isoformat() if date else "",
        defeat={} if progress == VICTORY else _defeat(enemy, entry.lines[6]),
        notes=f"Played with {mine}, level {own[LEVEL]}." if mine else "",
    )


def _defeat(enemy: list[int], place: str) -> dict[str, Any]:
    """Whether a trainer's or wild isn't in the log; nor does it name the forms."""
    number, level = enemy[NUMBER], enemy[LEVEL]
    if not number:
        return {}
    return {
        "pokemon": pokemon.name_of(number) or f"Pokémon {number}",
        "pokemon_id": number,
        "level": level if 0 < level <= HIGHEST_LEVEL else None,
        "place": place[:NAME_LENGTH],
    }


def _pokemon(entry: _Entry, line: int) -> list[int]:
    values = entry.lines[line].split(",")
    if len(values) != VALUES:
        raise entry.problem(
            f"a Pokémon has {counted(len(values), 'value')} instead of {VALUES}."
        )
    return [
        _number(entry, value, "a value of a Pokémon") if index in (LEVEL, NUMBER) else 0
        for index, value in enumerate(values)
    ]


def _badges(entry: _Entry, line: int) -> int:
    return sum(value.strip() == "1" for value in entry.lines[line].split(","))


def _number(entry: _Entry, text: str, what: str) -> int:
    if not text.strip().isdecimal() or len(text) > 12:
        raise entry.problem(f"“{text[:20]}” isn't a number, as {what} must be.")
    return int(text)


def _ended_at(entry: _Entry, now: datetime) -> datetime | None:
    """From the seconds since 1970; None for a clock that was wrong."""
    _, comma, seconds = entry.lines[1].rpartition(",")
    if not comma or not seconds.strip().isdecimal() or len(seconds) > 12:
        raise entry.problem(f"“{entry.lines[1][:40]}” must be a date and its seconds.")
    try:
        date = datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return date if _EARLIEST < date < now + timedelta(days=1) else None


def _warnings(dates: list[datetime | None]) -> list[str]:
    wrong = sum(date is None for date in dates)
    if not wrong:
        return []
    return [
        f"{counted(wrong, 'run')} of an impossible date, such as one to come: imported "
        "without it."
    ]


def _challenge(name: str, most: int) -> ChallengeRead:
    badges = [counted(number, "badge") for number in range(1, most + 1)]
    return ChallengeRead(
        name=name,
        checkpoints=[{"name": each, "trainer": ""} for each in (LAB, *badges, WON)],
        is_whole=True,
    )

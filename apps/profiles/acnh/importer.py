"""Hunts that were kept in a spreadsheet; see `apps.profiles.imports`.

A line is an island. Lines in a row with the same date and target are one hunt, and
whoever is marked as recruited ends it: the next line begins another one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

from django.utils import timezone

from apps.core.plurals import counted
from apps.core.text import normalise
from apps.jobs.progress import Progress
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.models.encounter import NOTES_LENGTH
from apps.profiles.acnh.models.villager import search_name
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.models import RowAction

# What a column may be called, folded.
COLUMNS = {
    "date": ("date", "day", "hunt date"),
    "target": ("target", "hunting for", "hunt for", "dreamie"),
    "villager": ("villager", "name", "met", "found", "encounter"),
    "recruited": ("recruited", "moved in", "moves in", "invited", "kept", "taken"),
    "notes": ("notes", "note", "comment", "comments"),
}
YES = {"yes", "y", "x", "true", "1", "✓", "✔", "recruited"}
NOBODY = {"", "-", "–", "none", "anyone", "any", "no target"}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MOST_LINES = 100_000


class HuntImporter(ProfileImporter):
    takes = (
        "Takes a spreadsheet as CSV or TSV with a line for each island: date "
        "(2026-11-22), target, villager, recruited, and notes. Only the villager is "
        "needed on each line, and the date on a hunt’s first."
    )
    paste_hint = "Or paste the cells from a spreadsheet, with the line of column names."

    def plan(self, profile: Island, text: str, *, file_name: str = "") -> PlannedImport:
        lines, ignored = _lines(text)
        names = {each.search_name: each for each in Villager.objects.all()}
        known = _known(profile)
        rows = [_planned(hunt, names, known) for hunt in _hunts(lines)]
        warnings = [f"These columns aren’t read: {', '.join(ignored)}."]
        return PlannedImport(
            format="Spreadsheet", rows=rows, warnings=warnings if ignored else []
        )

    def write(
        self, profile: Island, rows: Sequence[PlannedRow], *, progress: Progress
    ) -> Iterable[WrittenRow]:
        known = _known(profile)
        villagers = {each.number: each for each in Villager.objects.all()}
        for row in rows:
            if _key(row.data) not in known:
                yield WrittenRow(row=_write(profile, row.data, villagers))
            progress.step()

    def after_undo(self, profile: Island) -> None:
        """Nothing is derived from hunts."""


# Reading --------------------------------------------------------------------------


def _lines(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """Each line by column, with its number; and the columns that aren't known."""
    first, _, _ = text.lstrip().partition("\n")
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    header: list[str] = []
    ignored: list[str] = []
    lines = []
    for number, cells in enumerate(reader, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [_column(cell) for cell in cells]
            ignored = [
                cell.strip()
                for cell, name in zip(cells, header, strict=True)
                if cell.strip() and not name
            ]
            if "villager" not in header:
                raise UnreadableFile(
                    "The first line must name the columns, one of them “villager”: "
                    "date, target, villager, recruited, notes."
                )
            continue
        line = {
            name: cell.strip()
            for name, cell in zip(header, cells, strict=False)
            if name
        }
        lines.append({**line, "number": str(number)})
        if len(lines) > MOST_LINES:
            raise UnreadableFile(f"A file can have {MOST_LINES:,} islands at most.")
    if not lines:
        raise UnreadableFile("There is no island in this file.")
    return lines, ignored


def _column(cell: str) -> str:
    folded = normalise(cell)
    found = (name for name, given in COLUMNS.items() if folded in given)
    return next(found, "")


def _hunts(lines: Sequence[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    hunt: list[dict[str, str]] = []
    for line in lines:
        begins = line.get("date") or line.get("target")
        same = hunt and all(
            line.get(name, "") in ("", hunt[0].get(name, ""))
            for name in ("date", "target")
        )
        if hunt and (_is_recruited(hunt[-1]) or (begins and not same)):
            yield hunt
            hunt = []
        hunt.append(line)
    if hunt:
        yield hunt


def _is_recruited(line: dict[str, str]) -> bool:
    return line.get("recruited", "").lower() in YES


# Planning -------------------------------------------------------------------------


def _planned(
    hunt: list[dict[str, str]], names: dict[str, Villager], known: set[Any]
) -> PlannedRow:
    first = hunt[0]
    title = f"Line {first['number']}: {first.get('target') or 'anyone'}"
    islands = counted(len(hunt), "island")
    try:
        data = _data(hunt, names)
    except UnreadableFile as error:
        (reason,) = error.messages
        return PlannedRow(
            action=RowAction.UNUSABLE, title=title, detail=islands, reason=reason
        )
    is_known = _key(data) in known
    end = f", {hunt[-1]['villager']} moved in" if _is_recruited(hunt[-1]) else ""
    return PlannedRow(
        action=RowAction.SAME if is_known else RowAction.ADD,
        title=f"{data['date']}: {first.get('target') or 'anyone'}",
        detail=f"{islands}{end}",
        data=data,
    )


def _data(hunt: list[dict[str, str]], names: dict[str, Villager]) -> dict[str, Any]:
    """Raises `UnreadableFile` for what can't be used, with the line."""
    first = hunt[0]
    target = first.get("target", "")
    return {
        "date": _date(first).isoformat(),
        "target": None
        if target.lower() in NOBODY
        else _number(target, first["number"], names),
        "encounters": [
            {
                "villager": _number(line.get("villager", ""), line["number"], names),
                "recruited": _is_recruited(line),
                "notes": line.get("notes", "")[:NOTES_LENGTH],
            }
            for line in hunt
        ],
    }


def _date(line: dict[str, str]) -> Date:
    match = _DAY.fullmatch(line.get("date", ""))
    where = f"Line {line['number']}"
    if match is None:
        raise UnreadableFile(f"{where}: write the date of the hunt as 2026-11-22.")
    try:
        day = Date(*map(int, match.groups()))
    except ValueError as error:
        raise UnreadableFile(f"{where}: there is no day {match[0]}.") from error
    if day > timezone.localdate() + timedelta(days=1):
        raise UnreadableFile(f"{where}: {match[0]} is still to come.")
    return day


def _number(name: str, line: str, names: dict[str, Villager]) -> int:
    found = names.get(search_name(name))
    if found is None:
        raise UnreadableFile(f"Line {line}: there is no villager “{name[:50]}”.")
    return found.number


def _known(profile: Island) -> set[Any]:
    """Every hunt by its day, target, and whom it met in which order."""
    met: dict[int, list[int]] = {}
    of_profile = Encounter.objects.filter(hunt__island=profile)
    for hunt, villager in of_profile.order_by("hunt_id", "position").values_list(
        "hunt_id", "villager__number"
    ):
        met.setdefault(hunt, []).append(villager)
    hunts = Hunt.objects.filter(island=profile)
    return {
        (day.isoformat(), target, tuple(met.get(pk, ())))
        for pk, day, target in hunts.values_list("pk", "date", "target__number")
    }


def _key(data: dict[str, Any]) -> Any:
    islands = tuple(each["villager"] for each in data["encounters"])
    return data["date"], data["target"], islands


# Writing --------------------------------------------------------------------------


def _write(
    profile: Island, data: dict[str, Any], villagers: dict[int, Villager]
) -> Hunt:
    """The times of its islands aren't known: they follow each other from noon on."""
    day = Date.fromisoformat(data["date"])
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    encounters = data["encounters"]
    recruited = [each["villager"] for each in encounters if each["recruited"]]
    hunt = Hunt(
        island=profile,
        date=day,
        target=villagers.get(data["target"]),
        result=villagers[recruited[0]] if recruited else None,
        ended_at=noon + timedelta(seconds=len(encounters)),
    )
    hunt.full_clean()
    hunt.save()
    Encounter.objects.bulk_create(
        Encounter(
            hunt=hunt,
            villager=villagers[each["villager"]],
            position=position,
            recruited=each["recruited"],
            notes=each["notes"],
            met_at=noon + timedelta(seconds=position),
        )
        for position, each in enumerate(encounters, start=1)
    )
    return hunt

"""Spreadsheets, stat sheets of meetings, and pasted lines.

A table has a line with the names of its columns; their order is free. A line alone
is read by what its parts look like: five numbers are the stats, a larger one is the
score, the rest is the name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date as Date
from typing import Any

from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.umamusume.importing.career_read import CareerRead
from apps.profiles.umamusume.importing.career_read import FileRead
from apps.profiles.umamusume.importing.names import Names
from apps.profiles.umamusume.importing.names import split_list
from apps.profiles.umamusume.importing.veterans import as_number
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import LARGEST_FANS
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.rules import LARGEST_SCORE
from apps.profiles.umamusume.models.rules import LARGEST_STAT
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.rules import grade_value
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import rank_of_letter
from apps.profiles.umamusume.models.rules import rank_of_score
from apps.profiles.umamusume.models.vocabulary import search_name

# What a column may be called, folded.
COLUMNS = {
    "name": "name uma umaname trainee character chara outfit umamusume",
    "outfit_id": "outfitid cardid",
    "rank": "rank",
    "score": "score rankscore rating evaluation",
    "scenario": "scenario",
    "date": "date finishedon finished",
    "speed": "speed spd",
    "stamina": "stamina sta",
    "power": "power pow",
    "guts": "guts gut",
    "wit": "wit wiz int wisdom intelligence",
    "turf": "turf",
    "dirt": "dirt",
    "sprint": "sprint short",
    "mile": "mile",
    "medium": "medium middle",
    "long": "long",
    "front": "front frontrunner nige",
    "pace": "pace pacechaser senko",
    "late": "late latesurger sashi",
    "end": "end endcloser oikomi",
    "style": "style runningstyle strategy",
    "ultimate_level": "ultimatelevel uniquelevel",
    "skill_count": "skillcount",
    "skills": "skills skill",
    "sparks": "sparks factors",
    "fans": "fans fan",
    "starts": "races starts",
    "wins": "wins",
    "epithet": "epithet title nickname",
    "tags": "tags tag",
    "notes": "notes note memo",
    **{
        f"card{number}_name": f"card{number}name card{number}" for number in range(1, 7)
    },
    **{f"card{number}_id": f"card{number}id" for number in range(1, 7)},
    **{f"card{number}_lb": f"card{number}lb lb{number}" for number in range(1, 7)},
}
_FIELD_OF = {
    spelling: name for name, given in COLUMNS.items() for spelling in given.split()
}
_TURN_LOG = {"turn", "action", "sklpt"}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BETWEEN = re.compile(r"[\s;|/]+")
# "1200-650-920-540-900"
_JOINED_STATS = re.compile(r"\d{1,4}(?:[-,]\d{1,4}){4}")
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SCORE_FROM = LARGEST_STAT + 1


def read_table(text: str) -> FileRead:
    """The careers of a table, or of lines. Raises `UnreadableFile`."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnreadableFile("There is nothing in it.")
    names = Names()
    header = _header(lines[0])
    if header is not None:
        read = FileRead(format="Spreadsheet")
        _read_rows(text, header, names, read)
    else:
        read = FileRead(format="Pasted lines")
        read.careers = [
            _line(line, f"Line {number}", names)
            for number, line in enumerate(lines, start=1)
        ]
        if all(career.problem for career in read.careers):
            raise UnreadableFile(
                "No career was found. Paste lines such as “Oguri Cap A+ 12,999 1200 "
                "650 920 540 900”, a table with the names of its columns, or JSON."
            )
    return read


def _header(line: str) -> str | None:
    """What separates the columns, if `line` names them."""
    for mark in ("\t", ";", ","):
        cells = [_folded(cell) for cell in next(csv.reader([line], delimiter=mark))]
        if set(cells) >= _TURN_LOG:
            raise UnreadableFile(
                "This is a log of turns, as UmaLauncher writes it, not a list of "
                "careers. Import the veterans’ JSON instead."
            )
        if sum(cell in _FIELD_OF for cell in cells) >= 3:
            return mark
    return None


def _folded(cell: str) -> str:
    return search_name(cell.replace("_", " "))


def _read_rows(text: str, mark: str, names: Names, read: FileRead) -> None:
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=mark))
    except csv.Error as error:
        raise UnreadableFile(f"This table can’t be read: {error}.") from error
    titles = next(row for row in rows if any(cell.strip() for cell in row))
    fields = [_FIELD_OF.get(_folded(cell), "") for cell in titles]
    unknown = [
        cell.strip()
        for cell, field in zip(titles, fields, strict=True)
        if not field and cell.strip()
    ]
    if unknown:
        read.warnings.append(f"These columns aren’t read: {', '.join(unknown)[:300]}.")
    if not {"name", "outfit_id"} & set(fields):
        raise UnreadableFile("No column says whose careers these are, such as “name”.")
    for number, row in enumerate(rows[rows.index(titles) + 1 :], start=2):
        cells = {
            field: cell.strip()
            for field, cell in zip(fields, row, strict=False)
            if field and cell.strip()
        }
        if cells:
            read.careers.append(_row(cells, f"Row {number}", names))


def _row(cells: Mapping[str, str], place: str, names: Names) -> CareerRead:
    read = CareerRead(place=place, raw=dict(cells), name=cells.get("name", ""))
    outfit = as_number(cells.get("outfit_id", ""))
    if outfit is None or not 0 < outfit <= LARGEST_ID:
        outfit = _known(read, names.outfit(cells.get("name", "")))
    if outfit is None:
        read.problem = " ".join(read.doubts) or "It says no trainee."
        return read
    values = {"outfit": outfit, **_numbers(cells, read)}
    values["typed_rank"] = _rank(cells.get("rank", ""), values.get("score"), read)
    values["aptitudes"] = _grades(cells, read)
    values["running_style"] = _style(cells.get("style", ""), read)
    values["scenario"] = _scenario(cells, names, read)
    values["finished_on"] = _day(cells.get("date", ""), read)
    values["skills"] = _skills(cells, outfit, names, read)
    values["sparks"] = _sparks(cells, names, read)
    values["deck"] = _deck(cells, names, read)
    values["tags"] = _tags(cells, read)
    values["epithet"] = cells.get("epithet", "")[:100]
    values["notes"] = cells.get("notes", "")
    read.values = {
        name: value for name, value in values.items() if value not in (None, "", [])
    }
    read.give_key()
    return read


def _known[Found](read: CareerRead, answer: tuple[Found, str]) -> Found:
    found, doubt = answer
    if doubt:
        read.doubts.append(doubt)
    return found


def _numbers(cells: Mapping[str, str], read: CareerRead) -> dict[str, Any]:
    limits = {
        **dict.fromkeys(STATS, LARGEST_STAT),
        "score": LARGEST_SCORE,
        "fans": LARGEST_FANS,
        "starts": 100,
        "wins": 100,
    }
    found: dict[str, Any] = {}
    for name, most in limits.items():
        if name not in cells:
            continue
        number = as_number(cells[name])
        if number is None or not 0 <= number <= most:
            read.doubts.append(
                f"{name.capitalize()} can’t be “{cells[name][:30]}”: left out."
            )
        else:
            found[name] = number
    if found.get("wins", 0) > found.get("starts", 100):
        read.doubts.append("More wins than races: both are left out.")
        del found["wins"], found["starts"]
    return found


def _rank(text: str, score: int | None, read: CareerRead) -> str:
    if not text:
        return ""
    rank = rank_of_letter(text)
    if rank is None:
        read.doubts.append(f"“{text[:10]}” isn’t a rank: left out.")
        return ""
    return (
        "" if score is not None and rank_of_score(score) == rank else rank_letter(rank)
    )


def _grades(cells: Mapping[str, str], read: CareerRead) -> list[int]:
    given = [grade_value(cells[kind]) for kind in APTITUDES if kind in cells]
    if not given:
        return []
    found = [grade for grade in given if grade is not None]
    if len(found) < len(APTITUDES):
        read.doubts.append("Not all ten aptitudes are there: they are left out.")
        return []
    return found


def _style(text: str, read: CareerRead) -> int | None:
    if not text:
        return None
    wanted = search_name(text)
    for number, name in STYLE_NAMES.items():
        if wanted == str(number) or search_name(name).startswith(wanted):
            return number
    read.doubts.append(f"“{text[:30]}” isn’t a running style: left out.")
    return None


def _scenario(cells: Mapping[str, str], names: Names, read: CareerRead) -> int | None:
    text = cells.get("scenario", "")
    found = names.scenario(text) if text else None
    if text and found is None:
        read.doubts.append(f"No scenario is called “{text[:60]}”: left out.")
    return found


def _day(text: str, read: CareerRead) -> str | None:
    if not text:
        return None
    try:
        return Date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        read.doubts.append(f"“{text[:30]}” isn’t a date such as 2026-11-30: left out.")
        return None


def _each(
    text: str, find: Callable[[str], tuple[Any, str]], read: CareerRead
) -> list[Any]:
    """What the names of a cell stand for; one that holds a comma is put together."""
    parts = split_list(text)
    found = []
    while parts:
        for length in (1, 2, 3):
            one, doubt = find(", ".join(parts[:length]))
            if one is not None:
                break
        else:
            length = 1
            _, doubt = find(parts[0])
        if doubt:
            read.doubts.append(doubt)
        if one is not None:
            found.append(one)
        parts = parts[length:]
    return found


def _skills(
    cells: Mapping[str, str], outfit: int, names: Names, read: CareerRead
) -> list[dict[str, int]]:
    found = _each(cells.get("skills", ""), lambda name: names.skill(name, outfit), read)
    level = as_number(cells.get("ultimate_level", "")) or 1
    own = names.unique_skill_of(outfit)
    return [
        {"skill": skill, "level": min(max(level, 1), 6) if skill == own else 1}
        for skill in dict.fromkeys(found)
    ]


def _sparks(
    cells: Mapping[str, str], names: Names, read: CareerRead
) -> list[dict[str, int]]:
    found = _each(cells.get("sparks", ""), names.spark, read)
    return list({each["spark"]: each for each in found}.values())


def _deck(
    cells: Mapping[str, str], names: Names, read: CareerRead
) -> list[dict[str, Any]]:
    found = []
    for position in range(1, 7):
        card = as_number(cells.get(f"card{position}_id", ""))
        if card is None and (text := cells.get(f"card{position}_name")):
            card = _known(read, names.card(text))
        if card is None or not 0 < card <= LARGEST_ID:
            continue
        level = as_number(cells.get(f"card{position}_lb", ""))
        limit_break = level if level is not None and 0 <= level <= 4 else None
        found.append({"position": position, "card": card, "limit_break": limit_break})
    return found


def _tags(cells: Mapping[str, str], read: CareerRead) -> list[str]:
    known = {search_name(label): value for value, label in CareerRun.Tag.choices}
    found = []
    for text in split_list(cells.get("tags", "")):
        if (tag := known.get(search_name(text))) is None:
            read.doubts.append(f"“{text[:30]}” isn’t a tag: left out.")
        else:
            found.append(tag)
    return found


# Lines ----------------------------------------------------------------------------


def _line(line: str, place: str, names: Names) -> CareerRead:
    """ "Oguri Cap A+ 12,999 1200 650 920 540 900 2026-11-30", in any order."""
    read = CareerRead(place=place, raw={"line": line})
    day = _ISO_DATE.search(line)
    rest = _ISO_DATE.sub(" ", line)
    words, numbers = _words_and_numbers(rest)
    stats = [each for each in numbers if each <= LARGEST_STAT][:5]
    scores = [each for each in numbers if _SCORE_FROM <= each <= LARGEST_SCORE]
    letters = [each for each in words if each.isupper() and rank_of_letter(each)]
    name = " ".join(each for each in words if each and each not in letters[:1])
    scenario = None
    for found in reversed(range(1, 5)):
        tail = " ".join(name.split()[-found:])
        if (scenario := names.scenario(tail)) is not None:
            name = " ".join(name.split()[:-found])
            break
    read.name = name.strip(" -–:")
    if len(stats) < 5:
        read.problem = "The five stats weren’t found in it."
        return read
    outfit = _known(read, names.outfit(read.name))
    if outfit is None:
        read.problem = " ".join(read.doubts)
        return read
    score = scores[0] if scores else None
    values = {
        "outfit": outfit,
        **dict(zip(STATS, stats, strict=True)),
        "score": score,
        "typed_rank": _rank(letters[0] if letters else "", score, read),
        "scenario": scenario,
        "finished_on": _day(day.group() if day else "", read),
    }
    read.values = {
        key: value for key, value in values.items() if value not in (None, "")
    }
    read.give_key()
    return read


def _words_and_numbers(text: str) -> tuple[list[str], list[int]]:
    words, numbers = [], []
    for part in _BETWEEN.split(text):
        if _JOINED_STATS.fullmatch(part):
            numbers += [int(each) for each in re.split("[-,]", part)]
        elif _THOUSANDS.fullmatch(part):
            numbers.append(int(part.replace(",", "")))
        else:
            for each in part.split(","):
                if each.isascii() and each.isdecimal() and len(each) < 10:
                    numbers.append(int(each))
                elif each:
                    words.append(each)
    return words, numbers

"""Lists of games as JSON: `{"played": [{"name": …}]}`, `{"top": […]}`, or a bare list.

A key of a list is read like a heading of a Markdown list (see `headings`), a key of a
game like the column of a table (see `json_keys`): "playtimeSeconds" is a time in
seconds. Any other field is kept as a note.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from json import JSONDecodeError
from json import JSONDecoder
from pathlib import PurePath
from typing import TYPE_CHECKING

from apps.imports.parsing.drafts import Draft
from apps.imports.parsing.parts import UNITS
from apps.imports.parsing.parts import Parts
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.headings import Section
from apps.imports.parsing.prose.headings import under
from apps.imports.parsing.prose.inline import PRIVATE
from apps.imports.parsing.prose.items import read_entry
from apps.imports.parsing.prose.versions import edition_type_of
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.rows import Version
from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.source import WholeQuestlog
from apps.imports.parsing.tables.columns import TICKED
from apps.imports.parsing.tables.columns import ticked_status
from apps.imports.parsing.tables.json_keys import JsonKeys
from apps.imports.parsing.tables.json_keys import as_text
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.imports.parsing.parts import Means
    from apps.imports.parsing.prose.items import Entry
    from apps.imports.parsing.prose.remarks import Remarks
    from apps.imports.parsing.rows import Parsed

_DATE = re.compile(r"(\d{4})(?:-\d\d(?:-\d\d)?)?(?:[T ].*)?")
_SPACE = re.compile(r"[ \t\n\r]*")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# Keys that say that a list is a ranking, but not of what.
_RANKING_KEYS = frozenset({"top", "best", "ranking", "ranked", "list", "entries"})
_decoder = JSONDecoder()


def parse_json(text: str, *, name: str = "", means: Means | None = None) -> Parsed:
    """Read a checked text (see `source`). `name` is the file's, for nameless lists.

    `means` is what was said of its parts (see `parts`).

    Raises BrokenJson, or WholeQuestlog for what is no list. Items that are no game
    are reported, with their line.
    """
    reader = _Reader(text, name, Parts(means))
    try:
        content = json.loads(text)
        refuse_an_export(content)
        reader.keys = JsonKeys.of(content, reader.parts)
        reader.read()
    except WholeQuestlog:
        raise
    except JSONDecodeError as error:
        raise BrokenJson(
            f"The JSON is invalid on line {error.lineno}: {error.msg}.",
            what_to_do="Fix that line, or paste the list as Markdown.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise BrokenJson(
            "The JSON is nested too deeply or contains a number that is too long.",
            what_to_do='Use {"played": [{"name": "…"}]} or a plain list of names.',
        ) from error
    if not (reader.draft.rows or reader.draft.not_understood):
        raise BrokenJson(
            "The JSON doesn't contain a list of games.",
            what_to_do='Use {"played": [{"name": "…"}]} or a plain list of names.',
        )
    reader.draft.account_for_structure()
    return reader.draft.finish()


def refuse_an_export(content: object) -> None:
    """Raises WholeQuestlog for the export of one."""
    if isinstance(content, dict) and content.get("format") == "questlog-export":
        raise WholeQuestlog(
            "This is a full Questlog export, not a list.",
            what_to_do="Restore it into an empty Questlog: open Export there, or use "
            "script/manage import_questlog.",
        )


class _Reader:
    """Walks through the outer levels by hand, to know the line of each game."""

    def __init__(self, text: str, name: str, parts: Parts) -> None:
        self.text = text
        self.stem = _list_name(name)
        self.draft = Draft(text.split("\n"), parts)
        self.parts = parts
        self.keys = JsonKeys.of([], parts)
        self.line = 1
        self.counted_to = 0

    def read(self) -> None:
        start = self._skip(0)
        if self.text[start : start + 1] == "[":
            self._read_list(start, Section())
        elif self.text[start : start + 1] == "{":
            self._read_object(start)

    def _read_object(self, start: int, above: Section | None = None) -> int:
        """Read the lists of an object, and of those inside of it; its end."""
        place = self._skip(start + 1)
        while self.text[place] != "}":
            key, end = _decoder.raw_decode(self.text, place)
            value = self._skip(self._skip(end) + 1)
            if self.text[value] == "[":
                section = self._section(str(key), self._line(place), above)
                end = self._read_list(value, section)
            elif self.text[value] == "{" and above is None:
                section = self._section(str(key), self._line(place), None)
                end = self._read_object(value, section)
            else:
                _, end = _decoder.raw_decode(self.text, value)
                self._report(place, end, f"“{_shown(key)}” isn't a list of games.")
            place = self._next(end)
        return place + 1

    def _read_list(self, start: int, section: Section) -> int:
        place = self._skip(start + 1)
        while self.text[place] != "]":
            item, end = _decoder.raw_decode(self.text, place)
            self._read_item(item, section, place, end)
            place = self._next(end)
        return place + 1

    def _read_item(self, item: object, section: Section, start: int, end: int) -> None:
        fields = {"name": item} if isinstance(item, str) else item
        if not isinstance(fields, dict):
            self._report(start, end, "This isn't a game's name or its fields.")
            return
        named = {str(key): value for key, value in fields.items()}
        if any(map(_UNSTORABLE.search, _strings(fields))):
            self._report(
                start, end, "This item contains characters that aren't valid text."
            )
            return
        line = self._line(start)
        is_bare = isinstance(item, str)
        meanings = {} if is_bare else self.keys.read(named, line=line)
        title = item if is_bare else _take_title(named, meanings)
        if not isinstance(title, str) or not title:
            self._report(start, end, "This item has no name.")
            return
        entry = read_entry(PRIVATE.sub("", title))
        series = next((key for key in named if meanings.get(key) == "series"), "")
        if series and isinstance(named[series], str) and section.list_name is None:
            section = replace(section, series=named.pop(series).strip() or None)
        ticks: dict[str, bool | None] = {}
        for key, value in named.items():
            meaning = meanings.get(key, "keep")
            if meaning in TICKED:
                ticks[meaning] = answer_of(as_text(value))
            else:
                self._read_field(entry, section, key, value, meaning, line)
        ticked = ticked_status(ticks)
        if ticked and (ticked != "unclear" or entry.remarks.status is None):
            entry.remarks.status = ticked
        source = self.text[start:end]
        self.draft.add_entry(entry, section, line=line, source=source)

    def _read_field(
        self,
        entry: Entry,
        section: Section,
        key: str,
        value: object,
        meaning: str,
        line: int,
    ) -> None:
        """Take in one field as what its key means, or as a note."""
        remarks = entry.remarks
        text = as_text(value)
        if value is None or meaning == "nothing":
            return
        if meaning == "notes":
            remarks.notes += _texts(value)
        elif meaning == "platform":
            _read_platforms(remarks, value)
        elif meaning == "status":
            self._read_status(entry, key, value, line)
        elif meaning == "last_played" and not is_nothing(text):
            remarks.notes.append(f"last played {text}")
        elif meaning == "completed_at" and (found := date_of(text)):
            remarks.completed_at = found
            remarks.date_as_written = f"{key.replace('_', ' ')}: {text}"
            is_open = remarks.status is None and section.status is None
            if is_open and self.keys.says_completed(key):
                remarks.status = "completed"
        elif not _read_fact(remarks, meaning, text, self.keys.scale):
            remarks.notes += filter(None, [_note(key, value)])

    def _read_status(self, entry: Entry, key: str, value: object, line: int) -> None:
        text = as_text(value)
        status = cell_status(text)
        if is_nothing(text) or (status is None and isinstance(value, int | float)):
            entry.remarks.notes += filter(None, [_note(key, value)])
            return
        found = self.parts.status(text, status, line=line, kind="status")
        self.parts.count(found, entry.title)
        entry.remarks.status = found.status or "unclear"
        if entry.remarks.status == "unclear":
            entry.remarks.notes.append(f"status: {text}")

    def _section(self, key: str, line: int, above: Section | None) -> Section:
        words = key.replace("_", " ").strip()
        name = words[:1].upper() + words[1:]
        said = self.parts.said("heading", name)
        if words.lower() in _RANKING_KEYS and not said:
            part = self.parts.read("heading", name, "ranked_list", line=line)
            return Section(
                list_name=self.stem or name, is_ordered=True, parts={"status": part}
            )
        heading = Heading(2 if above else 1, name, line)
        section = under(
            above or Section(), heading, name, is_title=False, parts=self.parts
        )
        if section.list_name is None or said:
            return section
        is_plain = " " not in words
        list_name = self.stem if is_plain and self.stem else name
        return replace(section, list_name=list_name, is_ordered=True)

    def _report(self, start: int, end: int, reason: str) -> None:
        source = self.text[start:end]
        self.draft.add_not_understood(self._line(start), reason, source=source)

    def _line(self, place: int) -> int:
        """The line of a place; asked in rising order, so that all stays linear."""
        self.line += self.text.count("\n", self.counted_to, place)
        self.counted_to = max(place, self.counted_to)
        return self.line

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def _next(self, place: int) -> int:
        """The start of what follows a value: past a comma, or at the bracket."""
        place = self._skip(place)
        return self._skip(place + 1) if self.text[place] == "," else place


def _take_title(fields: dict[str, object], meanings: dict[str, str]) -> str:
    """The first title among the fields, taken out of them; "" for none."""
    for key in [key for key in fields if meanings.get(key) == "title"]:
        value = fields[key]
        inner = value.get("name") if isinstance(value, dict) else value
        if isinstance(inner, str):
            del fields[key]
            return inner
    return ""


def _read_platforms(remarks: Remarks, value: object) -> None:
    for platform in value if isinstance(value, list) else [value]:
        written = as_text(platform)
        name = platform_name(written)
        if name:
            remarks.versions.append(Version(name))
        elif several := read_platforms(written):
            remarks.versions += several
        elif not is_nothing(written):
            remarks.notes.append(f"platform: {written}")


def _read_fact(remarks: Remarks, meaning: str, text: str, scale: int) -> bool:
    """Take in a fact of the playing or the game; False where it is a note."""
    match meaning:
        case "year" if found := _DATE.fullmatch(text):
            remarks.year = remarks.year or int(found[1])
        case "year" if not is_nothing(text):
            remarks.notes.append(f"released: {text}")
        case "started_at" if started := date_of(text):
            remarks.started_at = started
        case "hours" | "minutes" | "seconds" if (
            hours := hours_of(text, unit=UNITS[meaning], clock="h:m")
        ) is not None:
            remarks.playtime_hours = hours
        case "times" if text.isdecimal():
            remarks.repeats = max(int(text[:2]), 1)
        case "edition" if text:
            remarks.versions.append(Version(None, text, edition_type_of(text)))
        case "rating":
            rating, note = rating_of(text, scale=scale)
            if not rating and note:
                return False
            remarks.rating = rating
            remarks.notes += filter(None, [note])
        case _:
            return is_nothing(text) and meaning != "keep"
    return True


def _note(key: str, value: object) -> str:
    """A field that has no place of its own, in words: "expansions: Endwalker"."""
    name = key.replace("_", " ")
    if value is None or value is False:
        return ""
    if value is True:
        return name
    return f"{name}: {', '.join(_texts(value))}"


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else json.dumps(item) for item in values]


def _strings(value: object) -> Iterator[str]:
    """Every text inside of a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _shown(key: object) -> str:
    return _UNSTORABLE.sub("", str(key))[:60]


def _list_name(file_name: str) -> str:
    """ "Top 20" of "top-20.json"."""
    stem = re.sub(r"[-_\s]+", " ", PurePath(file_name).stem).strip()
    return " ".join(word[:1].upper() + word[1:] for word in stem.split())

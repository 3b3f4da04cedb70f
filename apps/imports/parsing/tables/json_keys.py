"""The keys of the games in a JSON list, read as the columns of a table are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from apps.imports.parsing.measures import highest_rating
from apps.imports.parsing.tables.columns import TimeUnit
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.columns import column_part
from apps.imports.parsing.tables.columns import meaning_of_column
from apps.imports.parsing.vocabulary.statuses import heading_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts

# So many values of a key are looked at to say what it holds.
_MOST_SEEN = 500
# Where a key's words part: "playtimeSeconds", "playtime_seconds", "play-time".
_BETWEEN = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-\s]+")
_LONGEST_KEY = 60
# What a list of JSON cannot hold beside a title; kept as a note.
_ONLY_NOTED = ("list", "position", "igdb_id")


@dataclass(frozen=True, slots=True)
class _Key:
    words: str
    guess: str
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class JsonKeys:
    """What each key means, by its words and by all of its values.

    `scale` is the highest rating. `has_title`: one of the keys is known to hold titles.
    `has_answers`: one of them holds whether a game is completed.
    """

    keys: dict[str, _Key]
    parts: Parts
    scale: int
    has_title: bool
    has_answers: bool
    # Asked for each game again and again.
    _found: dict[tuple[str, bool], Found] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, content: object, parts: Parts) -> Self:
        """Those of all games in a list, or in the lists of an object."""
        cells: dict[str, list[str]] = {}
        for game in _games(content):
            for key, value in game.items():
                seen = cells.setdefault(str(key), [])
                if value is not None and len(seen) < _MOST_SEEN:
                    seen.append(as_text(value))
        keys = {key: _key(key, values) for key, values in cells.items()}
        rated = [
            key
            for key, found in keys.items()
            if (parts.said("column", found.words) or found.guess) == "rating"
        ]
        ratings = [cell for key in rated for cell in cells[key]]
        has_title = any(key.guess == "title" for key in keys.values())
        has_answers = any(
            (parts.said("column", key.words) or key.guess) == "is_completed"
            for key in keys.values()
        )
        return cls(keys, parts, highest_rating(ratings), has_title, has_answers)

    def read(self, fields: dict[str, Any], *, line: int) -> dict[str, str]:
        """What each of a game's fields means, counted as parts; null is left out."""
        meanings = {}
        for key, value in fields.items():
            if value is None or key not in self.keys:
                continue
            is_text = isinstance(value, str)
            found = self._found.get((key, is_text))
            if found is None:
                found = self._part(self.keys[key], is_text=is_text, line=line)
                self._found[key, is_text] = found
            self.parts.count(found, as_text(value)[:60])
            meanings[key] = found.meaning
        return meanings

    def says_completed(self, key: str) -> bool:
        """Whether a date under this key says that the game was completed.

        Under "finished" it does, under "date" or "end" it doesn't; and not where the
        list has a yes or no for that.
        """
        found = self.keys.get(key)
        if found is None or self.has_answers:
            return False
        said = self.parts.said("column", found.words) == "completed_at"
        return said or heading_status(found.words) == "completed"

    def _part(self, key: _Key, *, is_text: bool, line: int) -> Found:
        if key.guess == "keep" and is_text and not self.has_title:
            return self.parts.read("column", key.words, "keep", "unknown", line=line)
        return column_part(self.parts, key.words, key.guess, key.unit, line=line)


def as_text(value: Any) -> str:
    """A value as the cell of a table has it; of an object its name."""
    if isinstance(value, dict):
        value = value.get("name", value)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _key(key: str, cells: list[str]) -> _Key:
    words = " ".join(filter(None, _BETWEEN.split(key))).lower()[:_LONGEST_KEY]
    words = words.removeprefix("is ") or key[:_LONGEST_KEY]
    guess = meaning_of_column(words, cells) or _time_in(words)
    if not guess or guess in _ONLY_NOTED:
        guess = "keep"
    is_time = guess == "playtime_hours"
    return _Key(words, guess, TimeUnit.of(words, cells if is_time else ()))


def _time_in(words: str) -> str:
    """What a time with its unit after it is: "spielzeit minuten"."""
    before, _, unit = words.rpartition(" ")
    is_time = {column_meaning(before), column_meaning(unit)} == {"playtime_hours"}
    return "playtime_hours" if is_time else ""


def _games(content: object) -> Iterator[dict[str, Any]]:
    lists = content.values() if isinstance(content, dict) else [content]
    for found in lists:
        if isinstance(found, list):
            yield from (item for item in found if isinstance(item, dict))

"""Exports that are JSON: a list of objects, by itself or under one of a few names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.tables.delimited import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNDER = ("games", "collection", "library", "payload", "data")
_LONGEST_SOURCE = 4_000


def load_json(text: str) -> Any:
    """The value that a text is. Raises BrokenJson."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenJson(
            f"The JSON is invalid on line {error.lineno}: {error.msg}.",
            what_to_do="Fix that line, or export the file again.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise BrokenJson(
            "The JSON is nested too deeply or contains a number that is too long.",
            what_to_do="Export the file again.",
        ) from error


def objects_in(value: Any) -> list[Any]:
    """The list of objects that an export is, or []."""
    if isinstance(value, dict):
        lists = (value.get(name) for name in _UNDER)
        value = next((found for found in lists if isinstance(found, list)), None)
    return value if isinstance(value, list) else []


def keys_of(objects: list[Any]) -> frozenset[str]:
    """The names in the first of the objects, in lower case."""
    first = next((item for item in objects if isinstance(item, dict)), {})
    return frozenset(str(key).casefold() for key in first)


def as_records(objects: list[Any]) -> Iterator[Record]:
    """Each object as a record; `line` is its place in the list, nested cells JSON."""
    for place, item in enumerate(objects, start=1):
        source = json.dumps(item, ensure_ascii=False)
        shown = source[:_LONGEST_SOURCE]
        if not isinstance(item, dict):
            yield Record(place, shown, {}, "This isn't a game: it has no fields.")
            continue
        cells = {str(key).casefold(): _text(cell) for key, cell in item.items()}
        unstorable = any(_is_unstorable(cell) for cell in cells.values())
        problem = "It contains characters that aren't valid text." if unstorable else ""
        yield Record(place, "" if unstorable else shown, cells, problem)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else ""
    if isinstance(cell, str):
        return cell.strip()
    return json.dumps(cell, ensure_ascii=False)


def _is_unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)

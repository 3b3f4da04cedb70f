"""Exports that are JSON: a list of objects, by itself or under one of a few names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.tables.delimited import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNDER = (
    "games",
    "collection",
    "library",
    "payload",
    "data",
    "titles",
    "trophyTitles",
    "results",
    "entries",
)
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
    """The list of objects that an export is, or [].

    Of several collections of games it is all of their games, each with the name of its
    collection.
    """
    if not isinstance(value, dict):
        return value if isinstance(value, list) else []
    if isinstance(value.get("collections"), list):
        return list(_collected(value["collections"]))
    found = [value[name] for name in _UNDER if value.get(name)]
    inner = next((each for each in found if isinstance(each, dict)), None)
    lists = (each for each in found if isinstance(each, list))
    return next(lists, None) or (_inside(inner) if inner else [])


def _inside(value: dict[str, Any]) -> list[Any]:
    """The list one level down: {"data": {"titles": []}}."""
    lists = (value.get(name) for name in _UNDER)
    return next((found for found in lists if isinstance(found, list)), [])


def _collected(collections: list[Any]) -> Iterator[Any]:
    for each in collections:
        games = each.get("games") if isinstance(each, dict) else None
        for game in games if isinstance(games, list) else [each]:
            is_whole = game is each or not isinstance(game, dict)
            yield game if is_whole else {**game, "collection": each.get("name")}


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


def nested(cell: str) -> Any:
    """What a nested cell holds; None where it isn't JSON."""
    if not cell.startswith(("{", "[")):
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def fields_in(cell: str) -> dict[str, Any]:
    """The fields of a nested object, by their names in lower case; {} for none."""
    found = nested(cell)
    if not isinstance(found, dict):
        return {}
    return {str(key).casefold(): value for key, value in found.items()}


def text_in(fields: dict[str, Any], *names: str) -> str:
    """The first of the fields that says anything, as text."""
    texts = (_text(fields.get(name)) for name in names)
    return next((text for text in texts if text), "")


def names_in(cell: str) -> list[str]:
    """The names in `["PC"]`, `[{"Name": "PC"}]` or `{"name": "PC"}`; [] for others."""
    found = nested(cell)
    if found is None:
        return []
    items = found if isinstance(found, list) else [found]
    names = []
    for item in items:
        if isinstance(item, dict):
            fields = {str(key).casefold(): value for key, value in item.items()}
            inner = fields.get("platform")
            item = fields.get("name") or (
                inner.get("name") if isinstance(inner, dict) else inner
            )
        if isinstance(item, str) and item.strip():
            names.append(item.strip())
    return names


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

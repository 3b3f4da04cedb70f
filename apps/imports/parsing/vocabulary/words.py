"""The words of `words.toml`, as `normalise` makes them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from apps.core.text import normalise

_FILE = Path(__file__).with_name("words.toml")


@cache
def words_of(section: str) -> frozenset[str]:
    """The words of a section ("negation", "heading_words.notes"), of all languages."""
    table = _tables()
    for name in section.split("."):
        table = table[name]
    return frozenset(normalise(word) for words in table.values() for word in words)


@cache
def meanings_of(kind: str) -> dict[str, str]:
    """Each word of a kind ("status", "column") with what it means.

    A word of several meanings has the first one of the file.
    """
    found: dict[str, str] = {}
    for meaning in _tables()[kind]:
        for word in words_of(f"{kind}.{meaning}"):
            found.setdefault(word, meaning)
    return found


@cache
def _tables() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)

"""A number with its noun, in English: the one place that forms plurals."""

from __future__ import annotations

import re

_SAME = ("series", "species", "stats")
_ENDS_IN_Y = re.compile(r"(?<=[^aeiou])y$")
_HISSES = re.compile(r"(s|x|z|ch|sh)$")


def plural(noun: str) -> str:
    """The plural of a noun, of its last word where it has several."""
    if noun.endswith(_SAME):
        return noun
    if _ENDS_IN_Y.search(noun):
        return _ENDS_IN_Y.sub("ies", noun)
    return f"{noun}es" if _HISSES.search(noun) else f"{noun}s"


def noun_for(count: int, noun: str) -> str:
    """The noun alone, where the number stands elsewhere: “genre” for 1."""
    return noun if count == 1 else plural(noun)


def counted(count: int, noun: str) -> str:
    """“1 genre”, “0 genres”, “1,024 list entries”."""
    return f"{count:,} {noun_for(count, noun)}"

"""Signs beside titles: stars, ticks, hearts, as characters or as ":heart:"."""

from __future__ import annotations

import re

_CHARACTER = "[\u2600-\u27bf\u2b50\u2b1b\u2b1c\U0001f300-\U0001faff]"
# One sign: a character with what changes its look, or a short code.
SIGN = (
    rf"(?:{_CHARACTER}(?:\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d{_CHARACTER})*"
    r"|:[a-z][a-z0-9_+-]*:)"
)
_ONE = re.compile(SIGN)
_SIGNS = re.compile(rf"(?:{SIGN}\s*)+½?")
_BEFORE = re.compile(rf"((?:{SIGN}\s*)+)(?=\S)")


def signs_in(text: str) -> list[str]:
    """Each sign of a text that holds nothing else; [] for any other text."""
    return _ONE.findall(text) if _SIGNS.fullmatch(text.strip()) else []


def signs_before(text: str) -> str:
    """The signs that a title begins with, with the space after them."""
    found = _BEFORE.match(text)
    return found[1] if found and re.search(r"\w", text[found.end() :]) else ""

"""The spellings under which IGDB may have a title.

IGDB compares names sign by sign but for their case: "Kingdom Hearts 2" is not "II".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from apps.core.text import roman_value
from apps.integrations.igdb.apicalypse import cleaned

MOST_VARIANTS = 8
_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s*(?::|\s[-\u2013\u2014~])\s+")
_APOSTROPHES = re.compile("[\u2018\u2019\u0060\u00b4]")
_AND = re.compile(r"(?i)\band\b|&")
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
# Too common to find a game by.
_EMPTY_WORDS = frozenset(
    {"the", "and", "for", "with", "from", "game", "edition", "version", "part"}
)
_LEAST_WORD = 3
_MOST_WORDS = 5


def spellings(title: str) -> list[str]:
    """The title, with other numerals, separators and signs; the likeliest first."""
    found: dict[str, str] = {}
    for spelling in _spellings(_APOSTROPHES.sub("'", cleaned(title))):
        if spelling := cleaned(spelling):
            found.setdefault(spelling.casefold(), spelling)
    return list(found.values())[:MOST_VARIANTS]


def _spellings(title: str) -> Iterator[str]:
    bases = [title, _other_numerals(title)]
    yield from bases
    for base in bases:
        for separator in (": ", " ", " - "):
            yield _SEPARATOR.sub(separator, base)
    yield _other_and(title)
    yield folded(title)


def folded(text: str) -> str:
    """Without accents, which IGDB's search finds less with."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


def telling_words(title: str) -> list[str]:
    """The words to find a misspelled title by, at most five, without numbers."""
    words = dict.fromkeys(_WORD.findall(cleaned(title).casefold()))
    telling = [
        word
        for word in words
        if len(word) >= _LEAST_WORD
        and word not in _EMPTY_WORDS
        and not any(map(str.isdigit, word))
        and roman_value(word) is None
    ]
    return telling[:_MOST_WORDS]


def _other_numerals(title: str) -> str:
    """ "Kingdom Hearts 2" for "Kingdom Hearts II", and the other way round."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdecimal() and len(word) <= 2 and 0 < int(word) < 40:
            return _roman(int(word))
        value = roman_value(word.casefold()) if word.isupper() else None
        is_numeral = value is not None and (len(word) > 1 or found.start() > 0)
        return str(value) if is_numeral else word

    return _WORD.sub(other, title)


def _roman(number: int) -> str:
    return _TENS[number // 10] + _ONES[number % 10]


def _other_and(title: str) -> str:
    found = _AND.search(title)
    if found is None:
        return title
    other = "and" if found.group() == "&" else "&"
    return title[: found.start()] + other + title[found.end() :]

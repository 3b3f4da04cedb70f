"""The names of months in seven languages, from the Unicode CLDR as Babel has it."""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

from apps.core.text import normalise

LANGUAGES = ("en", "de", "fr", "es", "pt", "it")
# Of Japanese: "2021年5月3日", where months are numbers.
_JAPANESE = re.compile(r"(\d{4})\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?)?")


def month_of(word: str) -> int | None:
    """The month that a word is: "May", "mai", "Dez.", "março"; None for others."""
    return _months().get(normalise(word))


def japanese_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of "2021年5月3日", 0 for what is missing; None for others."""
    found = _JAPANESE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day


@cache
def _months() -> dict[str, int]:
    """Each name and short form; one that two languages use differently is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(normalise(name), set()).add(number)
                if language == "en":  # "Sept" as well as "Sep"
                    found.setdefault(normalise(name)[:4], set()).add(number)
    return {
        name: months.pop()
        for name, months in found.items()
        if len(months) == 1 and len(name) >= 3
    }

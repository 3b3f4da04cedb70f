"""What a heading says of the games under it.

In this order, by its words:

0. a list, when it says so: "List: Shelf", "Ranked list: Top 25 RPGs";
1. a ranking, when it names one: "Top 25 RPGs", "Final Fantasy Favorites", "My
   ranking". A numbered list is not enough: the owner numbers series, too;
2. a status: "Currently Playing", "Backlog", "Dropped", "RPGs I've Beaten";
3. a platform ("SNES"), which the games below then have unless they say otherwise;
4. nothing, for the catch-alls: "Everything Else", "Other", a year;
5. else the name of a series, unless it is the title of the document: its first
   heading, of the first level, with no other series beside it.

A status or a ranking holds for deeper headings, too, until one says otherwise. A
heading under a ranking starts a ranking of its own ("My rankings: Zelda"), unless it
only numbers a part of it ("11-20").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.prose.blocks import Heading
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.imports.parsing.rows import Status

_RANKING = re.compile(
    r"\b(?:rank(?:ing|ings|ed)|favou?rites?|faves?|hall of fame|tier list"
    r"|top (?:\d+|ten|five|three|twenty)|(?:my|all time) top|top (?:games|rpgs|list)"
    r"|best (?:games?|rpgs?|of|ever)|(?:my|the|all time) best|greatest)\b"
)
_LIST = re.compile(r"(ranked )?list\s*:\s*(?=\S)", re.IGNORECASE)
# These words promise an order even where the list has bullets for numbers.
_IS_ORDERED = re.compile(r"\b(?:rank(?:ing|ings|ed)|top)\b")
_STATUSES: tuple[tuple[Status, str], ...] = (
    ("dropped", r"dropped|abandoned|unfinished|dnf|gave up|did(?:nt| not) finish|quit"),
    ("dropped", r"(?:not|never) (?:finished|beaten|completed)"),
    ("paused", r"paused|on hold|shelved"),
    ("planned", r"backlog|to play|want to (?:play|beat)|wish ?list|up next|play next"),
    ("planned", r"planned|plan to play|queue|pile of shame|unplayed|to beat"),
    # Alone or with "games": "Endless Ocean" is a series.
    ("ongoing", r"ongoing|^endless$|(?:endless|never ending|forever) games?"),
    ("ongoing", r"live service|never ends?"),
    ("playing", r"(?:currently|now) playing|in progress|playing|started|current games"),
    ("completed", r"beaten|finished|completed|played|cleared|done|completions"),
    ("completed", r"(?:i|ive|have) beat|games beat|beat in"),
)
_STATUS = [(status, re.compile(rf"\b(?:{words})\b")) for status, words in _STATUSES]
_CATCH_ALL = re.compile(
    r"(?:(?:all|my|the|other|misc|miscellaneous|various|more|single|standalone"
    r"|remaining|everything|else|others|rest|of|and|unsorted|list|lists|game|games"
    r"|rpg|rpgs|jrpgs|video|titles|stuff|series|collection|non|uncategori[sz]ed"
    r"|a|z|to|one|offs|off|shots|random|general)\b ?)+"
)
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_PART = re.compile(r"(?:#?\d+\D{0,4}){1,2}|(?:part|tier) \w+|numbers? .*")


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the games below a heading. `note` is added to each of them."""

    level: int = 0
    series: str | None = None
    status: Status = "completed"
    list_name: str | None = None
    is_ordered: bool = False
    platform: str | None = None
    note: str = ""


def under(section: Section, heading: Heading, name: str, *, is_title: bool) -> Section:
    """The section that a heading called `name` opens inside of another one."""
    words = normalise(name)
    inner = replace(section, level=heading.level, series=None, note="")
    if said := _LIST.match(name):
        list_name = name[said.end() :]
        return replace(inner, list_name=list_name, is_ordered=bool(said[1]))
    status = _status(words)
    if section.list_name is not None and not (status and not _RANKING.search(words)):
        if _PART.fullmatch(words):
            return inner
        list_name = f"{section.list_name}: {name}"
        is_ordered = bool(_IS_ORDERED.search(words))
        return replace(inner, list_name=list_name, is_ordered=is_ordered)
    if _RANKING.search(words):
        is_ordered = bool(_IS_ORDERED.search(words))
        return replace(inner, list_name=name, is_ordered=is_ordered)
    if status:
        year = _YEAR.search(words)
        note = year.group() if year else ""
        return replace(inner, status=status, list_name=None, note=note)
    if platform := platform_name(name):
        return replace(inner, platform=platform)
    if _YEAR.fullmatch(words):
        return replace(inner, note=words)
    if is_title or _CATCH_ALL.fullmatch(words):
        return inner
    return replace(inner, series=name)


def document_title(headings: Sequence[Heading]) -> Heading | None:
    """The heading that names the whole document rather than a part of it."""
    if not headings or headings[0].level != 1:
        return None
    others = [heading for heading in headings[1:] if heading.level == 1]
    return None if any(_is_series(heading.text) for heading in others) else headings[0]


def _is_series(text: str) -> bool:
    heading = under(Section(), Heading(1, text), text, is_title=False)
    return heading.series is not None


def _status(words: str) -> Status | None:
    for status, pattern in _STATUS:
        if pattern.search(words):
            return status
    return None

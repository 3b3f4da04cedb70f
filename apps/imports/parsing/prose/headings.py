"""What a heading says of the games under it.

In this order, by its words:

0. a list, when it says so: "List: Shelf", "Ranked list: Top 25 RPGs";
1. a ranking, when it names one: "Top 25 RPGs", "Final Fantasy Favorites", "My
   ranking". A numbered list is not enough: the owner numbers series, too;
2. a status: "Currently Playing", "Backlog", "Dropped", "RPGs I've Beaten"; one that
   says that they are not finished, and no more, leaves it open;
3. a platform ("SNES", "PlayStation 4 games"), which the games below then have unless
   they say otherwise;
4. that no games follow: "Notes", "Legend";
5. nothing, for the catch-alls: "Everything Else", "Other", a year, a month;
6. else the name of a series, unless it is the title of the document: its first
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
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.vocabulary.months import month_of
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.imports.parsing.vocabulary.words import words_of
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.imports.parsing.rows import Status

_RANKING = re.compile(
    r"\b(?:rank(?:ing|ings|ed)|favou?rites?|faves?|hall of fame|tier list"
    r"|(?:top|bottom) (?:\d+|ten|five|three|twenty)|(?:my|all time) top"
    r"|top (?:games|rpgs|list)"
    r"|best (?:games?|rpgs?|of|ever)|(?:my|the|all time) best|greatest)\b"
)
_LIST = re.compile(r"(ranked )?list\s*:\s*(?=\S)", re.IGNORECASE)
# These words promise an order even where the list has bullets for numbers.
_IS_ORDERED = re.compile(r"\b(?:rank(?:ing|ings|ed)|top|bottom)\b")
# A line above a list that is a heading in all but its form.
LEAD_IN_LEVEL = 7
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_PART = re.compile(r"(?:#?\d+\D{0,4}){1,2}|(?:part|tier) \w+|numbers? .*")


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the games below a heading. `note` is added to each of them.

    `status` is None where it is left open. `has_no_games`: what stands below is no
    game, but about games.
    """

    level: int = 0
    series: str | None = None
    status: Status | None = None
    list_name: str | None = None
    is_ordered: bool = False
    platform: str | None = None
    note: str = ""
    has_no_games: bool = False


def under(section: Section, heading: Heading, name: str, *, is_title: bool) -> Section:
    """The section that a heading called `name` opens inside of another one."""
    words = normalise(name)
    inner = replace(section, level=heading.level, series=None, note="")
    if said := _LIST.match(name):
        list_name = name[said.end() :]
        return replace(inner, list_name=list_name, is_ordered=bool(said[1]))
    status = heading_status(name)
    if section.list_name is not None and not (status and not _RANKING.search(words)):
        if _PART.fullmatch(words):
            return inner
        list_name = f"{section.list_name}: {name}"
        is_ordered = bool(_IS_ORDERED.search(words))
        return replace(inner, list_name=list_name, is_ordered=is_ordered)
    if _RANKING.search(words):
        is_ordered = bool(_IS_ORDERED.search(words))
        return replace(inner, list_name=name, is_ordered=is_ordered)
    if status == "unclear":
        return replace(inner, status=None, list_name=None, note=name)
    if status:
        year = _YEAR.search(words)
        note = year.group() if year else ""
        return replace(inner, status=status, list_name=None, note=note)
    if platform := _platform(name):
        return replace(inner, platform=platform)
    if _YEAR.fullmatch(words):
        return replace(inner, note=words)
    if _is_month(words):
        return replace(inner, note="; ".join(filter(None, (section.note, name))))
    if words in words_of("heading_words.notes") or (
        heading.level == LEAD_IN_LEVEL and _explains_signs(name)
    ):
        return replace(inner, has_no_games=True)
    if is_title or _is_catch_all(words):
        return inner
    return replace(inner, series=name)


def says_what_follows(text: str) -> bool:
    """Whether a line names a ranking or a status of the games below it."""
    return text[-1:] not in ".!?" and bool(
        _RANKING.search(normalise(text)) or heading_status(text)
    )


def document_title(headings: Sequence[Heading]) -> Heading | None:
    """The heading that names the whole document rather than a part of it."""
    if not headings or headings[0].level != 1:
        return None
    others = [heading for heading in headings[1:] if heading.level == 1]
    return None if any(_is_series(heading.text) for heading in others) else headings[0]


def _is_series(text: str) -> bool:
    heading = under(Section(), Heading(1, text), text, is_title=False)
    return heading.series is not None


def _explains_signs(text: str) -> bool:
    """Whether a line above a list says that its signs are explained: "Legend:"."""
    first, *rest = normalise(text).split() or [""]
    notes = words_of("heading_words.notes")
    # "Signs are mixed like:"; "Legend of …" is a title.
    return first in notes and bool(rest) and text.split()[1][:1].islower()


def _platform(name: str) -> str | None:
    """The platform that a heading names, alone or as in "Games for the SNES"."""
    if known := platform_name(name):
        return known
    words = name.split()
    beside = words_of("heading_words.beside_platform")
    while words and normalise(words[0]) in beside:
        words = words[1:]
    while words and normalise(words[-1]) in beside:
        words = words[:-1]
    versions = read_platforms(" ".join(words)) if words else []
    if any(version.edition or not version.platform for version in versions):
        return None
    return versions[0].platform if versions else None


def _is_month(words: str) -> bool:
    first, *rest = words.split() or [""]
    return month_of(first) is not None and (
        not rest or (len(rest) == 1 and bool(_YEAR.fullmatch(rest[0])))
    )


def _is_catch_all(words: str) -> bool:
    nothing = words_of("heading_words.nothing")
    return all(word in nothing for word in words.split())

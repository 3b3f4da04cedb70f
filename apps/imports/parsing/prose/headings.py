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
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.parts import STATUSES
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.vocabulary.months import month_of
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.imports.parsing.vocabulary.statuses import says_played
from apps.imports.parsing.vocabulary.words import words_of
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Certainty
    from apps.imports.parsing.rows import Status

_RANKING = re.compile(
    r"\b(?:rank(?:ing|ings|ed)|favou?rites?|faves?|hall of fame|tier list"
    r"|(?:top|bottom) (?:\d+s?|ten|five|three|twenty)|(?:my|all time) top"
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

    `status` is None where it is left open. `is_ordered` is None where the games'
    numbers show whether the list is ranked. `has_no_games`: what stands below is no
    game, but about games. `parts` are the headings that say all that, by what they
    decide.
    """

    level: int = 0
    series: str | None = None
    status: Status | None = None
    list_name: str | None = None
    is_ordered: bool | None = None
    platform: str | None = None
    note: str = ""
    has_no_games: bool = False
    parts: Mapping[str, Found] = field(default_factory=dict)


def under(
    section: Section, heading: Heading, name: str, *, is_title: bool, parts: Parts
) -> Section:
    """The section that a heading called `name` opens inside of another one."""
    guess, certainty = _guess(section, heading, name, is_title=is_title)
    found = parts.read("heading", name, guess, certainty, line=heading.line)
    kept = {key: part for key, part in section.parts.items() if key != "series"}
    decides = {_decides(found.meaning, heading.line): found}
    inner = replace(section, level=heading.level, series=None, note="")
    inner = replace(inner, parts=kept | decides)
    return _section(inner, section, name, found)


def _guess(
    section: Section, heading: Heading, name: str, *, is_title: bool
) -> tuple[str, Certainty]:
    """What a heading means by its words and its place, and how sure that is."""
    words = normalise(name)
    if said := _LIST.match(name):
        return ("ranked_list" if said[1] else "list"), "known"
    if heading.level == LEAD_IN_LEVEL and _explains_signs(name):
        return "notes", "known"
    status = heading_status(name)
    is_ranking = bool(_RANKING.search(words))
    list_kind = "ranked_list" if _IS_ORDERED.search(words) else "list"
    if section.list_name is not None and (is_ranking or not status):
        is_part = _PART.fullmatch(words)
        return ("heading", "known") if is_part else (list_kind, "guessed")
    if is_ranking:
        return list_kind, "known"
    if status == "unclear":
        return "undecided", "unknown"
    if status:
        return status, "guessed" if says_played(name) else "known"
    if _platform(name):
        return "platform", "known"
    if _YEAR.fullmatch(words):
        return "year", "known"
    if _is_month(words):
        return "month", "known"
    if (
        words in words_of("heading_words.notes")
        or words.startswith("notes to ")
        or (heading.level == LEAD_IN_LEVEL and _explains_signs(name))
    ):
        return "notes", "known"
    if is_title or _is_catch_all(words):
        return "heading", "known"
    return "series", "guessed"


def _section(inner: Section, outer: Section, name: str, found: Found) -> Section:
    """The inner section with what its heading means."""
    if found.status:
        year = _YEAR.search(normalise(name))
        status = None if found.status == "unclear" else found.status
        note = name if status is None else year.group() if year else ""
        return replace(inner, status=status, list_name=None, note=note)
    match found.meaning:
        case "list" | "ranked_list":
            # A guess leaves it to the games' numbers.
            is_ordered = found.meaning == "ranked_list" or (
                False if found.is_answered else None
            )
            list_name = _list_name(outer, name)
            return replace(inner, list_name=list_name, is_ordered=is_ordered)
        case "platform":
            return replace(inner, platform=_platform(name) or name)
        case "year":
            return replace(inner, note=normalise(name))
        case "month":
            return replace(inner, note="; ".join(filter(None, (outer.note, name))))
        case "notes":
            return replace(inner, has_no_games=True)
        case "series" if found.is_answered:
            return replace(inner, series=name, list_name=None)
        case "series":
            return replace(inner, series=name)
        case _:
            return inner


def _list_name(outer: Section, name: str) -> str:
    if said := _LIST.match(name):
        return name[said.end() :]
    return name if outer.list_name is None else f"{outer.list_name}: {name}"


def _decides(meaning: str, line: int) -> str:
    """What a heading of this meaning decides, until a deeper one decides it, too."""
    if meaning in STATUSES or meaning in ("undecided", "list", "ranked_list"):
        return "status"
    if meaning in ("platform", "series"):
        return meaning
    return f"line {line}"


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
    guess, _ = _guess(Section(), Heading(1, text), text, is_title=False)
    return guess == "series"


def _explains_signs(text: str) -> bool:
    """Whether a line above a list says that its signs are explained: "Legend:"."""
    first, *rest = normalise(text).split() or [""]
    last = text.rstrip(" :").lower().split()[-1:]
    if len(rest) > 1 and ({*last} & (words_of("open_end") | {"i"})):
        return True
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
    # One letter is a part of an alphabet.
    return len(words) <= 1 or all(word in nothing for word in words.split())

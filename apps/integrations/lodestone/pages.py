"""The HTML of the Lodestone taken apart; nothing here asks for a page.

Selectors follow the classes that the site's readers share
(https://github.com/Tawmy/lodestone-css-selectors,
https://github.com/mattantonelli/ffxiv-collect `app/lib/lodestone.rb`). Boxes and jobs
are found by their text, never by their place: places move with each new job.
"""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode

from apps.integrations.lodestone.answers import AchievementPage
from apps.integrations.lodestone.answers import CharacterPage
from apps.integrations.lodestone.answers import EarnedAchievement
from apps.integrations.lodestone.answers import FoundCharacter
from apps.integrations.lodestone.answers import JobOnPage
from apps.integrations.lodestone.answers import SearchPage

type Node = LexborNode | LexborHTMLParser

_WORLD = re.compile(r"^(\w+)\s*\[(\w+)\]$")
_CHARACTER = re.compile(r"/lodestone/character/([0-9]{1,20})/")
_FREE_COMPANY = re.compile(r"/lodestone/freecompany/([0-9]{1,25})/")
_ACHIEVEMENT = re.compile(r"/achievement/detail/([0-9]{1,9})/")
_MOMENT = re.compile(r"ldst_strftime\(\s*([0-9]{1,11})\s*,")
_PAGES = re.compile(r"Page ([0-9]{1,6}) of ([0-9]{1,6})")
# Of text, what PostgreSQL refuses.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LONGEST_TEXT = 200
LONGEST_BIO = 5_000
_LONGEST_ADDRESS = 500
_MOST = 2_147_483_647


class LayoutError(ValueError):
    """The page isn't what it was; the text says what is missing."""


def read_character(html: bytes, lodestone_id: str) -> CharacterPage:
    """A profile page. Raises `LayoutError` where it has no name or no world."""
    page = _parsed(html)
    name = _text_at(page, ".frame__chara__name")
    if not name:
        raise LayoutError("the name")
    world = _WORLD.match(_text_at(page, ".frame__chara__world"))
    if world is None:
        raise LayoutError("the world")
    header: dict[str, Any] = {
        "lodestone_id": lodestone_id,
        "name": name,
        "title": _text_at(page, ".frame__chara__title"),
        "world": world[1],
        "data_center": world[2],
        "avatar_url": _image_at(page, ".frame__chara__face > img"),
    }
    if page.css_first(".character__profile") is None:
        # One that was cut off isn't hidden.
        if b"</html>" not in html:
            raise LayoutError("its end")
        return CharacterPage(**header, is_header_only=True)
    return CharacterPage(**header, **_body(page))


def _body(page: LexborHTMLParser) -> dict[str, Any]:
    boxes = _boxes(page)
    race, clan, gender = _race(boxes.get("Race/Clan/Gender"))
    company, _, rank = _text(boxes.get("Grand Company")).partition(" / ")
    link = page.css_first(".character__freecompany__name a")
    bio = page.css_first(".character__selfintroduction, .character__character_profile")
    written = bio.text().strip()[:LONGEST_BIO] if bio is not None else ""
    return {
        "portrait_url": _image_at(page, ".character__detail__image img"),
        "race": race,
        "clan": clan,
        "gender": gender,
        "nameday": _text_at(page, ".character-block__birth"),
        "guardian": _text(boxes.get("Guardian")),
        "city_state": _text(boxes.get("City-state")),
        "grand_company": company,
        "grand_company_rank": rank,
        "free_company_id": _id_in(_FREE_COMPANY, link),
        "free_company": _text(link),
        "bio": "" if written == "-" else written,
        "jobs": _jobs(page),
    }


def _boxes(page: LexborHTMLParser) -> dict[str, LexborNode]:
    """The value of each box by its title; a box may hold two of them."""
    found: dict[str, LexborNode] = {}
    for box in page.css(".character-block__box"):
        titles = box.css(".character-block__title")
        values = box.css(".character-block__name")
        # Nameday and Guardian share a box, and only the guardian is a name.
        named = [each for each in titles if _text(each) != "Nameday"]
        for title, value in zip(named, values, strict=False):
            found[_text(title)] = value
    return found


def _race(node: LexborNode | None) -> tuple[str, str, str]:
    """From "Elezen<br />Wildwood / ♀"."""
    if node is None:
        return "", "", ""
    parts = [_plain(each) for each in _BREAK.split(node.html or "")]
    clan, _, gender = (parts[1] if len(parts) > 1 else "").partition(" / ")
    return parts[0], clan, {"♂": "male", "♀": "female"}.get(gender.strip(), "")


def _jobs(page: LexborHTMLParser) -> tuple[JobOnPage, ...]:
    """The jobs of the profile page, which have no experience."""
    found = []
    for line in page.css(".character__level__list li"):
        icon = line.css_first("img[data-tooltip]")
        if icon is not None:
            names = _job_names(icon)
            found.append(JobOnPage(*names, level=number_in(_text(line)) or 0))
    return tuple(found)


def read_jobs(html: bytes) -> tuple[JobOnPage, ...]:
    """The page of jobs with experience. Raises `LayoutError` where it has none."""
    found = []
    for line in _parsed(html).css(".character__job li"):
        name = line.css_first(".character__job__name")
        if name is None:
            continue
        exp, _, needed = _text_at(line, ".character__job__exp").partition(" / ")
        classes = name.attributes.get("class") or ""
        found.append(
            JobOnPage(
                *_job_names(name),
                level=number_in(_text_at(line, ".character__job__level")) or 0,
                exp=number_in(exp),
                exp_to_next=number_in(needed),
                is_specialist="--meister" in classes,
            )
        )
    if not found:
        raise LayoutError("the jobs")
    return tuple(found)


def _job_names(node: LexborNode) -> tuple[str, str]:
    """From "Paladin / Gladiator", "Marauder", "Blue Mage (Limited Job)"."""
    text = _plain(node.attributes.get("data-tooltip") or "") or _text(node)
    job, _, class_name = text.partition(" / ")
    return job.partition(" (")[0], class_name.partition(" (")[0]


def read_collection(html: bytes, kind: str) -> tuple[str, ...]:
    """The names on a mobile page of mounts or minions; none for a hidden list.

    `kind` is "mount" or "minion". Raises `LayoutError` where entries have no names, or
    there are fewer than the page counts.
    """
    page = _parsed(html)
    lines = page.css(f"li.{kind}__list__item")
    names = tuple(name for line in lines if (name := _text_at(line, f".{kind}__name")))
    total = number_in(_text_at(page, f".{kind}__sort__total > span"))
    if len(names) < len(lines) or (total is not None and len(names) < total):
        raise LayoutError(f"the names of {kind}s")
    return names


def read_achievements(html: bytes) -> AchievementPage:
    """A page of achievements. Raises `LayoutError` where it has entries without ids."""
    page = _parsed(html)
    earned = []
    entries = page.css(".ldst__achievement .entry")
    for entry in entries:
        number = _id_in(_ACHIEVEMENT, entry.css_first("a.entry__achievement"))
        script = entry.css_first(".entry__activity__time script")
        moment = _MOMENT.search(script.text() if script is not None else "")
        if number and moment is not None:
            at = datetime.fromtimestamp(int(moment[1]), UTC)
            earned.append(EarnedAchievement(int(number), at))
    if len(earned) < len(entries):
        raise LayoutError("the dates of achievements")
    if not entries and page.css_first(".parts__zero") is None:
        raise LayoutError("the achievements")
    return AchievementPage(
        tuple(earned),
        *_pager(page),
        points=number_in(_text_at(page, ".achievement__point")),
        total=number_in(_text_at(page, ".parts__total").partition(" ")[0]),
    )


def read_search(html: bytes) -> SearchPage:
    """A page of found characters. Raises `LayoutError` where it is no such page."""
    page = _parsed(html)
    found = []
    entries = page.css(".ldst__window .entry")
    for entry in entries:
        number = _id_in(_CHARACTER, entry.css_first("a.entry__link"))
        name = _text_at(entry, ".entry__name")
        world = _WORLD.match(_text_at(entry, ".entry__world"))
        if number and name and world:
            image = _image_at(entry, ".entry__chara__face img")
            found.append(FoundCharacter(number, name, world[1], world[2], image))
    if not found and (entries or page.css_first(".parts__zero") is None):
        raise LayoutError("the characters")
    return SearchPage(tuple(found), *_pager(page))


def _pager(page: LexborHTMLParser) -> tuple[int, int]:
    match = _PAGES.search(_text_at(page, "ul.btn__pager"))
    return (int(match[1]), int(match[2])) if match else (1, 1)


def _parsed(html: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def _text_at(node: Node, selector: str) -> str:
    return _text(node.css_first(selector))


def _text(node: LexborNode | None) -> str:
    return cleaned(node.text()) if node is not None else ""


def _plain(html: str) -> str:
    """The text of a piece of HTML."""
    body = LexborHTMLParser(html).body
    return _text(body)


def cleaned(text: str, *, longest: int | None = _LONGEST_TEXT) -> str:
    """`text` in one line, without what PostgreSQL can't store."""
    # Also turns the no-break spaces of worlds into plain ones.
    return " ".join(UNSTORABLE.sub("", text).split())[:longest]


def number_in(text: str) -> int | None:
    """From "90", "1,234"; None for "-" and "--"."""
    digits = text.replace(",", "").strip()[:10]
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return min(int(digits), _MOST)


def _id_in(pattern: re.Pattern[str], node: LexborNode | None) -> str:
    address = (node.attributes.get("href") or "") if node is not None else ""
    match = pattern.search(address)
    return match[1] if match else ""


def _image_at(node: Node, selector: str) -> str:
    """The address of an image that anyone may be sent to; else ""."""
    image = node.css_first(selector)
    address = (image.attributes.get("src") or "") if image is not None else ""
    return web_address(address)


def web_address(address: str) -> str:
    """`address` if it is one of the web, else ""."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_web = parts.scheme == "https" and parts.hostname and not parts.username
    odd = not address.isprintable() or " " in address
    return address if is_web and not odd and len(address) <= _LONGEST_ADDRESS else ""

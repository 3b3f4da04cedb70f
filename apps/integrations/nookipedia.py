"""Nookipedia's API: the villagers of Animal Crossing: New Horizons.

https://api.nookipedia.com/doc. The answers come from a wiki that anyone can edit, so
each is checked, and one that can't be read is left out. Text is under CC BY-SA 3.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.core.plurals import counted
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.service import Service

KEYS_PAGE = "https://api.nookipedia.com/"
# Older versions have other words: Sisterly, Cub, Rhino.
VERSION = "1.7.0"
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_GAME_ID = re.compile(r"[a-z]{3}[0-9]{2}")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LONGEST_ADDRESS = 300
# If fewer of the entries can be read, the answer isn't a list of villagers.
LEAST_SHARE = 0.5
# No limit is documented; one call a day is enough.
PACE = Pace(1.0, patience=15.0)


@dataclass(frozen=True, slots=True)
class NookVillager:
    """A villager as the wiki has them; "" is what it doesn't know.

    `game_id` is the game's own, as in "cat23", and `birthday` month and day: "8/11".
    """

    game_id: str
    name: str
    species: str
    personality: str
    gender: str
    birthday: str
    catchphrase: str
    icon_url: str
    image_url: str


@dataclass(frozen=True, slots=True)
class Villagers:
    """All that could be read, and how many could not."""

    found: list[NookVillager]
    unreadable: int


def is_configured() -> bool:
    return bool(settings.NOOKIPEDIA_API_KEY)


class NookipediaClient(RemoteClient):
    """Nookipedia. Raises RemoteMisconfigured without NOOKIPEDIA_API_KEY."""

    service = "Nookipedia"
    key = "nookipedia"
    pace = PACE

    def __init__(self) -> None:
        self._key = settings.NOOKIPEDIA_API_KEY.strip()
        self._check_settings()
        super().__init__(
            settings.NOOKIPEDIA_BASE_URL,
            headers={
                "X-API-KEY": self._key,
                "Accept-Version": VERSION,
                "Accept": "application/json",
            },
            limits=Limits(read=30.0, total=60.0),
        )

    def villagers(self) -> Villagers:
        """Every villager of New Horizons, in one request.

        https://api.nookipedia.com/doc#/paths/~1villagers/get. Raises RemoteUnexpected
        for what isn't a list of villagers, and RemoteError for anything else.
        """
        rows = self.get("villagers", params={"game": "nh", "nhdetails": "true"}).json()
        if not isinstance(rows, list):
            raise self._unexpected("didn't send a list of villagers")
        found = [each for each in map(_villager, rows) if each is not None]
        if len(found) < max(1, len(rows) * LEAST_SHARE):
            raise self._unexpected(
                f"sent {len(rows)} entries, of which {len(found)} are villagers"
            )
        return Villagers(found, len(rows) - len(found))

    def known_names(self) -> list[str]:
        """Their names only: a smaller answer. Raises as `villagers` does."""
        params = {"game": "nh", "excludedetails": "true"}
        rows = self.get("villagers", params=params).json()
        if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
            raise self._unexpected("didn't send a list of names")
        return rows

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Its errors have a title; a bad key is a 401, or a 400 in old versions."""
        title = "" if answer.status < 400 else _title(answer)
        if answer.status in (401, 403) or "UUID" in title:
            return RemoteUnauthorized(
                "Nookipedia rejected the key.",
                service=self.service,
                status=answer.status,
                what_to_do=f"Check NOOKIPEDIA_API_KEY against the key you got from "
                f"{KEYS_PAGE}.",
            )
        error = super().error_of(answer)
        if error is not None and title and answer.status != 429:
            error.message = f"{error.message} It said: {title}"
        return error

    def _check_settings(self) -> None:
        if not self._key:
            raise RemoteMisconfigured(
                "Nookipedia needs a key.",
                service=self.service,
                what_to_do=f"Request one at {KEYS_PAGE}, and set NOOKIPEDIA_API_KEY.",
            )
        if _KEY.fullmatch(self._key) is None:
            raise RemoteMisconfigured(
                "NOOKIPEDIA_API_KEY isn't a valid Nookipedia key.",
                service=self.service,
                what_to_do=f"Copy it again; you got it from {KEYS_PAGE}.",
            )


def _title(answer: Answer) -> str:
    try:
        found = answer.json()
    except RemoteError:
        return ""
    title = found.get("title") if isinstance(found, dict) else None
    return " ".join(title.split())[:200] if isinstance(title, str) else ""


def _villager(row: Any) -> NookVillager | None:
    """A villager, or None for what isn't one."""
    if not isinstance(row, dict):
        return None
    details = row.get("nh_details")
    details = details if isinstance(details, dict) else {}
    name = _text(row, "name", 50)
    species, personality = _text(row, "species", 30), _text(row, "personality", 30)
    if not (name and species and personality):
        return None
    return NookVillager(
        game_id=_game_id(row),
        name=name,
        species=species,
        personality=personality,
        gender=_text(row, "gender", 10),
        birthday=_birthday(row),
        catchphrase=_text(details, "catchphrase", 50) or _text(row, "phrase", 50),
        icon_url=_address(details, "icon_url"),
        image_url=_address(details, "image_url") or _address(row, "image_url"),
    )


def _text(row: dict[str, Any], name: str, longest: int) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.isprintable():
        return ""
    text = " ".join(value.split())
    return text if len(text) <= longest else ""


def _game_id(row: dict[str, Any]) -> str:
    text = _text(row, "id", 10).lower()
    return text if _GAME_ID.fullmatch(text) else ""


def _birthday(row: dict[str, Any]) -> str:
    month, day = _text(row, "birthday_month", 20), _text(row, "birthday_day", 2)
    if month.capitalize() not in _MONTHS or not day.isdecimal():
        return ""
    if not 1 <= int(day) <= 31:
        return ""
    return f"{_MONTHS.index(month.capitalize()) + 1}/{int(day)}"


def _address(row: dict[str, Any], name: str) -> str:
    """An address of an image that anyone may be sent to."""
    text = _text(row, name, _LONGEST_ADDRESS)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme == "https" and parts.hostname and not parts.username
    return text if is_web and " " not in text else ""


def check_nookipedia() -> str:
    """How many villagers it has. Raises RemoteError."""
    with NookipediaClient() as nookipedia:
        return f"It has {counted(len(nookipedia.known_names()), 'villager')}."


SERVICE = Service(
    key="nookipedia",
    name="Nookipedia",
    purpose="The villagers of Animal Crossing: New Horizons, with their pictures.",
    probe=check_nookipedia,
    addresses=("NOOKIPEDIA_BASE_URL",),
    needs=("NOOKIPEDIA_API_KEY",),
    keys_page=KEYS_PAGE,
    pace=PACE,
)

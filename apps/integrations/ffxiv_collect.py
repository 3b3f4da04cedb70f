"""FFXIV Collect: what characters of Final Fantasy XIV own, and what there is to own.

https://ffxivcollect.com/api/docs, and its source where that says more
(https://github.com/mattantonelli/ffxiv-collect). It needs no key. Ids are the game's.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from math import isfinite
from typing import Any
from typing import Literal

from django.conf import settings

from apps.core.plurals import counted
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.lodestone.pages import UNSTORABLE
from apps.integrations.lodestone.pages import web_address
from apps.integrations.service import Service

type Kind = Literal["achievements", "mounts", "minions"]
KINDS: tuple[Kind, ...] = ("achievements", "mounts", "minions")
NAME = "FFXIV Collect"
PACE = Pace(1.0, patience=60.0)
_MOST = 2_147_483_647
_LONGEST_TEXT = 2_000
_LONGEST_NAME = 200
_DEEPEST = 20
# Of all rows, what must be readable: less is no catalogue any more.
LEAST_SHARE = 0.9


class NotOnCollect(RemoteNotFound):
    what_to_do_by_default = (
        "Search for the character on https://ffxivcollect.com once to add it there."
    )


class CollectPrivate(RemoteRefused):
    what_to_do_by_default = "Make it public in the settings of ffxivcollect.com."


@dataclass(frozen=True, slots=True)
class OwnedCollection:
    """What a character owns of one kind: ids, and when, where that is known."""

    is_public: bool
    ids: frozenset[int] = frozenset()
    times: dict[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CollectCharacter:
    """`rest` is the answer without the lists: what Questlog has no column for."""

    name: str
    last_parsed: datetime | None
    collections: dict[Kind, OwnedCollection]
    rest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An achievement, mount, or minion of the game; "" and None for the unknown.

    `sources` are the ways to get it: type and text.
    """

    game_id: int
    name: str
    description: str
    patch: str
    order: int | None
    icon_url: str
    image_url: str
    owned_percent: int | None
    points: int | None
    category: str
    group: str
    reward: str
    tradeable: bool | None
    sources: list[dict[str, str]]
    rest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    rows: list[CatalogueRow]
    unreadable: int


class FFXIVCollectClient(RemoteClient):
    service = NAME
    key = "ffxiv_collect"
    pace = PACE

    def __init__(self) -> None:
        super().__init__(
            settings.FFXIV_COLLECT_BASE_URL,
            headers={"Accept": "application/json"},
            # It may read the Lodestone before it answers.
            limits=Limits(read=60.0, total=90.0, max_bytes=30 * 1024 * 1024),
        )

    def character(self, lodestone_id: str) -> CollectCharacter:
        """What a character owns; Collect reads the Lodestone first if its copy is old.

        Raises `NotOnCollect`, `CollectPrivate`, and RemoteError for anything else.
        """
        path = f"api/characters/{lodestone_id}"
        params = {"ids": "true", "times": "true"}
        try:
            answer = self.get(path, params={**params, "latest": "true"})
        except RemoteUnavailable as error:
            # Its source doesn't catch that the Lodestone is private or away.
            if error.status != 500:
                raise
            answer = self.get(path, params=params)
        return read_character(answer.json())

    def catalogue(self, kind: Kind) -> Catalogue:
        """All of one kind, in English. Raises RemoteError."""
        body = self.get(f"api/{kind}", params={"language": "en"}).json()
        rows = body.get("results") if isinstance(body, dict) else None
        if not isinstance(rows, list):
            raise self._unexpected(f"didn't send a list of {kind}")
        found = read_catalogue(rows)
        count = len(found.rows)
        if count < max(1, len(rows) * LEAST_SHARE):
            raise self._unexpected(f"sent {len(rows)} {kind}, {count} of them readable")
        return found

    def error_of(self, answer: Answer) -> RemoteError | None:
        if answer.status == 404:
            return NotOnCollect(
                "FFXIV Collect doesn’t know this character.", service=NAME, status=404
            )
        if answer.status == 403:
            return CollectPrivate(
                "The character is private on FFXIV Collect.", service=NAME, status=403
            )
        return super().error_of(answer)


def read_character(body: Any) -> CollectCharacter:
    """A character of the answer's JSON. Raises RemoteUnexpected for anything else."""
    body = _storable(body)
    if not isinstance(body, dict) or not isinstance(body.get("name"), str):
        raise _not_sent("a character")
    collections: dict[Kind, OwnedCollection] = {}
    for kind in KINDS:
        found = body.get(kind)
        if isinstance(found, dict):
            collections[kind] = _owned(found, kind)
    rest = {
        name: _without_lists(value)
        for name, value in body.items()
        if isinstance(value, str | int | float | bool | dict | None)
    }
    name = body["name"][:_LONGEST_NAME]
    return CollectCharacter(name, _moment(body.get("last_parsed")), collections, rest)


def _owned(found: dict[str, Any], kind: Kind) -> OwnedCollection:
    # Of what is private it may list ids that it knew earlier.
    if found.get("public") is False:
        return OwnedCollection(is_public=False)
    ids = found.get("ids")
    if not isinstance(ids, list):
        raise _not_sent(f"the ids of the {kind}")
    obtained = found.get("obtained")
    times = {
        each["id"]: moment
        for each in (obtained if isinstance(obtained, list) else ())
        if isinstance(each, dict)
        and _is_id(each.get("id"))
        and (moment := _moment(each.get("time"))) is not None
    }
    return OwnedCollection(True, frozenset(filter(_is_id, ids)), times)


def read_catalogue(rows: list[Any]) -> Catalogue:
    """Each row once by its id, and how many could not be read."""
    read: dict[int, CatalogueRow] = {}
    unreadable = 0
    for row in rows:
        found = _catalogue_row(_storable(row))
        if found is None:
            unreadable += 1
        else:
            read[found.game_id] = found
    return Catalogue(list(read.values()), unreadable)


def _not_sent(what: str) -> RemoteUnexpected:
    return RemoteUnexpected(f"FFXIV Collect didn't send {what}.", service=NAME)


def _is_id(value: Any) -> bool:
    return type(value) is int and 0 < value <= _MOST


def _moment(value: Any) -> datetime | None:
    """From "2026-11-20T03:04:05.000Z"; None if it isn't such a time."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment if 2010 <= moment.year <= 2100 else None


def _storable(value: Any, *, depth: int = 0) -> Any:
    """`value` without what JSON may hold but PostgreSQL can't."""
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {
            UNSTORABLE.sub("", name): _storable(each, depth=depth + 1)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [_storable(each, depth=depth + 1) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _without_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        name: _without_lists(each)
        for name, each in value.items()
        if not isinstance(each, list)
    }


_READ = frozenset(
    {"id", "name", "description", "patch", "order", "icon", "image", "owned"}
    | {"points", "tradeable", "sources"}
)


def _catalogue_row(row: Any) -> CatalogueRow | None:
    if not isinstance(row, dict) or not _is_id(row.get("id")):
        return None
    name = _text(row.get("name"), _LONGEST_NAME)
    if not name:
        return None
    tradeable = row.get("tradeable")
    return CatalogueRow(
        game_id=row["id"],
        name=name,
        description=_text(row.get("description")),
        patch=_text(row.get("patch"), 20),
        order=_count(row.get("order")),
        icon_url=web_address(_text(row.get("icon"))),
        image_url=web_address(_text(row.get("image"))),
        owned_percent=_percent(row.get("owned")),
        points=_count(row.get("points")),
        category=_name_of(row.get("category")),
        group=_name_of(row.get("type")),
        reward=_reward(row.get("reward")),
        tradeable=tradeable if isinstance(tradeable, bool) else None,
        sources=_sources(row.get("sources")),
        rest={name: value for name, value in row.items() if name not in _READ},
    )


def _text(value: Any, longest: int = _LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(value.split())[:longest]


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST else None


def _percent(value: Any) -> int | None:
    """From "16%"."""
    digits = _text(value).removesuffix("%").partition(".")[0]
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return min(int(digits[:4]), 100)


def _name_of(value: Any) -> str:
    return _text(value.get("name"), _LONGEST_NAME) if isinstance(value, dict) else ""


def _reward(value: Any) -> str:
    """The title or thing that an achievement brings."""
    if not isinstance(value, dict):
        return ""
    title = value.get("title")
    return _name_of(title) or _text(title, _LONGEST_NAME) or _name_of(value)


def _sources(value: Any) -> list[dict[str, str]]:
    rows = value if isinstance(value, list) else []
    return [
        {"type": _text(row.get("type"), _LONGEST_NAME), "text": text}
        for row in rows[:20]
        if isinstance(row, dict) and (text := _text(row.get("text"), 500))
    ]


def check_collect() -> str:
    """How many mounts it knows. Raises RemoteError."""
    with FFXIVCollectClient() as collect:
        found = collect.catalogue("mounts")
    return f"It has {counted(len(found.rows), 'mount')}."


SERVICE = Service(
    key="ffxiv_collect",
    name="FFXIV Collect",
    purpose="Achievements, mounts, and minions of Final Fantasy XIV, and who has them.",
    probe=check_collect,
    addresses=("FFXIV_COLLECT_BASE_URL",),
    pace=PACE,
)

"""The Lodestone, FFXIV Collect, and a Nodestone, played by a server on this machine.

Pages have the classes, glued attributes, and escapes of the real ones, and no more.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from typing import Any

from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.profiles.ffxiv.jobs import JOBS

ID = "7660136"
EARNED = 1_600_000_000
DAY = 86_400
PROFILE = f"/lodestone/character/{ID}/"
COLLECT = f"/collect/api/characters/{ID}"
NODESTONE = f"/nodestone/Character/{ID}"


@dataclass
class Adventurer:
    """A character as the Lodestone shows it; levels are by job."""

    name: str = "P'tajha Rihll"
    levels: dict[str, int] = field(
        default_factory=lambda: {"Paladin": 90, "White Mage": 100, "Carpenter": 12}
    )
    tooltips: dict[str, str] = field(default_factory=dict)
    bio: str = "-"
    title: str = "The Insatiable"
    grand_company: str = "Maelstrom / Storm Captain"
    free_company: str = "Dawn &amp; Dusk"
    is_header_only: bool = False
    jobs_left_out: int = 0
    mounts: list[str] = field(default_factory=lambda: ["Company Chocobo"])
    minions: list[str] = field(
        default_factory=lambda: ["Mammet #001", "Wind-up Cursor"]
    )
    # The newest first.
    achievements: list[int] = field(default_factory=lambda: [3, 2, 1])
    knows_collect: bool = True
    is_public_on_collect: bool = True
    last_parsed: str = ""


def profile_page(who: Adventurer) -> str:
    title = f'<p class="frame__chara__title">{who.title}</p>' if who.title else ""
    header = f"""<div class="frame__chara__face"><img src="https://img2.example/a.jpg">
        </div>{title}<p class="frame__chara__name">{html.escape(who.name)}</p>
        <p class="frame__chara__world"><i class="x"></i>Balmung&nbsp;[Crystal]</p>"""
    if who.is_header_only:
        return f"<html><body>{header}</body></html>"
    company = ""
    if who.grand_company:
        company = f"""<div class="character-block__box">
        <p class="character-block__title">Grand Company</p>
        <p class="character-block__name">{who.grand_company}</p></div>"""
    free = ""
    if who.free_company:
        free = f"""<div class="character__freecompany__name"><h4>
        <a href="/lodestone/freecompany/9234631035923259083/">{who.free_company}</a>
        </h4></div>"""
    lines = "".join(
        f'<li><img class="js__tooltip"data-tooltip="{tip}" src="x">{level or "-"}</li>'
        for tip, level in _jobs(who)
    )
    return f"""<html><body>{header}<div class="character__profile">
    <div class="character-block__box"><p class="character-block__title">
    Race/Clan/Gender</p><p class="character-block__name">Elezen<br />Wildwood / ♀</p>
    </div><div class="character-block__box"><p class="character-block__title">Nameday
    </p><p class="character-block__birth">1st Sun of the 1st Astral Moon</p>
    <p class="character-block__title">Guardian</p>
    <p class="character-block__name">Halone, the Fury</p></div>
    <div class="character-block__box"><p class="character-block__title">City-state</p>
    <p class="character-block__name">Gridania</p></div>{company}{free}
    <div class="character__detail__image"><a><img src="https://img2.example/p.jpg"></a>
    </div><div class="character__level__list"><ul>{lines}</ul></div>
    <div class="character__selfintroduction">{who.bio}</div></div></body></html>"""


def jobs_page(who: Adventurer) -> str:
    lines = "".join(
        f"""<li><div class="character__job__level">{level or "-"}</div>
        <div class="character__job__name js__tooltip"data-tooltip="{tip}">{tip}</div>
        <div class="character__job__exp">{"1,234 / 5,678" if level else "-- / --"}</div>
        </li>"""
        for tip, level in _jobs(who)[who.jobs_left_out :]
    )
    return f'<html><body><ul class="character__job clearfix">{lines}</ul></body></html>'


def _jobs(who: Adventurer) -> list[tuple[str, int]]:
    found = []
    for job in JOBS:
        both = f"{job.name} / {job.class_name}" if job.class_name else job.name
        limited = "Blue Mage (Limited Job)" if job.name == "Blue Mage" else both
        tip = who.tooltips.get(job.name, limited)
        found.append((tip, who.levels.get(job.name, 0)))
    return found


def list_page(kind: str, names: list[str], *, has_names: bool) -> str:
    lines = "".join(
        f"""<li class="{kind}__list__item"><img class="{kind}__list__icon__image">
        {f'<span class="{kind}__name">{html.escape(name)}</span>' if has_names else ""}
        </li>"""
        for name in names
    )
    total = f'<p class="{kind}__sort__total">Total: <span>{len(names)}</span></p>'
    return f"<html><body>{total if names else ''}<ul>{lines}</ul></body></html>"


def achievements_page(ids: list[int], page: int, *, size: int = 2) -> str:
    shown = ids[(page - 1) * size : page * size]
    if not ids:
        return '<html><body><p class="parts__zero">None.</p></body></html>'
    entries = "".join(
        f"""<li class="entry"><a href="{PROFILE}achievement/detail/{each}/"
        class="entry__achievement"><p class="entry__activity__txt">Mettle category
        achievement "No. {each}" earned!</p><time class="entry__activity__time">
        <script>document.write(ldst_strftime({EARNED + each * DAY}, 'YMD'));</script>
        </time></a></li>"""
        for each in shown
    )
    pages = -(-len(ids) // size)
    return f"""<html><body><p class="parts__total">{len(ids)} Total</p>
    <p class="achievement__point">1,020</p><ul class="btn__pager"><li>Page {page} of
    {pages}</li></ul><div class="ldst__achievement"><ul>{entries}</ul></div></body>"""


def search_page(found: list[tuple[str, str]]) -> str:
    if not found:
        return '<html><body><p class="parts__zero">No results.</p></body></html>'
    entries = "".join(
        f"""<div class="entry"><a href="/lodestone/character/{number}/"
        class="entry__link"><div class="entry__chara__face"><img
        src="https://img2.example/{number}.jpg"></div><p class="entry__name">
        {html.escape(name)}</p><p class="entry__world">Balmung [Crystal]</p></a>
        </div>"""
        for number, name in found
    )
    return f'<html><body><div class="ldst__window">{entries}</div></body></html>'


def catalogue() -> dict[str, list[dict[str, Any]]]:
    """What there is in the game, as FFXIV Collect lists it."""

    def row(number: int, name: str, **more: Any) -> dict[str, Any]:
        return {
            "id": number,
            "name": name,
            "description": f"About {name}.",
            "patch": "7.3",
            "order": number,
            "owned": "16%",
            "icon": f"https://ffxivcollect.example/{number}.png",
            "novelty": {"unknown": True},
            **more,
        }

    def source(kind: str, text: str) -> dict[str, Any]:
        return {"sources": [{"type": kind, "text": text, "related_id": None}]}

    return {
        "mounts": [
            row(1, "Company Chocobo", tradeable=False, **source("Quest", "My Feisty")),
            row(2, "Parasol Lanner", owned="3%", **source("Trial", "The Jade Stoa")),
            row(3, "Nightbloom Fawn", owned="60%", sources=[]),
        ],
        "minions": [
            row(1, "Mammet #001", **source("Shop", "Gold Saucer")),
            row(2, "Wind-up Cursor", sources=[]),
            row(3, "Clockwork Moth", **source("Crafting", "Alchemist")),
        ],
        "achievements": [
            row(
                each,
                f"Achievement no. {each}",
                points=10 if each < 4 else 20,
                category={"id": 1, "name": "Battle"},
                type={"id": 1, "name": "Character"},
                reward={"type": "Title", "title": {"name": "The Great"}}
                if each == 4
                else None,
            )
            for each in range(1, 6)
        ],
    }


class Eorzea:
    """Both services; `requests` are the paths that were asked for, in order."""

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self._http, self._settings = http, settings
        self.who = Adventurer()
        # What Nodestone sends otherwise than it would.
        self.nodestone: dict[str, Any] = {}
        # Called with the path before each answer.
        self.before_each: Callable[[str], None] = lambda path: None
        self.found: list[tuple[str, str]] = [(ID, self.who.name)]
        self.catalogue = catalogue()
        self.requests: list[str] = []
        # Answers by path, each given once instead; None is as it would be.
        self.faults: dict[str, list[Response | None]] = {}
        settings.LODESTONE_BASE_URL = http.url_for("").rstrip("/")
        settings.FFXIV_COLLECT_BASE_URL = http.url_for("/collect")
        http.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def set_up_nodestone(self) -> None:
        self._settings.NODESTONE_BASE_URL = self._http.url_for("/nodestone")

    def fail(self, path: str, *statuses: int, body: str = "", **headers: str) -> None:
        """Answer with these, one after another; 0 is as it would be."""
        self.faults[path] = [
            Response(body, status, headers=headers) if status else None
            for status in statuses
        ]

    def _answer(self, request: Request) -> Response:
        path = request.path
        query = f"?{request.query_string.decode()}" if request.args else ""
        self.requests.append(path + query)
        self.before_each(path + query)
        if self.faults.get(path) and (fault := self.faults[path].pop(0)) is not None:
            return fault
        if path.startswith("/nodestone/"):
            return self._nodestone(request)
        if path.startswith("/collect/api/"):
            return self._collect(path.removeprefix("/collect/api/"), request)
        page = self._page(path, request)
        return Response(page or "gone", 200 if page else 404, content_type="text/html")

    def _page(self, path: str, request: Request) -> str:
        who = self.who
        is_phone = "iPhone" in request.headers["User-Agent"]
        if path == "/lodestone/character/":
            assert request.args["q"]
            return search_page(self.found)
        if path == PROFILE:
            return profile_page(who)
        match path.removeprefix(PROFILE):
            case "class_job/":
                return jobs_page(who)
            case "mount/":
                return list_page("mount", who.mounts, has_names=is_phone)
            case "minion/":
                return list_page("minion", who.minions, has_names=is_phone)
            case "achievement/":
                number = int(request.args["page"])
                return achievements_page(who.achievements, number)
        return ""

    def _nodestone(self, request: Request) -> Response:
        if request.path != NODESTONE:
            return Response("Not Found", 404, content_type="text/plain")
        who = self.who
        # "AC,CJ" is one value, and gives neither.
        assert request.args.getlist("data") == ["CJ"]
        character = {
            "ID": int(ID),
            "Name": who.name,
            "World": "Balmung",
            "DC": "Crystal",
            "Title": who.title,
            "Race": "Elezen",
            "Tribe": "Wildwood",
            "Gender": "♀",
            "Nameday": "1st Sun of the 1st Astral Moon",
            "GuardianDeity": {"Name": "Halone, the Fury", "Icon": "x"},
            "Town": {"Name": "Gridania", "Icon": "x"},
            "Rank": "Chief Storm Sergeant",
            "FreeCompany": None,
            "Bio": "a<br>b",
            "Avatar": "https://img2.example/n.jpg",
        }
        jobs = {
            job.name.replace(" ", "").capitalize(): {
                "Level": who.levels.get(job.name, "-"),
                "Unlockstate": job.name,
                "CurrentEXP": "1,234",
                "MaxEXP": "--",
            }
            for job in JOBS
        }
        body = {"Character": character, "ClassJobs": {"Bozja": {"Level": 9}, **jobs}}
        for place, value in self.nodestone.items():
            outer, _, inner = place.partition(".")
            (body[outer] if inner else body)[inner or outer] = value
        return _json(body)

    def _collect(self, path: str, request: Request) -> Response:
        if path in self.catalogue:
            rows = self.catalogue[path]
            return _json({"query": {}, "count": len(rows), "results": rows})
        if path == f"characters/{ID}" and self.who.knows_collect:
            return _json(self._character())
        return _json({"status": 404, "error": "Not found"}, status=404)

    def _character(self) -> dict[str, Any]:
        who = self.who
        named = {
            kind: {row["name"]: row["id"] for row in rows}
            for kind, rows in self.catalogue.items()
        }
        times = [
            {"id": each, "time": _moment(EARNED + each * DAY)}
            for each in who.achievements
        ]
        collections: dict[str, Any] = {
            "achievements": {"ids": who.achievements, "obtained": times},
            "mounts": {"ids": [named["mounts"][each] for each in who.mounts]},
            "minions": {"ids": [named["minions"][each] for each in who.minions]},
        }
        for each in collections.values():
            each["public"] = who.is_public_on_collect
            each["count"] = len(each["ids"]) if who.is_public_on_collect else 0
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        return {
            "id": int(ID),
            "name": who.name,
            "last_parsed": who.last_parsed or now,
            **collections,
            "rankings": {"mounts": {"server": 12}},
        }


def _json(body: Any, *, status: int = 200) -> Response:
    # As other servers write it: with what orjson refuses.
    return Response(json.dumps(body), status, content_type="application/json")


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")

"""Nodestone, a server that reads the Lodestone and answers in JSON; the owner's own.

https://github.com/xivapi/nodestone. Used for the profile and the jobs while
NODESTONE_BASE_URL is set. It finds things by their place on the page, so what it says
of a job is believed by the job's name, never by its key. What it doesn't send stays
unknown (`CharacterPage.unknown`).
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.lodestone.answers import CharacterPage
from apps.integrations.lodestone.answers import JobOnPage
from apps.integrations.lodestone.pages import LONGEST_BIO
from apps.integrations.lodestone.pages import cleaned
from apps.integrations.lodestone.pages import number_in
from apps.integrations.lodestone.pages import web_address
from apps.integrations.service import Service

NAME = "Nodestone"
# It reads two pages of the Lodestone for an answer.
PACE = Pace(1.0, patience=60.0)
_GENDERS = {"♂": "male", "♀": "female"}
# Ranks are named for the company: Storm Captain, Chief Serpent Sergeant.
_COMPANIES = {
    "Storm": "Maelstrom",
    "Serpent": "Order of the Twin Adder",
    "Flame": "Immortal Flames",
}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class NodestoneClient(RemoteClient):
    service = NAME
    key = "nodestone"
    pace = PACE

    def __init__(self) -> None:
        super().__init__(
            settings.NODESTONE_BASE_URL,
            headers={"Accept": "application/json"},
            limits=Limits(read=40.0, total=60.0),
        )

    def character(self, lodestone_id: str) -> CharacterPage:
        """The profile, with all jobs. Raises RemoteError."""
        # Without "CJ" it sends no jobs; of `data=AC,CJ` it knows neither.
        answer = self.get(f"Character/{lodestone_id}", params={"data": ["CJ"]})
        return read_character(answer.json(), lodestone_id)

    def error_of(self, answer: Answer) -> RemoteError | None:
        """500 is everything it can't read: private, maintenance, a changed page."""
        status = answer.status
        if status == 404:
            return RemoteNotFound(
                "Nodestone doesn’t have this character.",
                service=NAME,
                status=status,
                what_to_do="Check the id and NODESTONE_BASE_URL.",
            )
        if status == 500:
            return RemoteUnavailable(
                "Nodestone couldn’t read this character and doesn’t say why.",
                service=NAME,
                status=status,
            )
        return super().error_of(answer)


def is_on() -> bool:
    """Whether the owner has named one."""
    return bool(settings.NODESTONE_BASE_URL)


def read_character(body: Any, lodestone_id: str) -> CharacterPage:
    """A character of the answer's JSON. Raises RemoteUnexpected for anything else."""
    found = _dict(body, "Character")
    name, world = _text(found, "Name"), _text(found, "World")
    if not name or not world:
        raise _lacks("the name and world")
    if str(found.get("ID", lodestone_id)) != lodestone_id:
        raise RemoteUnexpected("Nodestone sent another character.", service=NAME)
    jobs = _jobs(_dict(body, "ClassJobs"))
    if not jobs:
        raise _lacks("the jobs")
    company = _dict(found, "FreeCompany")
    rank = _text(found, "Rank")
    grand_company = next(
        (each for word, each in _COMPANIES.items() if word in rank.split()), ""
    )
    written = _BREAK.sub("\n", str(found.get("Bio") or "")).strip()[:LONGEST_BIO]
    said: dict[str, Any] = {
        "title": _text(found, "Title"),
        "data_center": _text(found, "DC"),
        "avatar_url": web_address(_text(found, "Avatar", longest=None)),
        "portrait_url": web_address(_text(found, "Portrait", longest=None)),
        "race": _text(found, "Race"),
        "clan": _text(found, "Tribe"),
        "gender": _GENDERS.get(_text(found, "Gender"), ""),
        "nameday": _text(found, "Nameday"),
        "guardian": _text(_dict(found, "GuardianDeity"), "Name"),
        "city_state": _text(_dict(found, "Town"), "Name"),
        "grand_company": grand_company,
        "grand_company_rank": rank,
        "free_company_id": _digits(company.get("ID")),
        "free_company": _text(company, "Name"),
    }
    return CharacterPage(
        lodestone_id=lodestone_id,
        name=name,
        world=world,
        bio="" if written == "-" else written,
        jobs=jobs,
        # A missed selector and a thing that isn't there look the same.
        unknown=frozenset(each for each, value in said.items() if not value)
        - {"title", "free_company", "free_company_id"},
        **said,
    )


def _jobs(found: dict[str, Any]) -> tuple[JobOnPage, ...]:
    """Those with a name; Bozja and Eureka are in the same object, and have none."""
    jobs = []
    for job in found.values():
        names = _text(job, "Unlockstate") if isinstance(job, dict) else ""
        if names:
            name, _, class_name = names.partition(" / ")
            jobs.append(
                JobOnPage(
                    name.partition(" (")[0],
                    class_name.partition(" (")[0],
                    level=number_in(_text(job, "Level")) or 0,
                    exp=number_in(_text(job, "CurrentEXP")),
                    exp_to_next=number_in(_text(job, "MaxEXP")),
                    is_specialist=None,
                )
            )
    return tuple(jobs)


def _dict(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _text(found: dict[str, Any], name: str, *, longest: int | None = 200) -> str:
    """The text, or the number, at `name`; a locked job's level is "-"."""
    value = found.get(name)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    return cleaned(str(value), longest=longest)


def _digits(value: Any) -> str:
    text = str(value)
    return text if text.isascii() and text.isdecimal() and len(text) <= 25 else ""


def _lacks(what: str) -> RemoteUnexpected:
    return RemoteUnexpected(f"Nodestone didn’t send {what}.", service=NAME)


def check_nodestone() -> str:
    """Whether it answers. Raises RemoteError."""
    with NodestoneClient() as nodestone:
        nodestone.get("Character/Search", params={"name": "Cloud"})
    return "It answers."


SERVICE = Service(
    key="nodestone",
    name="Nodestone",
    purpose="Your own reader of the Lodestone, asked before the site itself.",
    probe=check_nodestone,
    addresses=("NODESTONE_BASE_URL",),
    needs=("NODESTONE_BASE_URL",),
    pace=PACE,
)

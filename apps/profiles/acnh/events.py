"""What happens on a hunt, as overlays hear it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any

from pydantic import Field

from apps.core.plurals import counted
from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import FeedEntries
from apps.realtime.catalogue import FeedText
from apps.realtime.catalogue import Payload

HuntId = Annotated[
    str, Field(description="Id of the hunt (UUID): /api/profiles/acnh/hunts/…")
]
IconUrl = Annotated[str, Field(description="Address of a portrait of the villager")]


class EncounterPayload(Payload):
    """An encounter. The first six keys will never change."""

    villager: Annotated[str, Field(description="Name of the villager")]
    personality: Annotated[str, Field(description="Their personality")]
    species: Annotated[str, Field(description="Their species")]
    icon_url: IconUrl
    encounter_number: Annotated[
        int, Field(description="Which island of the hunt it was, from 1")
    ]
    is_target: Annotated[bool, Field(description="Whether the hunt is for them")]
    recruited: Annotated[bool, Field(description="Whether they move in")]
    times_met: Annotated[
        int,
        Field(description="How often they were met by then, on all public hunts"),
    ]
    encounter_count: Annotated[
        int, Field(description="Encounters of the hunt after this")
    ]
    villager_id: Annotated[int, Field(description="Number of the villager")]
    met_at: Annotated[str, Field(description="When they were met")]
    encounter_id: Annotated[str, Field(description="Id of the encounter (UUID)")]
    hunt_id: HuntId


class HuntPayload(Payload):
    """A hunt after the change."""

    villager: Annotated[
        str,
        Field(description="Who was recruited, or else whom it is for, or “anyone”"),
    ]
    target: Annotated[
        str | None, Field(description="Whom it is for; null if for anyone")
    ]
    result: Annotated[str | None, Field(description="Who was recruited, if anyone")]
    date: Annotated[str, Field(description="The day it began")]
    encounter_count: Annotated[int, Field(description="Islands so far")]
    is_running: Annotated[bool, Field(description="Whether it still goes on")]
    target_icon_url: Annotated[
        str | None, Field(description="Address of a portrait of the target")
    ]
    result_icon_url: Annotated[
        str | None, Field(description="Address of a portrait of who was recruited")
    ]
    hunt_id: HuntId


class HiddenHuntPayload(Payload):
    """A hunt that is no longer public: only its id, so that you can drop it."""

    hunt_id: Annotated[str, Field(description="Id of the hunt (UUID)")]


_HUNT_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"
_ICON = "https://acnhcdn.com/latest/NpcIcon/cat23.png"
_PUBLIC_ONLY = "Private hunts send no events."
_MET = EncounterPayload(
    villager="Raymond",
    personality="Smug",
    species="Cat",
    icon_url=_ICON,
    encounter_number=37,
    is_target=True,
    recruited=False,
    times_met=1,
    encounter_count=37,
    villager_id=308,
    met_at="2026-11-22T22:49:01.123456+00:00",
    encounter_id="0b8f5d5e-3c86-4b54-8b0e-1f6a5f0f8a11",
    hunt_id=_HUNT_ID,
)
_HUNT = HuntPayload(
    villager="Raymond",
    target="Raymond",
    result=None,
    date="2026-11-22",
    encounter_count=0,
    is_running=True,
    target_icon_url=_ICON,
    result_icon_url=None,
    hunt_id=_HUNT_ID,
)


def _about_encounter(
    verb: str, *, title: str, summary: str, when: str, example: EncounterPayload
) -> EventType[EncounterPayload]:
    return EventType(
        name=f"questlog:hunt_{verb}",
        title=title,
        summary=summary,
        when=f"{when} {_PUBLIC_ONLY}",
        payload=EncounterPayload,
        subject="hunt",
        example=example,
        about="villager",
    )


def _ended(payload: Mapping[str, Any]) -> FeedText:
    after = f"after {counted(payload['encounter_count'], 'island')}"
    if payload["result"]:
        return FeedText(title=f"{payload['result']} moves in {after}", about="hunts")
    return FeedText(title=f"Gave up looking for {payload['villager']} {after}")


def _about_hunt(
    verb: str,
    *,
    title: str,
    summary: str,
    when: str,
    example: HuntPayload = _HUNT,
    feed: FeedEntries | None = None,
) -> EventType[HuntPayload]:
    return EventType(
        name=f"questlog:hunt_{verb}",
        title=title,
        summary=summary,
        when=f"{when} {_PUBLIC_ONLY}",
        payload=HuntPayload,
        subject="hunt",
        example=example,
        about="villager",
        feed=feed,
    )


ENCOUNTER = _about_encounter(
    "encounter",
    title="A villager was met",
    summary="The owner went to one more island and met a villager there.",
    when=(
        "When an encounter is recorded. The same press sent again sends no event; the "
        "same villager on another island does."
    ),
    example=_MET,
)
WITHDRAW = _about_encounter(
    "withdraw",
    title="An encounter was taken back",
    summary="It never happened: those after it have numbers one lower now.",
    when="When an encounter is undone.",
    example=_MET.model_copy(update={"encounter_count": 36, "times_met": 0}),
)
START = _about_hunt(
    "start",
    title="A hunt was started",
    summary="The owner is looking for a villager.",
    when="When a hunt begins, or one that was ended goes on.",
)
UPDATE = _about_hunt(
    "update",
    title="A hunt was changed",
    summary="It has another target, date, or recruit, or an encounter was corrected.",
    when=(
        "When the owner changes a hunt, makes it public, corrects an encounter, or "
        "marks one as recruited."
    ),
)
END = _about_hunt(
    "end",
    feed=FeedEntries(kind="hunts", text=_ended),
    title="A hunt has ended",
    summary="Somebody moves in, or the owner gave up.",
    when="When a hunt ends, with a recruit or without.",
    example=_HUNT.model_copy(
        update={
            "result": "Raymond",
            "result_icon_url": _ICON,
            "encounter_count": 38,
            "is_running": False,
        }
    ),
)
HIDE = vanishing(
    "questlog:hunt_hide",
    subject="hunt",
    title="A hunt was made private",
    summary="Only the owner can see it from now on.",
    when="When a public hunt is made private, or the profile with all its hunts.",
    example=HiddenHuntPayload(hunt_id=_HUNT_ID),
)
DELETE = vanishing(
    "questlog:hunt_delete",
    subject="hunt",
    title="A hunt was deleted",
    summary="It no longer exists.",
    when="When a public hunt is deleted. Deleting a private one sends no event.",
    example=HiddenHuntPayload(hunt_id=_HUNT_ID),
)
EVENT_TYPES = (ENCOUNTER, WITHDRAW, START, UPDATE, END, HIDE, DELETE)

"""What happens to characters, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

CharacterId = Annotated[
    str, Field(description="Id of the character (UUID): /api/profiles/poe/characters/…")
]


class CharacterPayload(Payload):
    """A character after the change."""

    character: Annotated[str, Field(description="Name of the character")]
    realm: Annotated[str, Field(description="pc, xbox, sony, or poe2")]
    league: Annotated[str, Field(description="Its league; empty if unknown")]
    class_name: Annotated[str, Field(description="Class, such as Witch")]
    ascendancy: Annotated[
        str, Field(description="Ascendancy, such as Necromancer; empty if none")
    ]
    level: Annotated[int, Field(description="Level, from 1 to 100")]
    main_skill: Annotated[
        str, Field(description="What the build does; empty if unknown")
    ]
    hours: Annotated[float | None, Field(description="Hours played; null if unknown")]
    deaths: Annotated[int | None, Field(description="Deaths; null if unknown")]
    character_id: CharacterId


class HiddenCharacterPayload(Payload):
    """A character that is no longer public: only its id, so that you can drop it."""

    character_id: Annotated[str, Field(description="Id of the character (UUID)")]


_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

UPDATE = EventType(
    name="questlog:poe_character_update",
    title="A Path of Exile character changed",
    summary="The owner changed what Questlog says of a character, or a sync found "
    "another level or league.",
    when="When a name, a league, hours, deaths, or a note is changed, a character is "
    "made public, or a sync finds that it reached a level or moved to another league. "
    "Private characters send no events; an import sends one for all.",
    payload=CharacterPayload,
    subject="poe_character",
    example=CharacterPayload(
        character="VaalSlamDancer",
        realm="pc",
        league="Mirage",
        class_name="Witch",
        ascendancy="Occultist",
        level=94,
        main_skill="Vortex",
        hours=61.5,
        deaths=23,
        character_id=_ID,
    ),
    about="character",
)
HIDE = vanishing(
    "questlog:poe_character_hide",
    subject="poe_character",
    title="A Path of Exile character was made private",
    summary="A character isn’t public anymore.",
    when="When a public character, or the profile, is made private.",
    example=HiddenCharacterPayload(character_id=_ID),
)
DELETE = vanishing(
    "questlog:poe_character_delete",
    subject="poe_character",
    title="A Path of Exile character was deleted",
    summary="A character was deleted.",
    when="When a public character is deleted.",
    example=HiddenCharacterPayload(character_id=_ID),
)

EVENT_TYPES = (UPDATE, HIDE, DELETE)

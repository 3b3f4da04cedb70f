from __future__ import annotations

from typing import Annotated
from typing import Literal

from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Integer
from apps.core.api.strict import Number
from apps.profiles.poe.models.character import NOTES_LENGTH
from apps.profiles.poe.models.profile import NAME_LENGTH
from apps.profiles.poe.models.profile import Realm
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema

RealmName = Literal["pc", "xbox", "sony", "poe2"]


class PoeProfileSchema(ProfileSchema):
    realms: Annotated[list[RealmName], Field(description="Which a sync reads")]
    makes_playthroughs: Annotated[
        bool, Field(description="Whether a sync makes each league a playthrough")
    ]
    characters: int
    leagues: Annotated[
        list[str], Field(description="Of all characters that you may see, by name")
    ]


class PoeUpdateSchema(ProfileUpdateSchema):
    realms: Annotated[
        list[RealmName] | None,
        Field(min_length=1, max_length=4, description="Which a sync reads"),
    ] = None
    makes_playthroughs: Annotated[
        Bool | None,
        Field(description="Whether a sync makes each league a playthrough"),
    ] = None


class GemSchema(BaseModel):
    name: str
    level: int | None
    quality: int | None
    is_support: bool
    is_enabled: bool


class GemGroupSchema(BaseModel):
    slot: Annotated[str, Field(description="What the gems are in; empty if nothing")]
    label: str
    is_main: bool
    gems: Annotated[list[GemSchema], Field(description="Linked with each other")]


class PoeEquipmentSchema(BaseModel):
    slot: Annotated[str, Field(description="Helmet, Ring, Flask 1, Jewel …")]
    name: str
    base: str
    rarity: Annotated[str, Field(description="normal, magic, rare, unique, or relic")]
    item_level: int | None
    sockets: Annotated[str, Field(description="R-R-G B: the first three are linked")]
    properties: list[str]
    implicits: list[str]
    explicits: list[str]
    is_corrupted: bool


class PoePastLeagueSchema(BaseModel):
    league: str
    level: Annotated[int, Field(description="When it was there last")]
    hours: Annotated[float | None, Field(description="Played there; null if unknown")]
    until: Annotated[str, Field(description="When it was found to have left")]


class PoeCharacterSchema(BaseModel):
    id: RowId
    name: str
    realm: Annotated[str, Field(description="pc, xbox, sony, or poe2")]
    league: Annotated[str, Field(description="Empty if unknown")]
    class_name: str
    ascendancy: Annotated[str, Field(description="Empty if there is none")]
    level: int
    experience: int | None
    main_skill: Annotated[str, Field(description="Empty if unknown")]
    passive_count: int
    hours: float | None
    deaths: int | None
    notes: str
    past_leagues: Annotated[
        list[PoePastLeagueSchema], Field(description="Before its present one")
    ]
    missing_since: Annotated[
        str | None, Field(description="Since when the account no longer has it")
    ]
    is_public: bool
    created_at: str
    updated_at: str


class PoeCharacterDetailSchema(PoeCharacterSchema):
    passives: Annotated[
        list[int], Field(description="Numbers of the nodes in the passive tree")
    ]
    gem_groups: Annotated[list[GemGroupSchema], Field(description="The main one first")]
    equipment: list[PoeEquipmentSchema]


class PoeLeagueSchema(BaseModel):
    """A league of one realm that a character is in, or was."""

    id: RowId
    name: str
    realm: Annotated[str, Field(description="pc, xbox, sony, or poe2")]
    starts_at: Annotated[str | None, Field(description="Null if unknown, or never")]
    ends_at: Annotated[str | None, Field(description="Null if unknown, or never")]
    is_event: bool
    missing_since: Annotated[
        str | None, Field(description="Since when Path of Exile no longer lists it")
    ]
    characters: Annotated[
        int, Field(description="That are in it or were, of those you may see")
    ]
    highest_level: Annotated[int | None, Field(description="Of those that are in it")]
    hours: Annotated[float | None, Field(description="Played in it, as you entered it")]
    playthrough_id: Annotated[
        str | None, Field(description="Id of its playthrough, if you may see one")
    ]


class PoeCharacterPageSchema(PageSchema):
    items: list[PoeCharacterSchema]


class PoeCharacterFilters(BaseModel):
    """Parameters of `GET /profiles/poe/characters`; characters match all of them."""

    league: Annotated[str | None, Field(max_length=NAME_LENGTH)] = None
    class_name: Annotated[
        str | None, Field(max_length=50, description="A class or an ascendancy")
    ] = None
    realm: Realm | None = None
    ordering: str = "-level"


class PoeCharacterUpdateSchema(Input):
    """Fields you don't send stay as they are."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)] = ""
    league: Annotated[str, Field(max_length=NAME_LENGTH)] = ""
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    hours: Annotated[Number | None, Field(ge=0, le=999_999)] = None
    deaths: Annotated[Integer | None, Field(ge=0, le=1_000_000)] = None
    is_public: Bool = True

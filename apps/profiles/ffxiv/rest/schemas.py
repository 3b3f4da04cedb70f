from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.profiles.ffxiv.models import Kind
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema


class CollectionCountSchema(BaseModel):
    owned: int
    total: Annotated[int, Field(description="How many there are in the game")]
    hidden_since: Annotated[
        str | None, Field(description="Set while the list is private; counts stay")
    ]


class FFXIVCharacterSchema(BaseModel):
    id: RowId
    lodestone_id: str
    is_main: bool
    name: str
    title: str
    world: str
    data_center: str
    avatar_url: str
    portrait_url: str
    race: str
    clan: str
    gender: str
    nameday: str
    guardian: str
    city_state: str
    grand_company: str
    grand_company_rank: str
    free_company_id: Annotated[str, Field(description="19 digits")]
    free_company: str
    access: Annotated[
        str,
        Field(description="What the Lodestone shows: open, header, private, or gone"),
    ]
    access_since: str | None
    is_verified: Annotated[bool, Field(description="Proven to be the owner's")]
    jobs_read_at: str | None
    collections_read_at: str | None
    jobs_at_max: int
    achievement_points: int
    achievements: CollectionCountSchema
    mounts: CollectionCountSchema
    minions: CollectionCountSchema


class FFXIVProfileSchema(ProfileSchema):
    id: RowId
    catalogue_synced: str | None
    characters: list[FFXIVCharacterSchema]


class FFXIVUpdateSchema(ProfileUpdateSchema):
    pass


class FFXIVJobSchema(BaseModel):
    job: str
    role: Annotated[
        str,
        Field(description="Tank, Healer, Melee, Ranged, Magic, Hand, Land, or Other"),
    ]
    level: Annotated[int, Field(description="0 for a job that wasn't begun")]
    is_max: bool
    exp: int | None
    exp_to_next: int | None
    is_specialist: bool


class LevelSchema(BaseModel):
    job: str
    level: int
    seen_at: Annotated[str, Field(description="When a sync found it")]


class SourceSchema(BaseModel):
    type: str
    text: str


class CollectableSchema(BaseModel):
    id: RowId
    kind: str
    game_id: Annotated[int, Field(description="The game's own id")]
    name: Annotated[str, Field(description="Empty while the catalogue lacks it")]
    description: str
    patch: str
    icon_url: str
    image_url: str
    owned_percent: Annotated[
        int | None, Field(description="Of the characters on FFXIV Collect")
    ]
    points: int | None
    category: str
    group: str
    reward: str
    tradeable: bool | None
    sources: Annotated[list[SourceSchema], Field(description="Where to get it")]
    is_owned: bool
    earned_at: Annotated[
        str | None, Field(description="Only of achievements that were earned")
    ]
    missing_since: Annotated[
        str | None, Field(description="Since when answers lack it for the character")
    ]


class CollectablePageSchema(PageSchema):
    items: list[CollectableSchema]


class CollectableFilters(BaseModel):
    kind: Kind
    owned: bool | None = None
    q: Annotated[str | None, Field(max_length=100)] = None
    source: Annotated[
        str | None, Field(max_length=200, description="Type of a source, as in Trial")
    ] = None
    category: Annotated[str | None, Field(max_length=200)] = None
    ordering: str = "name"


class FoundCharacterSchema(BaseModel):
    lodestone_id: str
    name: str
    world: str
    data_center: str
    avatar_url: str


class CharacterSearchSchema(BaseModel):
    items: list[FoundCharacterSchema]
    page: int
    pages: int


class SearchQuery(BaseModel):
    name: Annotated[str, Field(min_length=2, max_length=50)]
    world: Annotated[str, Field(max_length=30, pattern=r"^\w*$")] = ""
    page: Annotated[int, Field(ge=1, le=20)] = 1


class AddCharacterSchema(Input):
    lodestone_id: Annotated[
        str, Field(max_length=300, description="The id, or the page's address")
    ]


class ChangeCharacterSchema(Input):
    is_main: Annotated[Bool, Field(description="True shows this character first")]


class VerificationSchema(BaseModel):
    is_verified: bool
    code: Annotated[str, Field(description="Put it into the character's profile text")]

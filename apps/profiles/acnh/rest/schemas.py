from __future__ import annotations

from datetime import date as Date
from typing import Annotated
from typing import Any

from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Integer
from apps.profiles.acnh.models.encounter import KEY_LENGTH
from apps.profiles.acnh.models.encounter import NOTES_LENGTH
from apps.profiles.acnh.models.hunt import NOTES_LENGTH as HUNT_NOTES_LENGTH
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema

# The existing clients' part ----------------------------------------------------


class VillagerSchema(BaseModel):
    id: Annotated[int, Column("number")]
    name: str
    species: str
    personality: str
    icon_url: str
    image_url: str


class EncounterSchema(BaseModel):
    id: RowId
    villager: VillagerSchema
    timestamp: Annotated[str, Column("met_at")]
    recruited: bool
    notes: str
    encounters: Annotated[
        int, Field(description="How often they were met by then, on all hunts")
    ]


class HuntSchema(BaseModel):
    id: RowId
    date: str
    target_villager: VillagerSchema | None
    result_villager: VillagerSchema | None
    encounter_count: int
    encounters: Annotated[
        list[EncounterSchema], Field(description="The last five, newest first")
    ]


class HuntResponseSchema(BaseModel):
    hunt: HuntSchema | None


class HuntRecordSchema(BaseModel):
    id: RowId
    date: str
    encounter_count: int
    result_villager: VillagerSchema | None


class PersonalityStatSchema(BaseModel):
    personality: str
    count: int


class SpeciesStatSchema(BaseModel):
    species: str
    count: int


class TopVillagerSchema(BaseModel):
    villager: VillagerSchema
    count: int


class ACNHStatsSchema(BaseModel):
    total_hunts: int
    total_islands: int
    avg_islands_per_hunt: float
    most_encountered: list[TopVillagerSchema]
    personality_distribution: list[PersonalityStatSchema]
    species_distribution: list[SpeciesStatSchema]
    shortest_hunt: HuntRecordSchema | None
    longest_hunt: HuntRecordSchema | None


# Questlog's own ------------------------------------------------------------------


class VillagerDetailSchema(VillagerSchema):
    game_id: Annotated[
        str | None, Field(description="The game's own id; null if it isn't known yet")
    ]
    gender: str
    birthday: Annotated[str, Field(description="Month and day: 8/11")]
    catchphrase: Annotated[
        str, Field(description="Empty until villagers are refreshed from Nookipedia")
    ]
    on_islands: Annotated[bool, Field(description="False if they come by amiibo only")]
    portrait_url: Annotated[
        str | None,
        Field(description="Where Questlog itself serves their icon; null if it can't"),
    ]


class VillagerPageSchema(PageSchema):
    items: list[VillagerDetailSchema]


class IslandSchema(ProfileSchema):
    residents: list[VillagerSchema]


class HuntEncounterSchema(EncounterSchema):
    number: Annotated[
        int, Column("position"), Field(description="Which island of the hunt, from 1")
    ]
    is_target: bool
    recorded_by: Annotated[str, Field(description="Account; empty in public answers")]


class HuntSummarySchema(BaseModel):
    id: RowId
    date: str
    target: VillagerSchema | None
    result: VillagerSchema | None
    is_running: bool
    ended_at: str | None
    encounter_count: int
    notes: str
    is_public: bool
    created_at: str
    updated_at: str


class HuntDetailSchema(HuntSummarySchema):
    encounters: Annotated[
        list[HuntEncounterSchema], Field(description="All of them, newest first")
    ]


class HuntPageSchema(PageSchema):
    items: list[HuntSummarySchema]


class MonthStatSchema(BaseModel):
    month: Annotated[str, Field(description="2026-11")]
    hunts: int
    islands: int


class HuntStatsSchema(ACNHStatsSchema):
    recruited: Annotated[int, Field(description="Hunts that ended with a recruit")]
    different_villagers: int
    months: Annotated[
        list[MonthStatSchema], Field(description="By the day the hunt began")
    ]


class OddsSchema(BaseModel):
    villager: VillagerDetailSchema
    is_possible: Annotated[
        bool, Field(description="False for amiibo-only villagers and residents")
    ]
    chance: Annotated[float, Field(description="On each island, from 0 to 1")]
    one_in: Annotated[
        int | None, Field(description="1 in so many islands; also the number to expect")
    ]
    found_by_now: Annotated[
        float, Field(description="Share of hunters who are done after `islands`")
    ]
    half_by: Annotated[int | None, Field(description="Islands after which half are")]
    nine_in_ten_by: int | None


class OddsQuery(BaseModel):
    islands: Annotated[int, Field(ge=0, le=1_000_000, description="Islands so far")] = 0


class HuntFilters(BaseModel):
    """The parameters of `GET /profiles/acnh/hunts`; hunts must match all of them."""

    running: bool | None = None
    target: Annotated[
        str | None, Field(description="Number, game id, or name of a villager")
    ] = None
    ordering: str = "-date"


class VillagerFilters(BaseModel):
    """Parameters of `GET /profiles/acnh/villagers`; villagers match all of them."""

    species: str | None = None
    personality: str | None = None
    q: Annotated[
        str | None, Field(max_length=50, description="What the name begins with")
    ] = None


VillagerKey = Annotated[
    Integer | Annotated[str, Field(min_length=1, max_length=50)],
    Field(description="Number, id (UUID), game id (cat23), or name"),
]
HuntNotes = Annotated[str, Field(max_length=HUNT_NOTES_LENGTH)]


def _written_date(value: Any) -> Any:
    """As text only: a number is a moment to pydantic."""
    if not isinstance(value, str | Date):
        raise ValueError("Send a day as text: 2026-11-22.")
    return value


Day = Annotated[Date, BeforeValidator(_written_date)]


class IslandUpdateSchema(ProfileUpdateSchema):
    """Sets the profile up where it isn't yet. Fields you don't send stay."""

    residents: Annotated[list[VillagerKey], Field(max_length=10)] = []


class HuntUpdateSchema(Input):
    """Fields you don't send stay as they are."""

    date: Day = Date.min
    target: VillagerKey | None = None
    notes: HuntNotes = ""
    is_public: Bool = True


class HuntCreateSchema(HuntUpdateSchema):
    """All fields are optional: a public hunt for anyone that begins today."""


class EncounterCreateSchema(Input):
    """`key` makes repeats safe: the same key records one encounter."""

    villager: VillagerKey
    recruited: Bool = False
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    key: Annotated[str | None, Field(min_length=1, max_length=KEY_LENGTH)] = None


class EncounterUpdateSchema(Input):
    """Fields you don't send stay as they are."""

    villager: VillagerKey = 0
    recruited: Bool = False
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""


class HuntEndSchema(Input):
    """Without `result`, it is who was recruited; null says that nobody was."""

    result: VillagerKey | None = None

from __future__ import annotations

from datetime import date as Date
from typing import Annotated
from typing import Literal

from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.core.api.strict import cut_to
from apps.core.api.strict import none_if_empty
from apps.profiles.destiny.models.activity import Category
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema

LONGEST_PAGE = 500
OptionalText = Annotated[str | None, BeforeValidator(none_if_empty)]

# The existing clients' part ----------------------------------------------------


class CharacterSchema(BaseModel):
    id: RowId
    character_id: str
    character_class: Annotated[str, Field(description="Empty if it isn't known")]
    race: str
    gender: str
    light_level: Annotated[int, Column("light")]
    minutes_played: int
    date_last_played: Annotated[str | None, Column("last_played")]
    emblem_path: Annotated[str, Field(description="Below https://www.bungie.net")]
    emblem_background_path: str
    is_deleted: bool


class DestinyProfileSchema(BaseModel):
    id: RowId
    bungie_name: str
    bungie_name_code: int | None
    membership_type: int
    membership_id: str
    last_synced: str | None
    characters: list[CharacterSchema]
    character_count: int
    activity_count: int


class AggregateStatsSchema(BaseModel):
    mode: Annotated[str, Field(description="Bungie's word: raid, allPvP, …")]
    scope: Annotated[str, Field(description="account, deleted, or character")]
    character_id: str | None
    activities_entered: int
    activities_won: int
    activities_cleared: int
    kills: int
    deaths: int
    assists: int
    precision_kills: int
    suicides: int
    best_single_game_kills: int
    longest_kill_spree: int
    longest_single_life: int
    orbs_dropped: int
    resurrections_performed: int
    resurrections_received: int
    seconds_played: int
    average_lifespan: Annotated[float, Field(description="In seconds")]
    kd_ratio: float
    kda_ratio: float
    efficiency: float
    best_single_game_score: int
    fastest_completion: Annotated[int, Field(description="In milliseconds; 0: none")]
    longest_kill_distance: Annotated[float, Field(description="In meters")]
    total_kill_distance: Annotated[float, Field(description="In meters")]
    highest_light_level: int
    combat_rating: float


class ActivitySchema(BaseModel):
    instance_id: str
    activity_name: str
    mode_name: str
    mode_category: Annotated[str, Column("category")]
    period: Annotated[str, Field(description="When it began")]
    duration_seconds: int
    completed: bool
    standing: int | None
    kills: int
    deaths: int
    assists: int
    score: int
    team_score: int
    kd_ratio: float
    efficiency: float
    has_pgcr: bool
    character_class: str


class ActivityListSchema(BaseModel):
    total: int
    activities: list[ActivitySchema]


class CarnageEntrySchema(BaseModel):
    display_name: str
    character_class: str
    light_level: Annotated[int, Column("light")]
    is_self: bool
    kills: int
    deaths: int
    assists: int
    score: int
    completed: bool
    time_played_seconds: int


class ActivityDetailSchema(BaseModel):
    instance_id: str
    activity_name: str
    mode_name: str
    mode_category: Annotated[str, Column("category")]
    period: str
    duration_seconds: int
    completed: bool
    standing: int | None
    kills: int
    deaths: int
    assists: int
    score: int
    team_score: int
    kd_ratio: float
    efficiency: float
    character_class: str
    pgcr_entries: Annotated[
        list[CarnageEntrySchema] | None,
        Field(description="Null while its report isn't fetched"),
    ]


class RaidBreakdownSchema(BaseModel):
    activity_name: Annotated[str, Field(description="Without the difficulty")]
    attempts: int
    clears: int
    fastest_seconds: Annotated[
        int | None, Field(description="Of clears from the start; null without one")
    ]


class RaidStatsSchema(BaseModel):
    total_attempts: int
    total_clears: int
    clear_rate: Annotated[float, Field(description="From 0 to 1")]
    total_kills: int
    total_deaths: int
    raids: list[RaidBreakdownSchema]


class StatsQuery(BaseModel):
    scope: OptionalText = None
    mode: OptionalText = None
    character_id: OptionalText = None


class DestinyActivityQuery(BaseModel):
    mode_category: OptionalText = None
    character_id: OptionalText = None
    completed: Annotated[bool | None, BeforeValidator(none_if_empty)] = None
    limit: Annotated[int, Field(ge=1), cut_to(LONGEST_PAGE)] = 50
    offset: Annotated[int, Field(ge=0), cut_to(2**31 - 1)] = 0


# The profile's own part ----------------------------------------------------------


class DestinyAccountSchema(ProfileSchema):
    """The profile, with its game."""

    bungie_name: Annotated[str, Field(description="As in Guardian#0042; or empty")]
    platform: Annotated[str, Field(description="Empty before the first sync")]
    membership_type: int
    membership_id: str
    private_since: Annotated[
        str | None, Field(description="Since when Bungie shows the history to nobody")
    ]
    triumph_score: int | None
    lifetime_triumph_score: int | None
    guardian_rank: int | None
    activity_count: int
    characters: list[CharacterSchema]


class DestinyAccountUpdateSchema(ProfileUpdateSchema):
    bungie_name: Annotated[
        str | None,
        Field(
            max_length=40,
            description="With its number, as in Guardian#0042. The next sync finds "
            "the account.",
        ),
    ] = None


EarnedAfter = Annotated[
    str | None,
    Field(description="The last sync that saw it open; null: it was earned before"),
]
EarnedBy = Annotated[
    str | None, Field(description="The first sync that saw it; null while it is open")
]
Progress = Annotated[int, Field(description="Of `goal`")]


class DestinyTitleSchema(BaseModel):
    record_hash: int
    name: str
    seal: str
    is_earned: bool
    gilded_count: int
    progress: Progress
    goal: Annotated[int, Field(description="Triumphs that it takes; 0 if unknown")]
    earned_after: EarnedAfter
    earned_by: EarnedBy


class DestinyTriumphSchema(BaseModel):
    """A record of the game, on the account or on its best character."""

    id: RowId
    record_hash: int
    name: str
    description: str
    kind: Annotated[str, Field(description="Such as Triumphs; empty if unknown")]
    title: Annotated[str | None, Field(description="The title that it counts for")]
    score: int
    is_complete: bool
    progress: Progress
    goal: int
    completed_count: int
    earned_after: EarnedAfter
    earned_by: EarnedBy


class DestinyTriumphPageSchema(PageSchema):
    items: list[DestinyTriumphSchema]


class DestinyTriumphFilters(BaseModel):
    is_complete: bool | None = None
    title: Annotated[
        str | None, Field(max_length=200, description="Its name, in any case")
    ] = None
    name: Annotated[
        str | None, Field(max_length=200, description="Part of the name, in any case")
    ] = None
    ordering: Annotated[
        str, Field(description="earned_by, record_hash; -… for descending")
    ] = "-earned_by"


class DestinyWeaponUseSchema(BaseModel):
    """A weapon in one activity."""

    item_hash: Annotated[int, Column("hash")]
    name: str
    kind: Annotated[str, Field(description="Such as Hand Cannon; empty if unknown")]
    kills: int
    precision_kills: int
    image_path: Annotated[str, Field(description="Below https://www.bungie.net")]


class DestinyCarnageEntrySchema(CarnageEntrySchema):
    weapons: Annotated[
        list[DestinyWeaponUseSchema], Field(description="Most kills first")
    ]


class DestinyWeaponSchema(BaseModel):
    """A weapon over all reports that are fetched, reissues counted together."""

    name: str
    kind: str
    activities: Annotated[
        int, Field(description="One with two reissues of it counts twice")
    ]
    kills: int
    precision_kills: int
    image_path: Annotated[str, Field(description="Below https://www.bungie.net")]


class DestinyWeaponsQuery(BaseModel):
    category: Category | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class DestinyActivitySchema(ActivitySchema):
    """An activity of one character, with what its report shows."""

    id: RowId
    character_id: str
    raid: Annotated[
        str, Field(description="The name without the difficulty, of any activity")
    ]
    is_clear: Annotated[bool, Field(description="Completed, by its objective")]
    time_played_seconds: int
    player_count: int
    image_path: Annotated[str, Field(description="Below https://www.bungie.net")]


class DestinyActivityPageSchema(PageSchema):
    items: list[DestinyActivitySchema]


class DestinyActivityDetailSchema(DestinyActivitySchema):
    values: Annotated[
        dict[str, float], Field(description="Every figure, by Bungie's id of it")
    ]
    pgcr_entries: Annotated[
        list[DestinyCarnageEntrySchema] | None,
        Field(description="Null while its report isn't fetched"),
    ]


class DestinyActivityFilters(BaseModel):
    category: Category | None = None
    character_id: str | None = None
    raid: Annotated[
        str | None,
        Field(max_length=200, description="Name without the difficulty, in any case"),
    ] = None
    is_clear: bool | None = None
    since: Annotated[Date | None, Field(description="First day, of the owner")] = None
    until: Annotated[Date | None, Field(description="Last day, of the owner")] = None
    ordering: Annotated[
        str, Field(description="period, duration_seconds, kills; -… for descending")
    ] = "-period"


class DestinyRaidSchema(RaidBreakdownSchema):
    """A raid or dungeon over all of its difficulties."""

    category: Literal["raid", "dungeon"]
    image_path: str
    kills: int
    deaths: int
    seconds_played: int
    flawless_clears: Annotated[
        int,
        Field(description="From the start, and nobody died; by the reports fetched"),
    ]
    fewest_players: Annotated[
        int | None,
        Field(description="Who took part in the smallest clear from the start"),
    ]
    first_clear: str | None
    last_clear: str | None


class DestinyRaidsSchema(BaseModel):
    raids: list[DestinyRaidSchema]
    reports_missing: Annotated[
        int, Field(description="Raids and dungeons whose report isn't fetched")
    ]


class DestinyDaySchema(BaseModel):
    date: Annotated[str, Field(description="Of the owner's time zone")]
    activities: int
    seconds_played: int


class CalendarQuery(BaseModel):
    year: Annotated[int | None, Field(ge=2014, le=2100)] = None

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema

# The existing clients' part ----------------------------------------------------

FURTHEST = 1_000_000_000


def between(least: int, most: int) -> AfterValidator:
    """A number outside counts as the nearest one inside."""
    return AfterValidator(lambda value: max(least, min(value, most)))


Offset = Annotated[int, between(0, FURTHEST)]


class WarframeProfileSchema(BaseModel):
    id: RowId
    display_name: str
    account_id: str
    platform: str
    wf_created_at: str | None
    mastery_rank: int
    player_level: Annotated[int, Column("mastery_rank")]
    title: str
    missions_completed: int
    missions_quit: int
    missions_failed: int
    missions_interrupted: int
    missions_dumped: int
    time_played_seconds: int
    pickup_count: int
    daily_focus: int
    migrated_to_console: bool
    last_synced: str | None
    weapons_tracked: int
    total_weapon_kills: int


class WeaponSchema(BaseModel):
    weapon_path: Annotated[str, Column("path")]
    weapon_name: str
    fired: int
    hits: int
    kills: int
    headshots: int
    assists: int
    equip_time_seconds: float
    xp: int
    accuracy: float
    headshot_rate: float


class WeaponListSchema(BaseModel):
    total: int
    weapons: list[WeaponSchema]


class MissionSchema(BaseModel):
    node_tag: Annotated[str, Column("tag")]
    completes: int


class AffiliationSchema(BaseModel):
    syndicate_tag: Annotated[str, Column("tag")]
    standing: int
    title_rank: int


class SnapshotSchema(BaseModel):
    id: RowId
    captured_at: str
    trigger: str
    mastery_rank: int
    time_played_seconds: int
    missions_completed: int
    pickup_count: int
    total_weapon_kills: int
    weapons_tracked: int


class WarframeStatsSchema(BaseModel):
    mastery_rank: int
    time_played_seconds: int
    time_played_hours: float
    missions_completed: int
    missions_failed: int
    missions_quit: int
    total_weapon_kills: int
    total_weapon_fired: int
    total_weapon_hits: int
    total_headshots: int
    overall_accuracy: float
    overall_headshot_rate: float
    weapons_tracked: int
    nodes_played: int
    syndicates_joined: int
    snapshots_captured: int


class MasteryPointSchema(BaseModel):
    date: str
    mastery_rank: int


class MasterySchema(BaseModel):
    current_rank: int
    history: list[MasteryPointSchema]


class CategoryCompletionSchema(BaseModel):
    category: str
    mastered: int
    total: int
    pct: float


class CompletionSchema(BaseModel):
    total_masterable: int
    total_mastered: int
    completion_pct: float
    categories: list[CategoryCompletionSchema]


class FrameSchema(BaseModel):
    name: str
    weapon_path: Annotated[str, Column("path")]
    image_name: str
    equip_time_seconds: float
    equip_time_hours: float
    kills: int
    is_prime: bool
    mastery_req: int


class ProgressionPointSchema(BaseModel):
    date: str
    mastery_rank: int
    time_played_hours: float
    missions_completed: int
    total_weapon_kills: int
    weapons_tracked: int


class ProgressionSummarySchema(BaseModel):
    tracked_since: str
    days_tracked: int
    sessions: int
    current_mastery_rank: int
    mr_gained: int
    mr_per_month: float
    current_hours_played: float
    hours_in_window: float
    hours_per_week: float
    avg_session_hours: float
    projected_mr30_date: str | None


class ProgressionSchema(BaseModel):
    summary: ProgressionSummarySchema
    series: list[ProgressionPointSchema]


class AcquisitionSchema(BaseModel):
    acquisition: str
    count: int
    mastery_points: int


class RemainingItemSchema(BaseModel):
    name: str
    category: str
    mastery_req: int
    mastery_value: int
    is_prime: bool
    vaulted: bool
    equippable: bool
    acquisition: str
    tags: list[str]
    vault_date: str
    owned: bool
    mastery_progress: int


class RemainingSchema(BaseModel):
    current_mastery_rank: int
    total_remaining: int
    total_obtainable: int
    obtainable_mastery_points: int
    by_acquisition: list[AcquisitionSchema]
    items: list[RemainingItemSchema]


# Questlog's own ------------------------------------------------------------------


class WarframeDetailSchema(WarframeProfileSchema, ProfileSchema):
    rank_name: str
    mastered_items: int
    masterable_items: int
    item_points: Annotated[
        int,
        Field(description="Mastery points of items; nodes and junctions are extra"),
    ]
    intrinsic_points: int
    junction_points: int


class WarframeUpdateSchema(ProfileUpdateSchema):
    pass


class WeaponDetailSchema(WeaponSchema):
    id: RowId
    category: Annotated[
        str | None, Field(description="Null for what isn't in the catalogue")
    ]
    kind: str | None
    image_name: str | None


class WeaponPageSchema(PageSchema):
    items: list[WeaponDetailSchema]


class WeaponFilters(BaseModel):
    q: Annotated[str | None, Field(max_length=100)] = None
    category: Annotated[str | None, Field(max_length=40)] = None
    used: Annotated[
        bool | None, Field(description="Whether it has kills or was equipped")
    ] = None
    ordering: str = "-kills"


class MasteryItemSchema(BaseModel):
    id: RowId
    path: str
    name: str
    category: str
    kind: str
    mastery_req: int
    cap: int
    points: Annotated[int, Field(description="Mastery points at the full rank")]
    rank: Annotated[int, Field(description="Rank of the item by now")]
    xp: int
    threshold: Annotated[int, Field(description="Affinity at which it is mastered")]
    percent: int
    is_mastered: bool
    is_owned: Annotated[bool, Field(description="Whether it ever earned affinity")]
    is_prime: bool
    vaulted: bool
    vault_date: str | None
    equippable: bool
    acquisition: str
    tags: list[str]
    image_name: str


class MasteryPageSchema(PageSchema):
    items: list[MasteryItemSchema]


class MasteryFilters(BaseModel):
    q: Annotated[str | None, Field(max_length=100)] = None
    category: Annotated[str | None, Field(max_length=40)] = None
    acquisition: Annotated[
        str | None,
        Field(max_length=60, description="Where to get it; empty for unknown"),
    ] = None
    mastered: bool | None = None
    owned: bool | None = None
    vaulted: bool | None = None
    prime: bool | None = None
    equippable: bool | None = None
    ordering: str = "-points"

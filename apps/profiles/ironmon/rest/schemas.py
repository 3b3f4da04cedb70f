from __future__ import annotations

from datetime import date as Date
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Self

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import Field
from pydantic import model_validator

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Int
from apps.core.api.strict import cut_to
from apps.core.api.strict import none_if_empty
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.run import NOTES_LENGTH
from apps.profiles.schemas import ProfileSchema
from apps.profiles.schemas import ProfileUpdateSchema

LONGEST_PAGE = 500

# The existing clients' part ----------------------------------------------------


class CheckpointStatSchema(BaseModel):
    order: Annotated[int, Column("position")]
    name: str
    trainer: str
    entered: Annotated[
        int, Field(description="Runs that came past the checkpoint before")
    ]
    survived: Annotated[
        int, Field(description="Runs whose furthest checkpoint is this or a later one")
    ]
    survival_rate: Annotated[float, Field(description="From 0 to 1")]


class IronMONStatsSchema(BaseModel):
    challenge: Annotated[str, Field(description="Its name; empty where there is none")]
    total_runs: int
    victories: int
    victory_rate: Annotated[float, Field(description="From 0 to 1")]
    runs_with_results: int
    checkpoints: list[CheckpointStatSchema]


class RunSchema(BaseModel):
    seed_number: int
    challenge: str
    highest_checkpoint: str | None
    highest_checkpoint_order: int | None
    is_victory: bool
    defeated_by: dict[str, Any] | None
    started_at: Annotated[
        str, Field(description="When it was recorded, where its start is unknown")
    ]


class PagedRunSchema(BaseModel):
    items: list[RunSchema]
    count: int


class RunResponseSchema(BaseModel):
    seed_number: int
    challenge: str
    created: bool


class CheckpointDetailSchema(BaseModel):
    id: Annotated[int, Column("number")]
    name: str
    trainer: str
    order: Annotated[int, Column("position")]


class ChallengeDetailSchema(BaseModel):
    id: Annotated[int, Column("number")]
    slug: str
    name: str
    checkpoints: list[CheckpointDetailSchema]


class CheckpointResultResponseSchema(BaseModel):
    seed_number: int
    checkpoint: str
    checkpoint_order: int
    created: bool


class DefeatResponseSchema(BaseModel):
    seed_number: int
    defeated_by: dict[str, Any] | None
    recorded: bool


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("This must not be empty.")
    return value.strip()


ShortText = Annotated[str, Field(max_length=NAME_LENGTH)]
ShortName = Annotated[ShortText, AfterValidator(_not_blank)]
ChallengeSlug = Annotated[str | None, BeforeValidator(none_if_empty)]


class ChallengeQuery(BaseModel):
    challenge: Annotated[
        ChallengeSlug, Field(description="Slug. Default: the first challenge")
    ] = None


class RunQuery(BaseModel):
    challenge: Annotated[
        ChallengeSlug, Field(description="Slug. Default: runs of all challenges")
    ] = None
    limit: Annotated[
        int, Field(ge=1, description=f"At most {LONGEST_PAGE}"), cut_to(LONGEST_PAGE)
    ] = 100
    offset: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0


class CreateRunSchema(Input):
    seed_number: Int
    challenge_slug: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]


class RecordCheckpointSchema(Input):
    checkpoint_name: Annotated[
        Int | ShortName,
        Field(description="In any spelling, or the tracker's id of the trainer"),
    ]


class RecordDefeatSchema(Input):
    """`is_wild` is false by default; a wild Pokémon has no trainer."""

    pokemon: ShortName
    pokemon_id: Int | None = None
    level: Int | None = None
    trainer: ShortText | None = None
    is_wild: Bool = False


# Questlog's own ------------------------------------------------------------------


class IronmonProfileSchema(ProfileSchema):
    """The profile; its challenges and runs have addresses of their own."""


class IronmonProfileUpdateSchema(ProfileUpdateSchema):
    """Sets the profile up where it isn't yet. Fields you don't send stay."""


class ChallengeCheckpointSchema(CheckpointDetailSchema):
    aliases: Annotated[list[str], Field(description="Other names that are taken")]
    trainer_ids: Annotated[list[int], Field(description="As the trackers know them")]


class IronmonChallengeSchema(BaseModel):
    id: Annotated[int, Column("number")]
    slug: str
    name: str
    run_count: int
    checkpoints: list[ChallengeCheckpointSchema]


class CheckpointInputSchema(Input):
    """One known by its id or name keeps the fields that you don't send."""

    id: Annotated[
        Int | None, Field(description="Of one that is there already, to rename it")
    ] = None
    name: ShortName
    trainer: ShortText = ""
    aliases: Annotated[list[ShortName], Field(max_length=20)] = []
    trainer_ids: Annotated[list[Int], Field(max_length=20)] = []


class ChallengeUpdateSchema(Input):
    """`checkpoints` in their order; without them they stay as they are."""

    name: ShortName
    checkpoints: Annotated[
        list[CheckpointInputSchema] | None, Field(max_length=200)
    ] = None


class IronmonRunSchema(BaseModel):
    id: RowId
    seed_number: int
    challenge: Annotated[str, Field(description="Its name")]
    challenge_slug: str
    furthest: Annotated[CheckpointDetailSchema | None, Field(description="Cleared")]
    outcome: Literal["running", "lost", "won"]
    defeated_by: dict[str, Any] | None
    defeat_place: Annotated[str, Field(description="Empty where it is unknown")]
    started_at: Annotated[str | None, Field(description="Null where it is unknown")]
    ended_at: str | None
    notes: str
    vod_url: str
    vod_seconds: Annotated[
        int | None, Field(description="Where the run begins in the recording")
    ]
    created_at: str
    updated_at: str


class IronmonRunPageSchema(PageSchema):
    items: list[IronmonRunSchema]


class RunResultSchema(BaseModel):
    checkpoint: CheckpointDetailSchema
    cleared_at: Annotated[str | None, Field(description="Null where it is unknown")]


class IronmonRunDetailSchema(IronmonRunSchema):
    results: list[RunResultSchema]


class CurrentRunSchema(BaseModel):
    run: Annotated[
        IronmonRunDetailSchema | None,
        Field(description="The run that was started last; null before the first one"),
    ]


class IronmonRunStartSchema(Input):
    """Without a number the run gets the next one."""

    challenge_slug: Annotated[
        str | None, Field(description="Default: the challenge of the current run")
    ] = None
    seed_number: Int | None = None


class IronmonDefeatSchema(RecordDefeatSchema):
    """What ended the run; it replaces what was recorded before."""

    place: ShortText = ""


class IronmonRunFilters(BaseModel):
    """Parameters of `GET /profiles/ironmon/runs`; runs match all of them."""

    challenge: Annotated[str | None, Field(description="Slug")] = None
    outcome: Literal["running", "lost", "won"] | None = None
    furthest: Annotated[
        str | None, Field(description="Name of the furthest checkpoint")
    ] = None
    ordering: str = "-seed_number"


class IronmonRunUpdateSchema(Input):
    """Fields you don't send stay as they are."""

    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    vod_url: Annotated[str, Field(max_length=500)] = ""
    vod_seconds: Int | None = None


class SpanQuery(ChallengeQuery):
    since: Annotated[Date | None, Field(description="Runs from this day on")] = None
    until: Annotated[Date | None, Field(description="Runs up to this day")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("“until” is before “since”.")
        return self


class PersonalBestSchema(BaseModel):
    run_id: Annotated[str, Column("uuid")]
    seed_number: int
    checkpoint: str
    checkpoint_order: int


class CountSchema(BaseModel):
    name: str
    count: int


class DayStatSchema(BaseModel):
    date: str
    runs: int


class CourseSchema(BaseModel):
    """The checkpoints of a challenge, and where its runs end."""

    total_runs: int
    checkpoints: list[CheckpointStatSchema]
    wall: CheckpointStatSchema | None
    personal_best: PersonalBestSchema | None


class IronmonStatsSchema(IronMONStatsSchema):
    wall: Annotated[
        CheckpointStatSchema | None,
        Field(description="Where the least survive, of those that ten runs came to"),
    ]
    personal_best: PersonalBestSchema | None
    defeats: Annotated[int, Field(description="Runs whose defeat is recorded")]
    defeated_by: Annotated[list[CountSchema], Field(description="Pokémon, the top 10")]
    trainers: Annotated[list[CountSchema], Field(description="The top 10")]
    places: Annotated[list[CountSchema], Field(description="The top 10")]
    current_streak: Annotated[
        int, Field(description="Latest runs in a row past the first checkpoint")
    ]
    longest_streak: int
    days: Annotated[list[DayStatSchema], Field(description="Runs whose day is known")]

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel
from pydantic import Field
from pydantic import WithJsonSchema

from apps.core import ratings
from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Number
from apps.journal.models import LONGEST_PLAYTIME
from apps.journal.models import Status
from apps.journal.models import StatusName
from apps.library.rest.schemas import PartialDateText
from apps.library.rest.schemas import PlatformSchema

Notes = Annotated[str, Field(max_length=50_000)]
PRIVATE_NOTES = (
    "To oneself: empty unless you ask with `include=private`, for which you need "
    "permission. What others may read is the review."
)
Rating = Annotated[
    Number,
    Field(ge=ratings.LOWEST, le=ratings.HIGHEST, multiple_of=ratings.STEP),
    WithJsonSchema(
        {
            "type": "number",
            "minimum": float(ratings.LOWEST),
            "maximum": float(ratings.HIGHEST),
            "multipleOf": float(ratings.STEP),
            "description": ratings.IN_WORDS,
        }
    ),
]
# Bounds and places are the model's, which says more about them.
PlaytimeHours = Annotated[
    Number,
    WithJsonSchema(
        {
            "type": "number",
            "minimum": 0,
            "maximum": float(LONGEST_PLAYTIME),
            "description": "Hours, to one decimal place",
        }
    ),
]
Year = Annotated[int, Field(ge=1950, le=9999)]


class PlayedEditionSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    edition_type: str


class GamePlaythroughSchema(BaseModel):
    id: RowId
    edition: PlayedEditionSchema
    platform: PlatformSchema | None
    status: StatusName
    started_at: PartialDateText | None
    completed_at: PartialDateText | None
    playtime_hours: float | None
    rating: float | None
    notes: Annotated[str, Field(description=PRIVATE_NOTES)]
    review: Annotated[str, Field(description="For others")]
    is_public: bool
    created_at: str
    updated_at: str


class PlayedGameSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    cover_url: str | None


class PlaythroughSchema(GamePlaythroughSchema):
    game: PlayedGameSchema


class PlaythroughPageSchema(PageSchema):
    items: list[PlaythroughSchema]


class PlaythroughUpdateSchema(Input):
    """Fields you don't send stay as they are. Leaving `completed` clears its date."""

    edition: Annotated[str, Field(description="Slug of one of the game's editions")] = (
        ""
    )
    platform: Annotated[str | None, Field(description="Slug or name of a platform")] = (
        None
    )
    status: StatusName = "playing"
    started_at: PartialDateText | None = None
    completed_at: PartialDateText | None = None
    playtime_hours: PlaytimeHours | None = None
    rating: Rating | None = None
    notes: Annotated[Notes, Field(description="To oneself")] = ""
    review: Annotated[Notes, Field(description="For others")] = ""
    is_public: Bool = True


class PlaythroughCreateSchema(PlaythroughUpdateSchema):
    """All fields are optional. The default is a playthrough of the game's first edition
    that is now being played, or completed if it has a completion date."""


class RunFilters(BaseModel):
    """Which playthroughs: those that match all of these."""

    status: Annotated[
        str | None,
        Field(
            description="A status, or several separated by commas: "
            f"{', '.join(Status.values)}",
            examples=["completed,ongoing"],
        ),
    ] = None
    platform: Annotated[
        str | None,
        Field(
            description="Slug, or several separated by commas", examples=["snes,ps1"]
        ),
    ] = None
    game: Annotated[
        str | None,
        Field(
            description="Slug, or several separated by commas",
            examples=["chrono-trigger"],
        ),
    ] = None
    franchise: Annotated[
        str | None,
        Field(
            description="Slug of the game's franchise, or several separated by commas",
            examples=["final-fantasy"],
        ),
    ] = None
    genre: Annotated[
        str | None,
        Field(
            description="Slug of one of the game's genres, or several separated by "
            "commas. Includes subgenres",
            examples=["jrpg"],
        ),
    ] = None
    min_rating: Annotated[
        float | None,
        Field(
            ge=float(ratings.LOWEST),
            le=float(ratings.HIGHEST),
            description="Rated at least this",
            examples=[4.5],
        ),
    ] = None
    max_rating: Annotated[
        float | None,
        Field(
            ge=float(ratings.LOWEST),
            le=float(ratings.HIGHEST),
            description="Rated at most this",
            examples=[2],
        ),
    ] = None


class PlaythroughFilters(RunFilters):
    """The parameters of `GET /playthroughs`; playthroughs must match all of them."""

    year: Annotated[
        Year | None,
        Field(
            description=(
                "Completed in that year, or started in it if the completion date is "
                "unknown"
            ),
            examples=[2025],
        ),
    ] = None
    ordering: Annotated[
        str,
        Field(
            description="completed_at, started_at, created_at, updated_at, rating, "
            "playtime_hours, or game. Prefix it with - to reverse the "
            "order; up to three can be separated by commas. Playthroughs without a "
            "value come last.",
            examples=["-rating,game"],
        ),
    ] = "-completed_at"


class StatsFilters(RunFilters):
    """The parameters of `GET /stats`."""

    year: Annotated[
        Year | None,
        Field(description="Only playthroughs completed in that year", examples=[2025]),
    ] = None


Runs = Annotated[int, Field(description="Counts playthroughs")]
CompletedRuns = Annotated[
    int,
    Field(
        description="Counts completed playthroughs: a game that was completed twice "
        "counts twice"
    ),
]
Hours = Annotated[float, Field(description="The sum over playthroughs")]


class StatusCountSchema(BaseModel):
    status: StatusName
    playthroughs: Runs


class PlayedShareSchema(BaseModel):
    """One platform, genre, or franchise. Counts playthroughs, not games. A playthrough
    counts for each genre of its game."""

    name: str
    slug: str
    playthroughs: Runs
    completed: CompletedRuns
    hours: Hours


class YearSchema(BaseModel):
    """The playthroughs completed in one year."""

    year: int
    completed: CompletedRuns
    hours: Annotated[
        float, Field(description="The sum over the playthroughs completed in that year")
    ]


class RatingCountSchema(BaseModel):
    rating: float
    playthroughs: Annotated[
        int, Field(description="Counts playthroughs with this rating")
    ]


class StatsPlaythroughSchema(BaseModel):
    """One playthrough. A game can appear several times."""

    id: RowId
    game: PlayedGameSchema
    hours: Annotated[float, Field(description="Of this playthrough alone")]
    completed_at: PartialDateText | None


class ReplayedSchema(BaseModel):
    """One game."""

    game: PlayedGameSchema
    times_completed: Annotated[
        int, Field(description="Counts the game's completed playthroughs")
    ]


class StatsSchema(BaseModel):
    """Counts public playthroughs, unless you asked for private ones. A game can have
    several genres, so the numbers by genre can add up to more than the total."""

    games: int = Field(description="Counts games with at least one playthrough")
    games_completed: int = Field(
        description="Counts games with at least one completed playthrough"
    )
    playthroughs: Runs
    completed: CompletedRuns
    hours: Hours
    average_rating: float | None = Field(
        description="Average over rated playthroughs; null if there are none"
    )
    by_status: list[StatusCountSchema] = Field(description="Counts playthroughs")
    by_platform: list[PlayedShareSchema] = Field(description="Counts playthroughs")
    by_genre: list[PlayedShareSchema] = Field(description="Counts playthroughs")
    by_franchise: list[PlayedShareSchema] = Field(description="Counts playthroughs")
    by_year: list[YearSchema] = Field(
        description="Counts playthroughs by year of completion, latest first"
    )
    ratings: list[RatingCountSchema] = Field(
        description="Counts playthroughs by rating: 0.5 to 5, all ten"
    )
    longest: list[StatsPlaythroughSchema] = Field(
        description="Completed playthroughs, at most 10"
    )
    fastest: list[StatsPlaythroughSchema] = Field(
        description="Completed playthroughs, at most 10"
    )
    most_replayed: list[ReplayedSchema] = Field(
        description="Games completed more than once, at most 10"
    )

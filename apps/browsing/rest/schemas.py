"""What the API shows of games, with their playthroughs and lists."""

from __future__ import annotations

from typing import Annotated
from typing import Any
from typing import Literal
from typing import get_args

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.core import ratings
from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
from apps.journal.models import Status
from apps.journal.models import StatusName
from apps.journal.rest.schemas import GamePlaythroughSchema
from apps.library.rest.schemas import CoverSchema
from apps.library.rest.schemas import FranchiseSchema
from apps.library.rest.schemas import GameEditionSchema
from apps.library.rest.schemas import GameFieldsSchema
from apps.library.rest.schemas import GameGenreSchema
from apps.library.rest.schemas import OfferSchema
from apps.library.rest.schemas import PartialDateText
from apps.library.rest.schemas import PlatformSchema
from apps.library.rest.schemas import TimeToBeatSchema

# What games can be counted by.
GameCountsBy = Literal[
    "status",
    "platform",
    "genre",
    "franchise",
    "list",
    "completed_year",
    "original_release_year",
]


class GameFactsSchema(BaseModel):
    """A game. Only public playthroughs count, unless you asked for private rows.
    `status` is the first that applies of playing, ongoing, completed, paused,
    dropped, and planned."""

    id: RowId
    slug: str
    name: str
    sort_name: Annotated[
        str, Field(description="The name to sort by, if different from its name")
    ]
    franchise: FranchiseSchema | None
    genres: list[GameGenreSchema]
    platforms: list[PlatformSchema]
    original_release_year: int | None
    release_date: PartialDateText | None
    cover_url: str | None
    cover: CoverSchema | None
    igdb_id: int | None
    status: StatusName | None
    times_completed: Annotated[
        int, Field(description="Counts the game's completed playthroughs")
    ]
    best_rating: Annotated[
        float | None,
        Field(
            description=f"The highest rating of its playthroughs: {ratings.IN_WORDS}"
        ),
    ]
    updated_at: str


class GameListSchema(BaseModel):
    slug: str
    name: str
    position: int | None


def _only_if_asked(schema: dict[str, Any]) -> None:
    for name in EXPANSIONS:
        schema["properties"][name].pop("default", None)


class GameSchema(GameFactsSchema):
    """A game of a list of games. The last three are there if `expand` names them."""

    model_config = ConfigDict(json_schema_extra=_only_if_asked)

    editions: list[GameEditionSchema] = []
    playthroughs: list[GamePlaythroughSchema] = []
    lists: list[GameListSchema] = []


class GamePageSchema(PageSchema):
    items: list[GameSchema]


def _always_sent(schema: dict[str, Any]) -> None:
    """A default is for requests: in a response each of these fields is there."""
    for name, field in schema["properties"].items():
        if field.pop("default", None) is not None:
            schema["required"].append(name)


class GameDetailSchema(GameFieldsSchema, GameFactsSchema):
    model_config = ConfigDict(json_schema_extra=_always_sent)

    time_to_beat: TimeToBeatSchema | None
    editions: list[GameEditionSchema]
    playthroughs: list[GamePlaythroughSchema]
    lists: list[GameListSchema]


class GameWrittenSchema(GameDetailSchema):
    """The game after a write."""

    warnings: Annotated[
        list[str],
        Field(
            default_factory=list,
            description="Omitted if there are none. Things worth checking, such as a "
            "list with the same slug as the game; everything was saved.",
        ),
    ]


class GameSyncedSchema(GameDetailSchema):
    """The game after a sync. `offers` lists where IGDB's value differs from yours;
    accept or decline them in the admin. `gone_since` is when IGDB no longer had the
    game."""

    last_synced: str | None
    gone_since: str | None
    offers: list[OfferSchema]


class GameFilters(BaseModel):
    """The parameters of `GET /games`; games must match all of them."""

    q: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Words from a name or alias, in any spelling. If nothing has "
            "them, up to 20 games whose names look like it",
            examples=["final fantasy 7"],
        ),
    ] = None
    franchise: Annotated[
        str | None,
        Field(
            description="Slug, or several separated by commas: games of any of them",
            examples=["final-fantasy,chrono"],
        ),
    ] = None
    genre: Annotated[
        str | None,
        Field(
            description="Slug, or several separated by commas: games in any of them. "
            "Includes subgenres",
            examples=["jrpg,tactical-rpg"],
        ),
    ] = None
    genre_all: Annotated[
        str | None,
        Field(
            description="Slugs separated by commas: games in all of these genres",
            examples=["jrpg,strategy"],
        ),
    ] = None
    platform: Annotated[
        str | None,
        Field(
            description="Slug, or several separated by commas: games available or "
            "played on any of them",
            examples=["snes,ps1"],
        ),
    ] = None
    platform_all: Annotated[
        str | None,
        Field(
            description="Slugs separated by commas: games available or played on all "
            "of these platforms",
            examples=["snes,ps1"],
        ),
    ] = None
    list: Annotated[
        str | None,
        Field(
            description="Slug of a list that the game is on, or several separated by "
            "commas: games on any of them",
            examples=["top-rpgs"],
        ),
    ] = None
    list_all: Annotated[
        str | None,
        Field(
            description="Slugs separated by commas: games that are on all of these "
            "lists",
            examples=["top-rpgs,short-games"],
        ),
    ] = None
    status: Annotated[
        str | None,
        Field(
            description="Has a playthrough in this status, or in any of several "
            f"separated by commas: {', '.join(Status.values)}",
            examples=["playing,ongoing"],
        ),
    ] = None
    completed_year: Annotated[
        int | None,
        Field(ge=1950, le=9999, description="Completed in that year", examples=[2025]),
    ] = None
    min_rating: Annotated[
        float | None,
        Field(
            ge=float(ratings.LOWEST),
            le=float(ratings.HIGHEST),
            description="Has a playthrough with at least this rating",
            examples=[4.5],
        ),
    ] = None
    max_rating: Annotated[
        float | None,
        Field(
            ge=float(ratings.LOWEST),
            le=float(ratings.HIGHEST),
            description="Has a playthrough with at most this rating",
            examples=[2],
        ),
    ] = None
    released_from: Annotated[
        int | None,
        Field(
            ge=1950,
            le=9999,
            description="First released in this year or later",
            examples=[1990],
        ),
    ] = None
    released_to: Annotated[
        int | None,
        Field(
            ge=1950,
            le=9999,
            description="First released in this year or earlier",
            examples=[1999],
        ),
    ] = None
    ordering: Annotated[
        str,
        Field(
            description="name, original_release_year, created_at, updated_at, "
            "best_rating, times_completed, or completed_at; with one `list`, also "
            "position. Prefix it with - to reverse the order; up to three can be "
            "separated by commas. Games without a value come last.",
            examples=["-best_rating,name"],
        ),
    ] = "name"


GameExpansion = Literal["editions", "playthroughs", "lists"]
EXPANSIONS: tuple[str, ...] = get_args(GameExpansion)


class GameExpandQuery(BaseModel):
    expand: Annotated[
        str | None,
        Field(
            description="More of each game in the same response: "
            f"{', '.join(EXPANSIONS)}, or several separated by commas",
            examples=["playthroughs,lists"],
        ),
    ] = None


class GameCountsQuery(BaseModel):
    by: Annotated[
        GameCountsBy,
        Field(description="What the games are counted by", examples=["platform"]),
    ]


class GameCountSchema(BaseModel):
    """How many games have one value."""

    key: Annotated[
        str | None,
        Field(
            description="What the filter of this name takes: a slug, status, or year. "
            "Null for games without a value",
            examples=["snes"],
        ),
    ]
    name: Annotated[str | None, Field(examples=["Super Nintendo"])]
    games: Annotated[int, Field(description="Counts games", examples=[42])]


class GameCountsSchema(BaseModel):
    """The most frequent values first, at most 200. A game can have several."""

    by: GameCountsBy
    total: Annotated[int, Field(description="Counts all games that match")]
    items: list[GameCountSchema]

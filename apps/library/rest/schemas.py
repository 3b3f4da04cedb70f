"""What the library says and takes over the wire.

The names and keys of the first part are the contract of programs that exist
(`tests/api/contract.py`, docs/api.md): none may go or change its type.
"""

from __future__ import annotations

from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import Field
from pydantic import WithJsonSchema

from apps.core import ratings
from apps.core.api.pagination import PageSchema
from apps.core.api.problems import ProblemSchema
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Int
from apps.core.api.strict import Name
from apps.core.api.strict import Slug
from apps.core.api.strict import cut_to
from apps.core.api.strict import none_if_empty
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

PartialDateText = Annotated[
    str,
    Field(
        max_length=10,
        description="A year, month, or day: 2003, 2003-11, or 2003-11-02",
    ),
]
CoverUrl = Annotated[
    Annotated[str, Field(max_length=500)] | None, BeforeValidator(none_if_empty)
]
TwitchCategory = Annotated[
    Annotated[str, Field(max_length=40)] | None, BeforeValidator(none_if_empty)
]
Summary = Annotated[str, Field(max_length=20_000)]


class FranchiseSchema(BaseModel):
    id: RowId
    name: str
    slug: str


class GenreSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    igdb_id: int | None = None
    parent_id: str | None = None


class GenreCreateSchema(Input):
    name: Name
    slug: Slug
    igdb_id: Int | None = None
    parent_id: str | None = None


class WorkSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    franchise: FranchiseSchema | None = None
    original_release_year: int | None = None


class EditionSchema(BaseModel):
    id: RowId
    work_id: str
    name: str
    slug: str
    edition_type: str
    igdb_id: int | None = None
    twitch_category_id: str | None = None
    cover_url: str | None = None
    release_date: str | None = None
    summary: str | None = None


class WorkDetailSchema(WorkSchema):
    editions: list[EditionSchema]


class WorkGenresUpdateSchema(Input):
    """Unknown ids are ignored."""

    genre_ids: list[str]
    primary_genre_id: str | None = None


class WorkGenresSchema(BaseModel):
    """By slug, the primary genre first."""

    work: str
    genres: list[str]
    primary_genre: str | None


class EditionCreateSchema(Input):
    """`edition_type` is "original" by default. Unknown platforms are created; common
    names such as "PS5" are recognized."""

    work_id: str
    name: Name
    slug: Slug
    edition_type: str = "original"
    igdb_id: Int | None = None
    twitch_category_id: TwitchCategory = None
    cover_url: CoverUrl = None
    release_date: PartialDateText | None = None
    summary: Summary | None = None
    platforms: Annotated[
        list[str] | None, Field(description="Slugs or names of platforms")
    ] = None
    igdb_data: dict[str, Any] | None = None


# The rich resources -----------------------------------------------------------

StatusName = Literal["planned", "playing", "paused", "completed", "dropped"]


class PlatformSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    abbreviation: str


class GameGenreSchema(BaseModel):
    id: RowId
    name: str
    slug: str
    is_primary: bool


class GameSchema(BaseModel):
    """A game. Only public playthroughs count, unless you asked for private rows.
    `status` is the first that applies of playing, completed, paused, dropped, and
    planned."""

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


class GamePageSchema(PageSchema):
    items: list[GameSchema]


class GameEditionSchema(EditionSchema):
    platforms: list[PlatformSchema]


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
    notes: str
    is_public: bool
    created_at: str
    updated_at: str


class GameListSchema(BaseModel):
    slug: str
    name: str
    position: int | None


class TimeToBeatSchema(BaseModel):
    """Hours players took, from IGDB: hastily, normally, completely."""

    hastily: float | None
    normally: float | None
    completely: float | None
    count: Annotated[
        int, Field(description="How many players reported times, at least 3")
    ]


class GameDetailSchema(GameSchema):
    summary: str
    aliases: list[str]
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


class OfferSchema(BaseModel):
    """Where the owner's value and IGDB's differ, as text, as shown in the admin."""

    field: str
    edition: Annotated[
        str | None, Field(description="Slug of the edition; null for the game's own")
    ]
    yours: str
    igdb: str


class GameSyncedSchema(GameDetailSchema):
    """The game after a sync. `offers` lists where IGDB's value differs from yours;
    accept or decline them in the admin. `gone_since` is when IGDB no longer had the
    game."""

    last_synced: str | None
    gone_since: str | None
    offers: list[OfferSchema]


# Its bounds are the model's, which names them.
ReleaseYear = Annotated[
    Int,
    WithJsonSchema(
        {"type": "integer", "minimum": EARLIEST_YEAR, "maximum": LATEST_YEAR}
    ),
]


class GameUpdateSchema(Input):
    """Franchise, genres, and platforms by slug. Fields you don't send stay as they
    are."""

    name: Name = ""
    sort_name: Annotated[
        str,
        Field(
            max_length=200,
            description="The name to sort by, if different from its name",
        ),
    ] = ""
    slug: Slug = ""
    franchise: str | None = None
    genres: list[str] = []
    primary_genre: Annotated[
        str | None, Field(description="Slug of one of the game's genres")
    ] = None
    platforms: list[str] = []
    aliases: list[Name] = []
    original_release_year: ReleaseYear | None = None
    release_date: PartialDateText | None = None
    cover_url: CoverUrl = None
    igdb_id: Int | None = None
    summary: Summary = ""


class GameCreateSchema(GameUpdateSchema):
    """A name or an IGDB id is required. The slug defaults to one made from the name.

    If IGDB is set up, it fills in the fields you don't send: from the game with this
    `igdb_id`, or from the one named `name`. `"igdb_id": null` adds a game without IGDB.
    """

    as_own_game: Annotated[
        Bool,
        Field(
            description="Add a remake or port on IGDB as a separate game, not as an "
            "edition of the original game"
        ),
    ] = False


class IGDBCandidateSchema(BaseModel):
    """An IGDB game that matches."""

    igdb_id: int
    name: str
    year: int | None
    cover_url: str | None
    kind: Annotated[
        str, Field(description="game, expansion, or the edition type: port, remake…")
    ]
    edition_of: Annotated[
        int | None, Field(description="IGDB id of the game it is an edition of")
    ]


class GameConflictSchema(ProblemSchema):
    """`slug` is the existing game, `candidates` the games that match."""

    slug: str | None = None
    candidates: list[IGDBCandidateSchema] | None = None


class EditionUpdateSchema(Input):
    """Fields you don't send stay as they are; `platforms` by slug or name."""

    name: Name = ""
    slug: Slug = ""
    edition_type: str = ""
    igdb_id: Int | None = None
    twitch_category_id: TwitchCategory = None
    cover_url: CoverUrl = None
    release_date: PartialDateText | None = None
    summary: Summary | None = None
    platforms: list[str] = []


class GameFilters(BaseModel):
    """The parameters of `GET /games`; games must match all of them."""

    q: Annotated[
        str | None,
        Field(
            max_length=200, description="Words from a name or alias, in any spelling"
        ),
    ] = None
    franchise: Annotated[str | None, Field(description="Slug")] = None
    genre: Annotated[str | None, Field(description="Slug; includes its subgenres")] = (
        None
    )
    platform: Annotated[
        str | None, Field(description="Slug; games available or played on it")
    ] = None
    status: Annotated[
        StatusName | None, Field(description="Has a playthrough in this status")
    ] = None
    completed_year: Annotated[int | None, Field(ge=1950, le=9999)] = None
    min_rating: Annotated[
        float | None, Field(ge=float(ratings.LOWEST), le=float(ratings.HIGHEST))
    ] = None
    list: Annotated[str | None, Field(description="Slug of a list the game is on")] = (
        None
    )
    ordering: Annotated[
        str,
        Field(
            description="name, original_release_year, created_at, updated_at, "
            "best_rating, times_completed, or completed_at. Prefix it "
            "with - to reverse the order. Games without a value come "
            "last."
        ),
    ] = "name"


class WorkFilters(BaseModel):
    """The parameters of `GET /works`."""

    franchise: Annotated[str | None, Field(description="Slug")] = None
    limit: Annotated[int, Field(ge=1, description="At most 5000"), cut_to(5000)] = 500
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class EditionFilters(BaseModel):
    """The parameters of `GET /editions`."""

    work: Annotated[str | None, Field(description="Slug")] = None
    limit: Annotated[int, Field(ge=1, description="At most 5000"), cut_to(5000)] = 500
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0

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

# `merging.fields` says what each of them is.
MergedFieldName = Literal[
    "name",
    "sort_name",
    "franchise",
    "original_release_year",
    "release_date",
    "summary",
    "cover",
    "igdb",
]
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


class CoverSizeSchema(BaseModel):
    url: Annotated[str, Field(description="From the root of this server")]
    width: int


class CoverSchema(BaseModel):
    """The cover that this server keeps: the owner's own, or the one of `cover_url`
    once it has been fetched. An address always leads to the same image."""

    url: Annotated[
        str,
        Field(
            description="Its largest size, from the root of this server: /media/covers"
        ),
    ]
    srcset: Annotated[
        list[CoverSizeSchema], Field(description="All sizes, smallest first")
    ]
    width: Annotated[int, Field(description="Of the largest size, in pixels")]
    height: Annotated[int, Field(description="Of the largest size, in pixels")]
    color: Annotated[
        str, Field(description="The average color, to show while it loads: #336699")
    ]


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


class GameEditionSchema(EditionSchema):
    platforms: list[PlatformSchema]
    cover: CoverSchema | None


class TimeToBeatSchema(BaseModel):
    """Hours players took, from IGDB: hastily, normally, completely."""

    hastily: float | None
    normally: float | None
    completely: float | None
    count: Annotated[
        int, Field(description="How many players reported times, at least 3")
    ]


class OfferSchema(BaseModel):
    """Where the owner's value and IGDB's differ, as text, as shown in the admin."""

    field: str
    edition: Annotated[
        str | None, Field(description="Slug of the edition; null for the game's own")
    ]
    yours: str
    igdb: str


# Its bounds are the model's, which names them.
ReleaseYear = Annotated[
    Int,
    WithJsonSchema(
        {"type": "integer", "minimum": EARLIEST_YEAR, "maximum": LATEST_YEAR}
    ),
]


class GameFieldsSchema(BaseModel):
    """Fields of a game that are read as they are written. A new one goes here."""

    summary: Summary = ""
    aliases: list[Name] = []


class GameUpdateSchema(GameFieldsSchema, Input):
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
    original_release_year: ReleaseYear | None = None
    release_date: PartialDateText | None = None
    cover_url: CoverUrl = None
    igdb_id: Int | None = None


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


class GameMergeCreateSchema(Input):
    """`into` is the game that stays; its id and address do, too."""

    into: Slug
    take: Annotated[
        list[MergedFieldName] | None,
        Field(
            description="The fields whose value the merged game has better: it "
            "replaces that of the other. If not sent, the owner's word goes before a "
            "service's, and a value before none. Names, genres, and platforms of both "
            "are kept anyway"
        ),
    ] = None


class MergedGameSchema(BaseModel):
    """A game by what it is called."""

    id: str
    name: str
    slug: str


class GameMergeSchema(BaseModel):
    """One game merged into another."""

    id: RowId
    merged: Annotated[MergedGameSchema, Field(description="The game as it was")]
    into: Annotated[MergedGameSchema, Field(description="The game that has it all")]
    merged_at: str
    undone_at: str | None


class GameMergeUndoneSchema(BaseModel):
    """A game that is back, and what couldn't be as it was, in sentences."""

    game: MergedGameSchema
    kept: list[str]


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

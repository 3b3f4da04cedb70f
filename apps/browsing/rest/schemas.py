"""What the API shows of games, with their playthroughs and lists."""

from __future__ import annotations

from typing import Annotated
from typing import Any

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.core import ratings
from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import RowId
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


class GameSchema(BaseModel):
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


class GamePageSchema(PageSchema):
    items: list[GameSchema]


class GameListSchema(BaseModel):
    slug: str
    name: str
    position: int | None


def _always_sent(schema: dict[str, Any]) -> None:
    """A default is for requests: in a response each of these fields is there."""
    for name, field in schema["properties"].items():
        if field.pop("default", None) is not None:
            schema["required"].append(name)


class GameDetailSchema(GameFieldsSchema, GameSchema):
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

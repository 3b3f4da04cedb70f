from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Slug
from apps.journal.rest.schemas import PlayedGameSchema

MOST_SESSIONS = 500

AppId = Annotated[int, Column("appid"), Field(description="Number of it at Steam")]
GameOrNull = Annotated[
    PlayedGameSchema | None,
    Field(description="The game of the library; null if it isn’t known there"),
]
SessionDay = Annotated[str, Field(description="In the owner’s time zone")]


class SteamAccountSchema(BaseModel):
    """The account, and how much of it is here. The owner's profile is `/steam/player`.

    `withheld_since` says since when Steam hasn't shown the library.
    """

    id: RowId
    is_followed: bool
    is_public: bool
    last_synced: str | None
    sync_error: Annotated[str, Field(description="Empty if the last sync succeeded")]
    library_read_at: str | None
    withheld_since: str | None
    games: Annotated[int, Field(description="Games without those that are ignored")]
    played_games: int
    minutes: Annotated[int, Field(description="Minutes played of all games")]
    achievements: Annotated[int, Field(description="Achievements that are unlocked")]
    created_at: str
    updated_at: str


class SteamAccountUpdateSchema(Input):
    """Fields you don't send stay."""

    is_followed: Annotated[
        Bool, Field(description="Whether it is synced every day")
    ] = True
    is_public: Bool = True


class SteamAppSchema(BaseModel):
    """A game in the Steam library. Times are minutes."""

    id: RowId
    app_id: AppId
    name: str
    game: GameOrNull
    is_ignored: Annotated[bool, Field(description="Whether the owner left it out")]
    minutes: int
    recent_minutes: Annotated[int, Field(description="In the last two weeks")]
    played_at: Annotated[str | None, Field(description="When it was last played")]
    icon_url: Annotated[str, Field(description="At Steam; empty if there isn’t one")]
    first_seen_at: str
    missing_since: Annotated[
        str | None, Field(description="Since when Steam hasn’t shown it")
    ]
    achievements: Annotated[int, Field(description="How many it has, as far as known")]
    unlocked_achievements: int
    achievements_read_at: str | None
    achievements_error: Annotated[
        str, Field(description="Why the last look at them failed; empty if it didn’t")
    ]


class SteamAppPageSchema(PageSchema):
    items: list[SteamAppSchema]


class SteamAppUpdateSchema(Input):
    """Send one of them. `game` null forgets which game it is."""

    game: Annotated[Slug | None, Field(description="Slug of a game")] = None
    is_ignored: Annotated[
        Bool, Field(description="Whether to leave it out here and in imports")
    ] = False


class SteamAppFilters(BaseModel):
    """Parameters of `GET /steam/library`; games match all of them."""

    q: Annotated[str | None, Field(max_length=100)] = None
    game: Annotated[str | None, Field(description="Slug of a game")] = None
    linked: Annotated[
        bool | None, Field(description="Whether its game of the library is known")
    ] = None
    played: bool | None = None
    missing: Annotated[
        bool | None, Field(description="Whether Steam no longer shows it")
    ] = None
    ordering: str = "-played_at"


class SteamTotalSchema(BaseModel):
    """Minutes played by the end of a day."""

    day: SessionDay
    minutes: int
    taken_at: str


class SteamAchievementSchema(BaseModel):
    id: RowId
    key: Annotated[str, Field(description="What the game calls it")]
    name: str
    description: str
    app_id: AppId
    app_name: str
    game: GameOrNull
    is_hidden: Annotated[bool, Field(description="Secret until it is unlocked")]
    rarity: Annotated[
        float | None, Field(description="Percent of all players who have it")
    ]
    is_unlocked: bool
    unlocked_at: Annotated[
        str | None, Field(description="Null also where Steam doesn’t know when")
    ]
    icon_url: Annotated[str, Field(description="At Steam, once unlocked")]
    locked_icon_url: Annotated[str, Field(description="At Steam, before that")]
    icon: Annotated[
        str | None,
        Field(description="Path of the icon in this Questlog; null until it is here"),
    ]
    missing_since: Annotated[
        str | None,
        Field(description="Since when Steam hasn’t shown it, or not as unlocked"),
    ]


class SteamAchievementPageSchema(PageSchema):
    items: list[SteamAchievementSchema]


class SteamAchievementFilters(BaseModel):
    """Parameters of `GET /steam/library/{app_id}/achievements`."""

    unlocked: bool | None = None
    ordering: str = "position"


class UnlockedAchievementFilters(BaseModel):
    """Parameters of `GET /steam/achievements`: what is unlocked, of all games."""

    q: Annotated[str | None, Field(max_length=100)] = None
    game: Annotated[str | None, Field(description="Slug of a game")] = None
    ordering: str = "-unlocked_at"


class SessionTimeSchema(BaseModel):
    """The hours that were added to a playthrough, of one or more sessions."""

    id: RowId
    playthrough_id: str
    hours: float
    created_at: str


class SteamSessionSchema(BaseModel):
    """Time played between two looks at the library.

    It was played from `first_day` to `last_day`: the same day, where that is known.
    """

    id: RowId
    app_id: AppId
    app_name: str
    game: GameOrNull
    first_day: SessionDay
    last_day: SessionDay
    minutes: int
    after: Annotated[str, Field(description="When the library was looked at before")]
    until: Annotated[str, Field(description="When it was looked at then")]
    added: Annotated[
        SessionTimeSchema | None,
        Field(description="Null if it isn’t added, or to what you may not see"),
    ]


class SteamSessionPageSchema(PageSchema):
    items: list[SteamSessionSchema]


class SteamSessionFilters(BaseModel):
    """Parameters of `GET /steam/sessions`; sessions match all of them."""

    game: Annotated[str | None, Field(description="Slug of a game")] = None
    app_id: Annotated[int | None, Field(ge=1, le=2**32 - 1)] = None
    since: Annotated[
        date | None, Field(description="That ended on this day, or later")
    ] = None
    until: Annotated[
        date | None, Field(description="That began on this day, or earlier")
    ] = None
    added: Annotated[
        bool | None, Field(description="Whether its time is added to a playthrough")
    ] = None
    ordering: str = "-last_day"


class SessionTimeCreateSchema(Input):
    playthrough: Annotated[str, Field(description="Id of the playthrough")]
    sessions: Annotated[
        list[str],
        Field(min_length=1, max_length=MOST_SESSIONS, description="Ids of sessions"),
    ]

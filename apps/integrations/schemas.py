"""What remote services have, over the wire.

The names and keys are the contract of programs that exist
(`tests/api/contract.py`, docs/api.md): none may go or change its type.
"""

from __future__ import annotations

from typing import Annotated
from typing import Any

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.core.api.strict import cut_to
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.steam import Player
from apps.integrations.steam import RecentGame


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("Enter what to search for.")
    return value.strip()


class IGDBSearchQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    q: Annotated[
        str,
        Field(
            max_length=200,
            description="A game's name, in any spelling",
            json_schema_extra={"pattern": r"\S"},
        ),
        AfterValidator(_not_blank),
    ]
    limit: Annotated[int, Field(ge=1, description="At most 50"), cut_to(50)] = 10


class IGDBGameSchema(BaseModel):
    igdb_id: int
    name: str
    slug: str
    cover_url: str | None = None
    release_date: str | None = None
    summary: str | None = None
    igdb_data: dict[str, Any] | None = None

    @classmethod
    def of(cls, game: IgdbGame) -> IGDBGameSchema:
        released_on = game.released_on
        return cls(
            igdb_id=game.id,
            name=game.name,
            slug=game.slug,
            cover_url=game.cover_url(),
            release_date=released_on.isoformat() if released_on else None,
            summary=game.summary or None,
            igdb_data=game.data,
        )


class IGDBSearchResponse(BaseModel):
    results: list[IGDBGameSchema]


class SteamRecentQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    count: Annotated[int, Field(ge=1, description="At most 100"), cut_to(100)] = 10


class SteamPlayerSchema(BaseModel):
    personaName: str
    personaState: int
    currentGame: str | None = None
    currentGameId: str | None = None
    avatarUrl: str

    @classmethod
    def of(cls, player: Player) -> SteamPlayerSchema:
        return cls(
            personaName=player.name,
            personaState=player.state,
            currentGame=player.game,
            currentGameId=player.game_id,
            avatarUrl=player.avatar_url,
        )


class SteamRecentGameSchema(BaseModel):
    appId: int
    name: str
    playtime2Weeks: int
    playtimeForever: int
    iconUrl: str

    @classmethod
    def of(cls, game: RecentGame) -> SteamRecentGameSchema:
        return cls(
            appId=game.appid,
            name=game.name,
            playtime2Weeks=game.recent_minutes,
            playtimeForever=game.minutes,
            iconUrl=game.icon_url,
        )

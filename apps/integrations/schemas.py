"""What remote services have, over the wire.

The names and keys are the contract of programs that exist
(shared/contract/consumers.md): more may not be added, none may go.
"""

from __future__ import annotations

from typing import Annotated
from typing import Any

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.integrations.igdb.rows import IgdbGame


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("Say what to look for.")
    return value.strip()


class IGDBSearchQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    q: Annotated[
        str,
        Field(max_length=200, description="A game's name, in any spelling"),
        AfterValidator(_not_blank),
    ]
    limit: Annotated[int, Field(ge=1, le=50)] = 10


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

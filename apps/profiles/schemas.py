from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel
from pydantic import Field

from apps.core.api.strict import Bool
from apps.core.api.strict import Input


class ProfileGameSchema(BaseModel):
    id: str
    name: str
    slug: str


class ProfileSchema(BaseModel):
    """What every profile shows of itself; each adds its own."""

    game: ProfileGameSchema
    is_public: bool
    last_synced: str | None
    sync_error: str
    created_at: str
    updated_at: str


class ProfileUpdateSchema(Input):
    """Sets the profile up where it isn't yet. Fields you don't send stay."""

    game: Annotated[
        str | None, Field(description="Slug; by itself, found or made by its name")
    ] = None
    is_public: Bool = True


class FigureSchema(BaseModel):
    value: str
    label: str


class ProfileSummarySchema(BaseModel):
    """A profile in the overview; `game` and what follows it are null before set-up."""

    slug: str
    name: str
    about: str
    is_set_up: bool
    takes: Annotated[str, Field(description="What its set-up takes")]
    game: ProfileGameSchema | None
    is_public: bool | None
    updated_at: str | None
    last_synced: str | None
    sync_error: str | None
    figures: list[FigureSchema]


class ProfileSnapshotSchema(BaseModel):
    """The figures of a profile at one moment."""

    taken_at: str
    figures: Annotated[dict[str, float], Field(description="By what they are called")]

"""What `POST /import` takes and answers: names and keys of the existing clients."""

from __future__ import annotations

from typing import Annotated
from typing import Any

from pydantic import BaseModel
from pydantic import BeforeValidator

from apps.core.api.strict import Input
from apps.core.api.strict import Int
from apps.core.api.strict import none_if_empty

# What is wrong with a row is said in `errors`: few bounds here.
TextOrNull = Annotated[str | None, BeforeValidator(none_if_empty)]


class BulkFranchiseSchema(Input):
    name: str
    slug: str


class BulkWorkSchema(Input):
    name: str
    slug: str
    franchise_slug: str | None = None
    original_release_year: Int | None = None


class BulkEditionSchema(Input):
    """As `EditionCreateSchema`, with the work's slug."""

    work_slug: str
    name: str
    slug: str
    edition_type: str = "original"
    igdb_id: Int | None = None
    twitch_category_id: TextOrNull = None
    cover_url: TextOrNull = None
    release_date: str | None = None
    summary: str | None = None
    platforms: list[str] | None = None
    igdb_data: dict[str, Any] | None = None


class BulkImportSchema(Input):
    franchises: list[BulkFranchiseSchema] = []
    works: list[BulkWorkSchema] = []
    editions: list[BulkEditionSchema] = []


class BulkImportResultSchema(BaseModel):
    franchises_created: int
    franchises_skipped: int
    works_created: int
    works_skipped: int
    editions_created: int
    editions_skipped: int
    errors: list[str]

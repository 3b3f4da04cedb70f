"""`/export`: everything at once, for its owner only.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from typing import Annotated
from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.http import StreamingHttpResponse
from django.utils import timezone
from ninja import Query
from ninja import Router
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.sql_json import json_response
from apps.exports import downloads
from apps.exports.permissions import needed
from apps.exports.schema import SHIPPED

router = Router(tags=["export"])

# The login of a write: nothing of an export is public.
owner_only = writes(*needed("view"))


class ExportQuery(BaseModel):
    """The parameters of `GET /export`."""

    gzip: Annotated[bool, Field(description="Compressed, as a .json.gz")] = False


class MarkdownQuery(BaseModel):
    """The parameters of `GET /export/games.md`."""

    private: Annotated[
        bool,
        Field(description="Include private playthroughs and lists that aren't public"),
    ] = False


EXPORT_ANSWER = {
    "type": "object",
    "description": "In the format described by `/export/schema`.",
    "properties": {
        "format": {"type": "string"},
        "version": {"type": "integer"},
        "exported_at": {"type": "string", "format": "date-time"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    "required": ["format", "version", "counts"],
    "additionalProperties": True,
}
TEXT = {"type": "string"}
BYTES = {"type": "string", "format": "binary"}


def _answer(what: str, schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An OpenAPI response with the schema of each of these media types."""
    content = {
        media_type.partition(";")[0]: {"schema": schema}
        for media_type, schema in schemas.items()
    }
    return {"responses": {200: {"description": what, "content": content}}}


@router.get(
    "/export",
    auth=owner_only,
    openapi_extra=_answer(
        "The file", {downloads.JSON: EXPORT_ANSWER, downloads.GZIP: BYTES}
    ),
)
def export_questlog(
    request: HttpRequest, query: Query[ExportQuery]
) -> StreamingHttpResponse:
    """Everything you have in one JSON file, including drafts and private rows.

    `script/manage import_questlog` restores it into an empty Questlog.
    `/export/schema` describes the format. Accounts, tokens, revisions, and the event
    log aren't included.
    """
    return downloads.everything(timezone.now(), compressed=query.gzip)


@router.get("/export/schema", auth=reads(), response=dict[str, Any])
def get_export_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the `/export` file."""
    return json_response(SHIPPED.read_bytes())


@router.get(
    "/export/playthroughs.csv",
    auth=owner_only,
    openapi_extra=_answer("The table", {downloads.CSV: TEXT}),
)
def export_playthroughs(request: HttpRequest) -> StreamingHttpResponse:
    """All playthroughs, including private ones, as a table for spreadsheets."""
    return downloads.playthroughs(timezone.now())


@router.get(
    "/export/lists.csv",
    auth=owner_only,
    openapi_extra=_answer("The table", {downloads.CSV: TEXT}),
)
def export_lists(request: HttpRequest) -> StreamingHttpResponse:
    """The entries of all lists, including drafts, as a table for spreadsheets."""
    return downloads.lists(timezone.now())


@router.get(
    "/export/games.md",
    auth=owner_only,
    openapi_extra=_answer("The document", {downloads.MARKDOWN: TEXT}),
)
def export_markdown(
    request: HttpRequest, query: Query[MarkdownQuery]
) -> StreamingHttpResponse:
    """Games, playthroughs, and lists as Markdown, which can be imported again."""
    return downloads.markdown(timezone.localtime(), private=query.private)

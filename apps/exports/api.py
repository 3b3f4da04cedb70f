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
from apps.core.api.rows import json_response
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
        Field(description="With private playthroughs, and lists that are not public"),
    ] = False


def _answer(what: str, *media_types: str) -> dict[str, Any]:
    content = {
        name: {"schema": {"type": "string", "format": "binary"}} for name in media_types
    }
    return {"responses": {200: {"description": what, "content": content}}}


@router.get(
    "/export",
    auth=owner_only,
    openapi_extra=_answer("The file", downloads.JSON, downloads.GZIP),
)
def export_questlog(
    request: HttpRequest, query: Query[ExportQuery]
) -> StreamingHttpResponse:
    """Everything you have as one JSON file, drafts and private rows included.

    `manage.py import_questlog` reads it into an empty Questlog. Its form is told by
    `/export/schema`. Accounts, tokens, revisions and the event log stay behind.
    """
    return downloads.everything(timezone.now(), compressed=query.gzip)


@router.get("/export/schema", auth=reads(), response=dict[str, Any])
def get_export_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the file that `/export` gives."""
    return json_response(SHIPPED.read_bytes())


@router.get(
    "/export/playthroughs.csv",
    auth=owner_only,
    openapi_extra=_answer("The table", downloads.CSV),
)
def export_playthroughs(request: HttpRequest) -> StreamingHttpResponse:
    """Every playthrough, private ones too, as a table for spreadsheets."""
    return downloads.playthroughs(timezone.now())


@router.get(
    "/export/lists.csv",
    auth=owner_only,
    openapi_extra=_answer("The table", downloads.CSV),
)
def export_lists(request: HttpRequest) -> StreamingHttpResponse:
    """The entries of every list, drafts too, as a table for spreadsheets."""
    return downloads.lists(timezone.now())


@router.get(
    "/export/games.md",
    auth=owner_only,
    openapi_extra=_answer("The document", downloads.MARKDOWN),
)
def export_markdown(
    request: HttpRequest, query: Query[MarkdownQuery]
) -> StreamingHttpResponse:
    """Games, what was played and the lists as Markdown, which an import reads back."""
    return downloads.markdown(timezone.now(), private=query.private)

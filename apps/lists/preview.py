"""A list as it will be: the API's answer, or a plain page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import orjson
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render

from apps.core.api.sql_json import one_of
from apps.lists.rest import sql_json

if TYPE_CHECKING:
    from apps.lists.models import List

PREVIEW_MODES = [("page", "Page"), ("json", "JSON of the API")]


def serve_preview(ranking: List, request: HttpRequest, mode: str) -> HttpResponse:
    """The stored entries under the name and description of `ranking` as typed."""
    shown = _as_served(ranking)
    if mode == "json":
        body = orjson.dumps(shown, option=orjson.OPT_INDENT_2)
        return HttpResponse(body, content_type="application/json")
    context = {"list": shown, "hidden": ranking.visibility != "public"}
    return render(request, "lists/preview.html", context)


def _as_served(ranking: List) -> dict[str, Any]:
    stored = type(ranking).objects.filter(pk=ranking.pk)
    body = one_of(stored, sql_json.LIST_DETAIL)
    typed = {
        name: getattr(ranking, name)
        for name in ("slug", "name", "description", "is_ranked")
    }
    served = orjson.loads(body) if body else {"id": str(ranking.uuid), "entries": []}
    return {**served, **typed, "entries": served["entries"]}

"""A list as it will be: the API's answer, or a plain page."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from wagtail.models import PreviewableMixin

from apps.core.api.sql_json import one_of
from apps.lists.rest import sql_json


class PreviewedList(PreviewableMixin):
    """The stored entries under the name and description as they are typed."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("page", "Page"), ("json", "JSON of the API")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        shown = self._as_served()
        if mode_name == "json":
            body = orjson.dumps(shown, option=orjson.OPT_INDENT_2)
            return HttpResponse(body, content_type="application/json")
        context = {"list": shown, "hidden": not self.is_public}
        return render(request, "lists/preview.html", context)

    def _as_served(self) -> dict[str, Any]:
        stored = type(self).objects.filter(pk=self.pk)
        body = one_of(stored, sql_json.LIST_DETAIL)
        typed = {
            name: getattr(self, name)
            for name in ("slug", "name", "description", "is_ranked")
        }
        served = orjson.loads(body) if body else {"id": str(self.uuid), "entries": []}
        return {**served, **typed, "entries": served["entries"]}

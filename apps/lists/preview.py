"""A list as it will be: the API's answer, a plain page, or one of the owner's site."""

from __future__ import annotations

from typing import Any

import orjson
from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from wagtail.models import PreviewableMixin

from apps.core.api.sql_json import one_of
from apps.lists import site_preview
from apps.lists.rest import sql_json

# What is shown as it is typed; all else as it is stored.
TYPED = ("slug", "name", "description", "is_ranked")
NEW: dict[str, Any] = {"entries": []}


class PreviewedList(PreviewableMixin):
    """The stored entries under the name and description as they are typed."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes = [("page", "Page"), ("json", "JSON of the API")]
        if settings.SITE_PREVIEW_URL:
            modes.append(("site", "Your site"))
        return modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == "site":
            return self._on_site(request)
        shown = as_typed(self.typed())
        if mode_name == "json":
            body = orjson.dumps(shown, option=orjson.OPT_INDENT_2)
            return HttpResponse(body, content_type="application/json")
        context = {"list": shown, "hidden": not self.is_public}
        return render(request, "lists/preview.html", context)

    def _on_site(self, request: HttpRequest) -> HttpResponse:
        token = site_preview.keep(self.typed())
        if token is None:
            return render(request, "lists/preview_unavailable.html", status=503)
        return redirect(site_preview.address_on_site(token, slug=self.slug))

    def typed(self) -> dict[str, Any]:
        """What a preview needs to know of it."""
        return {"id": str(self.uuid)} | {name: getattr(self, name) for name in TYPED}


def as_typed(typed: dict[str, Any]) -> dict[str, Any]:
    """The API's answer for a list, with what was typed instead of what is stored."""
    body = one_of(_lists().filter(uuid=typed["id"]), sql_json.LIST_DETAIL)
    stored = orjson.loads(body) if body else NEW
    return {**stored, **typed, "entries": stored["entries"]}


def _lists() -> QuerySet:
    # The model of lists is made of this module.
    return apps.get_model("lists", "List").objects.all()

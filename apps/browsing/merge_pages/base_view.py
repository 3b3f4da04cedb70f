"""What the pages about merging share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.library.models import Game


def may_merge(user: Any) -> bool:
    """Merging changes one game and ends the other."""
    return may(user, Game, "change") and may(user, Game, "delete")


def may_undo(user: Any) -> bool:
    return may(user, Game, "change") and may(user, Game, "add")


class Guarded(View):
    """For those who may merge games."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def is_allowed(self) -> bool:
        return may_merge(self.request.user)

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def game(self, pk: int) -> Game:
        games = Game.objects.select_related("franchise")
        return get_object_or_404(games, pk=pk)


class MergePage(Guarded, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "merge"
    _show_breadcrumbs = True

    def crumbs(self) -> list[dict[str, str]]:
        """Those between the games and this page."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": admin_url(Game, "list"), "label": "Games"},
            *self.crumbs(),
            {"url": "", "label": str(self.get_page_title())},
        ]

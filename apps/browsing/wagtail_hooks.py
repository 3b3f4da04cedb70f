from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.snippets.models import register_snippet

from apps.browsing.admin.dashboard.headline import totals
from apps.browsing.admin.dashboard.panels import panels as panels_of
from apps.browsing.admin.dashboard.tasks import tasks
from apps.browsing.admin.viewsets import GamesGroup
from apps.core.admin.access import admin_url
from apps.core.admin.dashboard import TASKS
from apps.core.visibility import may_see_all
from apps.library.models import Game

register_snippet(GamesGroup)

hooks.register(TASKS, tasks)


# Before the hooks of other apps, which add panels of their own.
@hooks.register("construct_homepage_panels", order=-1)
def fill_dashboard(request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's panels, which are about pages."""
    panels[:] = panels_of(request)


@hooks.register("construct_homepage_summary_items", order=100)
def count_everything(request: HttpRequest, items: list[Any]) -> None:
    items[:] = totals(request)


class GameSearchArea(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_all(request.user, Game)


@hooks.register("register_admin_search_area")
def search_games() -> SearchArea:
    """The sidebar's search box: it goes to the first area, which is this one."""
    url = admin_url(Game, "list")
    return GameSearchArea("Games", url, name="games", icon_name="gamepad", order=1)

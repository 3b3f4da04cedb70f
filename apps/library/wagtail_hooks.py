from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from apps.library.bulk_actions import SyncMany
from apps.library.models import Game
from apps.library.viewsets import GamesGroup

register_snippet(GamesGroup)
hooks.register("register_bulk_action", SyncMany)


class GameSearchArea(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Game)
        shown: bool = policy.user_has_any_permission(
            request.user, {"add", "change", "delete", "view"}
        )
        return shown


@hooks.register("register_admin_search_area")
def search_games() -> SearchArea:
    """The sidebar's search box: it goes to the first area, which is this one."""
    viewset = Game.snippet_viewset
    url = reverse(viewset.get_url_name("list"))
    return GameSearchArea("Games", url, name="games", icon_name="gamepad", order=1)

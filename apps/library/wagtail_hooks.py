from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from apps.library.admin.bulk_actions import SyncMany
from apps.library.admin.viewsets import GamesGroup
from apps.library.models import Game

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


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("library/igdb-search.css")
    )


@hooks.register("insert_global_admin_js")
def add_script() -> str:
    # Choosers open on any page.
    return format_html(
        '<script src="{}" defer></script>', static("library/igdb-search.js")
    )

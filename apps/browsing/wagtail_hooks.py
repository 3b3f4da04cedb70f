from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.models import register_snippet

from apps.browsing.admin.dashboard.headline import totals
from apps.browsing.admin.dashboard.panels import panels as panels_of
from apps.browsing.admin.dashboard.tasks import tasks
from apps.browsing.admin.viewsets import GamesGroup
from apps.browsing.backfill.menu_item import BackfillMenuItem
from apps.browsing.backfill.urls import backfill_urls
from apps.browsing.bulk.add_to_list import AddToList
from apps.browsing.bulk.add_to_list import UndoAddView
from apps.browsing.bulk.sync_games import SyncGamesOf
from apps.browsing.finish.views import PERMISSION
from apps.browsing.finish.views import URLS
from apps.browsing.merge_pages.base_view import may_merge
from apps.browsing.merge_pages.bulk_action import MergeSelected
from apps.browsing.merge_pages.section import merges_section
from apps.browsing.sessions.base_view import PERMISSION as MAY_LOG
from apps.browsing.sessions.section import sessions_section
from apps.browsing.sessions.urls import URLPATTERNS as SESSION_URLS
from apps.browsing.statistics.page import StatisticsView
from apps.browsing.year.admin_pages import URLPATTERNS as YEAR_URLS
from apps.core.admin.access import admin_url
from apps.core.admin.dashboard import TASKS
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
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


# "I finished this" ------------------------------------------------------------


@hooks.register("register_admin_urls")
def add_finish_pages() -> list[URLPattern]:
    return URLS


class FinishMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def add_finish_item() -> MenuItem:
    """First in the sidebar, and the element of its key; `finish.js` opens the box."""
    return FinishMenuItem(
        "I finished this",
        reverse_lazy("finish"),
        name="finish",
        icon_name="finish",
        classname="q-finishlink",
        order=-1,
        attrs={
            "data-finish-open": "",
            "data-controller": "w-kbd",
            "data-w-kbd-key-value": "f",
            "aria-keyshortcuts": "f",
            "data-key-label": "I finished this",
        },
    )


@hooks.register("insert_global_admin_js")
def add_finish_script() -> str:
    return format_html('<script src="{}" defer></script>', static("browsing/finish.js"))


# Merging ------------------------------------------------------------------------

hooks.register("register_game_section", merges_section)
hooks.register("register_bulk_action", MergeSelected)


class DuplicatesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_merge(request.user)


@hooks.register("register_games_menu_item")
def add_duplicates_item() -> MenuItem:
    return DuplicatesItem(
        "Possible duplicates",
        admin_url(Game, "duplicates"),
        name="duplicates",
        icon_name="merge",
        order=900,
    )


# Sessions -----------------------------------------------------------------------

hooks.register("register_game_section", sessions_section)


@hooks.register("register_admin_urls")
def add_session_pages() -> list[URLPattern]:
    return SESSION_URLS


class LogSessionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_LOG)


@hooks.register("register_admin_menu_item")
def add_log_item() -> MenuItem:
    """The element of the key L; `sessions.js` opens the dialog."""
    return LogSessionMenuItem(
        "Log a session",
        reverse_lazy("session_log"),
        name="log-session",
        icon_name="clock",
        order=0,
        attrs={
            "data-session-open": "",
            "data-controller": "w-kbd",
            "data-w-kbd-key-value": "l",
            "aria-keyshortcuts": "l",
            "data-key-label": "Log a session",
        },
    )


@hooks.register("insert_global_admin_js")
def add_session_script() -> str:
    return format_html(
        '<script src="{}" defer></script>', static("browsing/sessions.js")
    )


# Back-fill ----------------------------------------------------------------------

hooks.register("register_admin_urls", backfill_urls)
hooks.register("register_journal_menu_item", BackfillMenuItem)

# Bulk actions -------------------------------------------------------------------

for _action in (AddToList, SyncGamesOf):
    hooks.register("register_bulk_action", _action)


@hooks.register("register_admin_urls")
def add_bulk_pages() -> list[URLPattern]:
    undo = UndoAddView.as_view()
    return [path("bulk/undo-add-to-list/", undo, name="undo_add_to_list")]


# Statistics -----------------------------------------------------------------------


@hooks.register("register_admin_urls")
def add_statistics() -> list[URLPattern]:
    return [
        path("statistics/", StatisticsView.as_view(), name="statistics"),
        *YEAR_URLS,
    ]


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_all(request.user, Playthrough)


@hooks.register("register_admin_menu_item")
def add_statistics_item() -> MenuItem:
    return StatisticsMenuItem(
        "Statistics",
        reverse_lazy("statistics"),
        name="statistics",
        icon_name="chart",
        order=320,
    )


@hooks.register("register_permissions")
def year_permissions() -> Any:
    """In the groups' form: who writes reviews of a year, and who sees drafts."""
    return Permission.objects.filter(
        content_type__app_label="browsing",
        codename__in=["view_yearreview", "change_yearreview"],
    )

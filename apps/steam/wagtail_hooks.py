from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from apps.core.visibility import may_see_all
from apps.steam.admin.game_page import GamePage
from apps.steam.admin.game_page import LinkPage
from apps.steam.admin.game_page import RefreshView
from apps.steam.admin.game_page import steam_section
from apps.steam.admin.home_page import FollowView
from apps.steam.admin.home_page import HomePage
from apps.steam.admin.home_page import SyncView
from apps.steam.admin.new_page import NewGamesPage
from apps.steam.admin.sessions_page import AddTimePage
from apps.steam.admin.sessions_page import SessionsPage
from apps.steam.admin.sessions_page import UndoTimeView
from apps.steam.admin.settings_page import HelpPage
from apps.steam.admin.settings_page import SettingsPage
from apps.steam.models import SteamApp

hooks.register("register_game_section", steam_section)


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    one = "steam/games/<int:appid>/"
    return [
        path("steam/", HomePage.as_view(), name="steam_home"),
        path("steam/follow/", FollowView.as_view(), name="steam_follow"),
        path("steam/sync/", SyncView.as_view(), name="steam_sync"),
        path("steam/settings/", SettingsPage.as_view(), name="steam_settings"),
        path("steam/help/", HelpPage.as_view(), name="steam_help"),
        path("steam/new/", NewGamesPage.as_view(), name="steam_new"),
        path("steam/time/", SessionsPage.as_view(), name="steam_sessions"),
        path(
            "steam/time/<uuid:uuid>/undo/",
            UndoTimeView.as_view(),
            name="steam_undo_time",
        ),
        path(one, GamePage.as_view(), name="steam_game"),
        path(f"{one}link/", LinkPage.as_view(), name="steam_link"),
        path(f"{one}time/", AddTimePage.as_view(), name="steam_add_time"),
        path(f"{one}achievements/", RefreshView.as_view(), name="steam_refresh"),
    ]


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("steam.sync", "Sync", "Synced")
    actions.register_action("steam.add_time", "Add Steam time", "Added time from Steam")
    actions.register_action(
        "steam.undo_time", "Undo Steam time", "Took time from Steam back"
    )


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see the library, to change how it is."""
    return Permission.objects.filter(
        content_type__app_label="steam",
        content_type__model__in=["steamaccount", "steamapp"],
    )


class SteamMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_all(request.user, SteamApp)


@hooks.register("register_admin_menu_item")
def add_menu_item() -> MenuItem:
    return SteamMenuItem(
        "Steam",
        reverse_lazy("steam_home"),
        name="steam",
        icon_name="desktop",
        order=360,
    )

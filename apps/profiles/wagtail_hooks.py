from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from apps.core.visibility import may_see_all
from apps.profiles.admin.connecting import ConnectedView
from apps.profiles.admin.connecting import ConnectView
from apps.profiles.admin.connecting import DisconnectPage
from apps.profiles.admin.game_section import profile_section
from apps.profiles.admin.import_pages import ApplyView
from apps.profiles.admin.import_pages import DiscardView
from apps.profiles.admin.import_pages import ImportPage
from apps.profiles.admin.import_pages import LeaveOutView
from apps.profiles.admin.import_pages import NewImportPage
from apps.profiles.admin.import_pages import UndoPage
from apps.profiles.admin.overview import OverviewPage
from apps.profiles.admin.overview import SetUpView
from apps.profiles.admin.overview import SyncView
from apps.profiles.admin.profile_pages import HelpPage
from apps.profiles.admin.profile_pages import ProgressPage
from apps.profiles.admin.settings_page import SettingsPage
from apps.profiles.registry import kinds

hooks.register("register_game_section", profile_section)


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path("profiles/", OverviewPage.as_view(), name="profiles"),
        path(
            "profiles/<slug:slug>/set-up/", SetUpView.as_view(), name="set_up_profile"
        ),
        path("profiles/<slug:slug>/help/", HelpPage.as_view(), name="profile_help"),
        path(
            "profiles/<slug:slug>/settings/",
            SettingsPage.as_view(),
            name="profile_settings",
        ),
        path(
            "profiles/<slug:slug>/progress/",
            ProgressPage.as_view(),
            name="profile_progress",
        ),
        path(
            "profiles/<slug:slug>/connect/",
            ConnectView.as_view(),
            name="connect_profile",
        ),
        path(
            "profiles/<slug:slug>/connected/",
            ConnectedView.as_view(),
            name="profile_connected",
        ),
        path(
            "profiles/<slug:slug>/disconnect/",
            DisconnectPage.as_view(),
            name="disconnect_profile",
        ),
        path("profiles/<slug:slug>/sync/", SyncView.as_view(), name="sync_profile"),
        path(
            "profiles/<slug:slug>/import/",
            NewImportPage.as_view(),
            name="new_profile_import",
        ),
        path("profile-imports/<int:pk>/", ImportPage.as_view(), name="profile_import"),
        path(
            "profile-imports/<int:pk>/rows/<int:row>/",
            LeaveOutView.as_view(),
            name="leave_out_of_profile_import",
        ),
        path(
            "profile-imports/<int:pk>/apply/",
            ApplyView.as_view(),
            name="apply_profile_import",
        ),
        path(
            "profile-imports/<int:pk>/undo/",
            UndoPage.as_view(),
            name="undo_profile_import",
        ),
        path(
            "profile-imports/<int:pk>/discard/",
            DiscardView.as_view(),
            name="discard_profile_import",
        ),
    ]


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("profiles.sync", "Sync", "Synced")
    actions.register_action("profiles.connect", "Connect", "Connected the account")
    actions.register_action(
        "profiles.disconnect", "Disconnect", "Disconnected the account"
    )


class ProfilesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(may_see_all(request.user, kind.model) for kind in kinds())


@hooks.register("register_admin_menu_item")
def add_menu_item() -> MenuItem:
    return ProfilesMenuItem(
        "Profiles",
        reverse_lazy("profiles"),
        name="profiles",
        icon_name="layers",
        order=350,
    )


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("profiles/profiles.css")
    )

"""The admin's furniture: icons, menus without what a headless site lacks, styles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.urls import path
from django.utils.html import format_html_join
from wagtail import hooks

from apps.core.admin.bulk_actions import DeleteListed
from apps.core.admin.components import ComponentsView
from apps.core.admin.date_words import said_back
from apps.core.admin.no_documents import NoDocuments

# After Wagtail's own (order 0), so that ours is the one that stays registered.
hooks.register("register_bulk_action", DeleteListed, order=10)

ICONS = (
    "bump",
    "caret",
    "chart",
    "clock",
    "console",
    "controller",
    "dice",
    "difference",
    "disc",
    "finish",
    "flag",
    "gamepad",
    "journal",
    "layers",
    "merge",
    "new-entry",
    "note",
    "pin",
    "plug",
    "rank",
    "rank-down",
    "rank-same",
    "rank-up",
    "replay",
    "rows",
    "star",
    *(f"stars-{halves}" for halves in range(11)),
    "status-completed",
    "status-dropped",
    "status-ongoing",
    "status-paused",
    "status-planned",
    "status-playing",
    "status-undecided",
    "stop",
    "tick",
    "tiers",
    "trophy",
    "undated",
    "versus",
    "wall",
)
STYLES = ("tokens", "components", "dialog", "admin")
# Pages and images are parts of Wagtail that Questlog does not serve.
HIDDEN_ITEMS = {
    "construct_main_menu": {"explorer", "images"},
    "construct_settings_menu": {
        "collections",
        "locales",
        "redirects",
        "sites",
        "workflow-tasks",
        "workflows",
    },
    "construct_reports_menu": {
        "aging-pages",
        "locked-pages",
        "page-types-usage",
        "workflow-tasks",
        "workflows",
    },
    "construct_help_menu": {"editor-guide"},
}
SCRIPTS = (
    "admin",
    "cards",
    "chooser",
    "date-words",
    "keys",
    "live",
    "offline",
    "unsaved",
)
HIDDEN_PREFIXES = ("whats-new-in-wagtail",)
HIDDEN_SEARCH_AREAS = {"pages", "images"}


@hooks.register("register_icons")
def add_icons(icons: list[str]) -> list[str]:
    return [*icons, *(f"core/icons/{name}.svg" for name in ICONS)]


@hooks.register("construct_admin_api")
def add_missing_endpoint(router: Any) -> None:
    router.register_endpoint("documents", NoDocuments)


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path("components/", ComponentsView.as_view(), name="components"),
        path("date-words/", said_back, name="date_words"),
    ]


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        [(static(f"core/{name}.css"),) for name in STYLES],
    )


@hooks.register("insert_global_admin_js")
def add_scripts() -> str:
    return format_html_join(
        "",
        '<script src="{}" defer></script>',
        [(static(f"core/{name}.js"),) for name in SCRIPTS],
    )


def _hide(names: set[str]) -> Any:
    def hide(request: HttpRequest, items: list[Any]) -> None:
        items[:] = [
            item
            for item in items
            if item.name not in names and not item.name.startswith(HIDDEN_PREFIXES)
        ]

    return hide


for _hook, _names in HIDDEN_ITEMS.items():
    hooks.register(_hook, _hide(_names), order=100)


@hooks.register("construct_search", order=100)
def hide_search_areas(request: HttpRequest, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name not in HIDDEN_SEARCH_AREAS]

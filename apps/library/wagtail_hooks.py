from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern
from django.urls import path
from django.utils.html import format_html
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from apps.library.admin.bulk_actions import SyncMany
from apps.library.admin.covers import igdb_cover
from apps.library.merging.merge import MERGE_ACTION
from apps.library.merging.merge import UNMERGE_ACTION

hooks.register("register_bulk_action", SyncMany)


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    return [path("covers/igdb/<str:image_id>/", igdb_cover, name="igdb_cover")]


@hooks.register("register_log_actions")
def name_merges_in_the_log(actions: Any) -> None:
    @actions.register_action(MERGE_ACTION)
    class MergedGame(LogFormatter):
        label = "Merge"

        def format_message(self, entry: Any) -> str:
            return f"“{entry.data.get('merged', '')}” merged into it"

    @actions.register_action(UNMERGE_ACTION)
    class UnmergedGame(LogFormatter):
        label = "Undo merge"

        def format_message(self, entry: Any) -> str:
            return f"Merge with “{entry.data.get('from', '')}” undone"


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("library/igdb-search.css")
    )


@hooks.register("insert_global_admin_js")
def add_script() -> str:
    # Choosers open on any page.
    names = ("library/igdb-search.js", "library/cover-input.js")
    return format_html_join(
        "", '<script src="{}" defer></script>', ((static(name),) for name in names)
    )

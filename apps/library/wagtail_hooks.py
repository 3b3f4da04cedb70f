from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from apps.library.admin.bulk_actions import SyncMany

hooks.register("register_bulk_action", SyncMany)


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

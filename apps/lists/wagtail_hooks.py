from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from apps.lists.admin.buttons import buttons_of
from apps.lists.admin.comparison import RESTORE_ACTION
from apps.lists.admin.deletion import PUT_BACK_ACTION
from apps.lists.admin.list_page import EntryURLFinder
from apps.lists.admin.versus import APPLY_ACTION
from apps.lists.admin.viewsets import ListViewSet
from apps.lists.models import ListEntry
from apps.lists.models.list import EDITED_ACTION
from apps.lists.models.list import KEPT_ACTION

register_snippet(ListViewSet)

hooks.register("register_row_buttons", buttons_of)

# What holds a game back from deletion is shown with a link.
register_admin_url_finder(ListEntry, EntryURLFinder)


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("lists/lists.css"))


@hooks.register("register_log_actions")
def name_changes_in_the_log(actions: Any) -> None:
    actions.register_action(EDITED_ACTION, "Edit entries", "Entries edited")
    actions.register_action(
        KEPT_ACTION, "Keep version", "Version kept, from before the next change"
    )

    actions.register_action(PUT_BACK_ACTION, "Put back", "Put back after its deletion")

    actions.register_action(
        APPLY_ACTION, "Apply Versus", "Order applied that was found by Versus"
    )

    @actions.register_action(RESTORE_ACTION)
    class RestoredEntries(LogFormatter):
        label = "Restore entries"

        def format_message(self, entry: Any) -> str:
            created = entry.data.get("revision", {}).get("created", "")
            return f"Entries restored as of {created[:16].replace('T', ' ')}"

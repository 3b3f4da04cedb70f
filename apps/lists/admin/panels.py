from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from apps.lists.admin.list_page import list_url


class EntriesPanel(Panel):
    """The way to the board; a form of a thousand choosers would take nine seconds."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lists/entries_panel.html"

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            list_ = self.instance
            if list_.pk is None:
                return context
            return {
                **context,
                "list": list_,
                "entry_count": list_.entries.count(),
                "rank_url": list_url(list_, "rank"),
            }

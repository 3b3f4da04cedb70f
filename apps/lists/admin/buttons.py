from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.widgets.button import Button

from apps.lists.admin.list_page import list_url
from apps.lists.admin.views_of_list import versus_label
from apps.lists.models import List


def buttons_of(row: models.Model, user: Any, next_url: str) -> list[Button]:
    """The way to the board, wherever a list shows."""
    if not isinstance(row, List) or not user.has_perm("lists.change_list"):
        return []
    label = "Rank" if row.is_ranked else "Entries"
    url = list_url(row, "rank")
    return [Button(label, url=url, icon_name="list-ol", priority=5)]


def further_buttons(list_: List, user: Any) -> list[Button]:
    """What else can be done with a list, below its dots."""
    exports = [
        Button(
            f"Entries as {kind.upper()}",
            url=list_url(list_, "export_entries", kind),
            icon_name="download",
            priority=60,
        )
        for kind in ("xlsx", "csv")
    ]
    if not user.has_perm("lists.change_list"):
        return exports
    url = list_url(list_, "movements")
    movements = Button("Compare two times", url=url, icon_name="history", priority=50)
    if not list_.is_ranked:
        return [movements, *exports]
    ranked = [
        Button(label, url=list_url(list_, name), icon_name=icon, priority=priority)
        for label, name, icon, priority in (
            ("Tiers", "tiers", "tiers", 30),
            ("Movement", "bump", "bump", 35),
            (versus_label(list_), "versus", "versus", 40),
        )
    ]
    return [*ranked, movements, *exports]


class FurtherButtons:
    """A page of one list with `further_buttons` below the dots of its header."""

    request: Any
    object: Any

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons  # type: ignore[misc]
        return [*buttons, *further_buttons(self.object, self.request.user)]

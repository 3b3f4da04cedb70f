from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.widgets.button import Button

from apps.lists.list_page import list_url
from apps.lists.models import List


def buttons_of(row: models.Model, user: Any, next_url: str) -> list[Button]:
    """What can be done with a list beside editing it."""
    if not isinstance(row, List):
        return []
    exports = [
        Button(
            f"Entries as {kind.upper()}",
            url=list_url(row, "export_entries", kind),
            icon_name="download",
            priority=60,
        )
        for kind in ("xlsx", "csv")
    ]
    if not user.has_perm("lists.change_list"):
        return exports
    rank = Button(
        "Rank" if row.is_ranked else "Entries",
        url=list_url(row, "rank"),
        icon_name="list-ol",
        priority=5,
    )
    movements = Button(
        "Compare two dates",
        url=list_url(row, "movements"),
        icon_name="history",
        priority=50,
    )
    return [rank, movements, *exports]

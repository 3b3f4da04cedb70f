from __future__ import annotations

from typing import Any

from apps.core.admin.viewsets import InspectView
from apps.lists.admin.buttons import FurtherButtons
from apps.lists.images import images_of


class ListInspectView(FurtherButtons, InspectView):
    """A list with its entries in order."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.object.entries
        return {
            **super().get_context_data(**kwargs),
            "entries": entries.values_list(
                "position", "game__name", "game__original_release_year", "notes"
            ),
            "images": images_of(self.object),
            "api_url": f"/api/lists/{self.object.slug}/images",
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself

"""What the dashboard says of imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.imports.models import Import


class LastImportPanel(Component):
    """The newest import and what became of it."""

    name = "last_import"
    order = 50
    template_name = "imports/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        batch = Import.objects.defer("source_text").order_by("-pk").first()
        return {
            "batch": batch,
            "url": admin_url(Import, "edit", batch.pk) if batch else None,
            "more_url": admin_url(Import, "list"),
        }

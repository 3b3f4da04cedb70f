from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from apps.browsing.admin.dashboard import QuickActions
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.imports.admin.panels import LastImportPanel
from apps.imports.admin.viewsets import ImportViewSet
from apps.imports.models import Import

register_snippet(ImportViewSet)


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    actions.register_action("questlog.import_apply", "Apply", "Applied")
    actions.register_action("questlog.import_undo", "Undo", "Undone")


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may(request.user, Import, "change"):
        panels.append(LastImportPanel())
    if may(request.user, Import, "add"):
        for panel in panels:
            if isinstance(panel, QuickActions):
                panel.import_url = admin_url(Import, "add")

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from apps.imports.admin.viewsets import ImportViewSet

register_snippet(ImportViewSet)


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    actions.register_action("questlog.import_apply", "Apply", "Applied")
    actions.register_action("questlog.import_undo", "Undo", "Undone")

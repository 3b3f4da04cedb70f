from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from apps.browsing.admin.dashboard.first_run import FirstRunPanel
from apps.browsing.admin.dashboard.panels import HeadlinePanel
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.dashboard import TASKS
from apps.imports.admin.viewsets import ImportViewSet
from apps.imports.admin.waiting import imports_in_review
from apps.imports.admin.waiting import tasks
from apps.imports.models import Import
from apps.imports.sessions.saving import ACTION
from apps.imports.sessions.views import ImportSessionsPage
from apps.imports.sessions.views import UndoImportView

register_snippet(ImportViewSet)


@hooks.register("register_log_actions")
def register_import_actions(actions: Any) -> None:
    actions.register_action("questlog.import_apply", "Apply", "Applied")
    actions.register_action("questlog.import_undo", "Undo", "Undone")
    actions.register_action(ACTION, "Import sessions", "Imported sessions")
    actions.register_action(
        "questlog.source_news", "Find something new", "Found something new"
    )


@hooks.register("register_admin_urls")
def add_session_imports() -> list[URLPattern]:
    return [
        path("session/import/", ImportSessionsPage.as_view(), name="session_import"),
        path(
            "session/import/undo/",
            UndoImportView.as_view(),
            name="session_import_undo",
        ),
    ]


hooks.register(TASKS, tasks, order=-1)


@hooks.register("construct_homepage_panels")
def add_addresses(request: HttpRequest, panels: list[Any]) -> None:
    if not may(request.user, Import, "add"):
        return
    for panel in panels:
        if isinstance(panel, HeadlinePanel | FirstRunPanel):
            panel.import_url = admin_url(Import, "add")
        if isinstance(panel, FirstRunPanel):
            in_review = imports_in_review().first()
            if in_review:
                panel.review_url = admin_url(Import, "edit", in_review.pk)

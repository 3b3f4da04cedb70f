"""Imports that wait for the owner: on the dashboard, and as a count in the sidebar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.dashboard import Task
from apps.core.plurals import counted
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportStatus

# Of each, on the dashboard.
SHOWN = 3


def imports_in_review() -> QuerySet[Import]:
    in_review = Import.objects.filter(status=ImportStatus.REVIEWING)
    return in_review.defer("source_text").order_by("-pk")


def tasks(request: HttpRequest) -> Iterator[Task]:
    if not may(request.user, Import, "change"):
        return
    undecided = Count("rows", filter=Q(rows__decision=Decision.OPEN))
    imports = imports_in_review().annotate(row_count=Count("rows"), undecided=undecided)
    for import_ in imports[:SHOWN]:
        rows = counted(import_.row_count, "row")
        asks = f"{import_.undecided} to decide" if import_.undecided else "all decided"
        yield Task(
            icon="download",
            title=f"{import_.title} is in review",
            detail=f"{rows}, {asks}",
            url=admin_url(Import, "edit", import_.pk),
            action="Review",
        )


class ImportMenuItem(MenuItem):
    """Shows how many imports wait for review."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, Import, "add", "change", "delete", "view")

    def render_component(self, request: HttpRequest) -> Any:
        shown = super().render_component(request)
        waiting = imports_in_review().count()
        if waiting:
            words = f"{counted(waiting, 'import')} to review"
            shown.label = f"{self.label}"
            shown.attrs = {
                **shown.attrs,
                "data-count": str(waiting),
                "aria-label": f"{self.label}, {words}",
            }
        return shown

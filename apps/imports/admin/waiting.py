"""Imports that wait for the owner: on the dashboard, and as a count in the sidebar."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
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
from apps.imports.models import FollowedSource
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
    yield from _of_followed()
    undecided = Count("rows", filter=Q(rows__decision=Decision.OPEN))
    others = imports_in_review().exclude(followed_source__in=_with_news())
    imports = others.annotate(row_count=Count("rows"), undecided=undecided)
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


def _with_news() -> QuerySet[FollowedSource]:
    return FollowedSource.objects.with_news()


def _of_followed() -> Iterator[Task]:
    """What is new in followed lists, in one line, and those that can't be read."""
    news = list(_with_news().defer("known_text", "seen_text"))
    if len(news) == 1:
        yield Task(
            icon="rotate",
            title=f"“{news[0]}” has news",
            detail=f"{news_in_words(news[0].news)}, found in a list you follow",
            url=admin_url(Import, "edit", news[0].last_import_id),
            action="Review",
        )
    elif news:
        yield Task(
            icon="rotate",
            title=f"{counted(len(news), 'list')} you follow have news",
            detail=", ".join(map(str, news)),
            url=admin_url(Import, "followed"),
            action="Review",
        )
    failing = list(FollowedSource.objects.failing().defer("known_text", "seen_text"))
    if failing:
        yield Task(
            icon="warning",
            title=f"{counted(len(failing), 'list')} you follow can’t be read",
            detail=f"{failing[0]}: {failing[0].error}",
            url=admin_url(Import, "followed"),
            action="Look",
        )


def news_in_words(news: Mapping[str, int]) -> str:
    """“3 new or changed games, 1 line not understood”; empty for none."""
    games, lines = news.get("games", 0), news.get("lines", 0)
    phrases = [counted(games, "new or changed game")] if games else []
    phrases += [f"{counted(lines, 'line')} not understood"] if lines else []
    return ", ".join(phrases)


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

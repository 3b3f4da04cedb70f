"""What waits for the owner in the library and the journal."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists
from django.db.models import OuterRef
from django.http import HttpRequest

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.dashboard import Task
from apps.core.plurals import counted
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.igdb.differences import still_differing
from apps.library.models import Cover
from apps.library.models import Edition
from apps.library.models import Game


def tasks(request: HttpRequest) -> Iterator[Task]:
    if may(request.user, Playthrough, "change"):
        yield from _undated()
    if may(request.user, Game, "change"):
        yield from _differences()
        yield from _failed_covers()


def _undated() -> Iterator[Task]:
    count = Playthrough.objects.filter(
        status=Status.COMPLETED, completed_at__isnull=True
    ).count()
    if count:
        verb = "has" if count == 1 else "have"
        yield Task(
            icon="undated",
            title=f"{counted(count, 'completion')} {verb} no date",
            detail="A year is enough, if that’s all you remember",
            url=f"{admin_url(Playthrough, 'list')}?dated=no&status={Status.COMPLETED}",
            action="Fill in",
        )


def _differences() -> Iterator[Task]:
    count = still_differing()
    if count:
        yield Task(
            icon="difference",
            title=f"IGDB differs on {counted(count, 'game')}",
            detail="Your values were kept",
            url=f"{admin_url(Game, 'list')}?igdb=differs",
            action="Compare",
        )


def _failed_covers() -> Iterator[Task]:
    """Given up: what is tried again by itself isn't the owner's business."""
    games = Game.objects.filter(cover_url=OuterRef("source_url"))
    editions = Edition.objects.filter(cover_url=OuterRef("source_url"))
    failed = Cover.objects.given_up()
    count = failed.filter(Exists(games) | Exists(editions)).count()
    if count:
        yield Task(
            icon="image",
            title=f"{counted(count, 'cover')} couldn’t be fetched",
            detail="Questlog has stopped trying. Upload your own instead",
            url=f"{admin_url(Game, 'list')}?cover=failed",
            action="Look",
        )

"""Editing sessions: the revisions that moves, additions and removals leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.models import Revision

if TYPE_CHECKING:
    from apps.lists.models.list import List

# A pause of this length ends a session: the next change starts a new revision.
PAUSE = timedelta(minutes=30)
EDITED_ACTION = "lists.entries"
KEPT_ACTION = "lists.kept"


@contextmanager
def save_session_revision(ranking: List, user: AbstractBaseUser) -> Iterator[None]:
    """Keep what the locked list was and, if its entries change, what it became."""
    up_to_date = Revision.objects.filter(
        pk=ranking.latest_revision_id, created_at__gte=ranking.updated_at
    )
    if not up_to_date.exists():
        # Changed since by an import or in the shell, or never revised: without a
        # revision of it there would be no way back to it.
        ranking.save_revision(clean=False, log_action=KEPT_ACTION)
    version = ranking.version
    yield
    # The verb may have been called on another instance, through an entry.
    ranking.refresh_from_db()
    if ranking.version == version:
        return
    session = Revision.objects.filter(
        pk=ranking.latest_revision_id,
        user=user,
        created_at__gte=timezone.now() - PAUSE,
        pk__in=ModelLogEntry.objects.filter(action=EDITED_ACTION).values("revision_id"),
    )
    written_over = session.update(
        content=ranking.serializable_data(), created_at=timezone.now()
    )
    if not written_over:
        ranking.save_revision(user=user, clean=False, log_action=EDITED_ACTION)

"""Syncs with IGDB in the background: of chosen games, and every night of all."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.twitch import is_configured
from apps.jobs.job_types import background
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.library.igdb.sync import outdated_games
from apps.library.igdb.sync import sync_games

LOCK = "library.sync"


def nightly() -> str:
    """When all games are looked through, in UTC: never, where IGDB is not set up."""
    return "40 4 * * *" if is_configured() else ""


@background("library.sync", title="Sync games with IGDB", lock=LOCK)
def sync_in_background(progress: Progress, *, games: list[int], by: int | None) -> None:
    """As `sync_games`; a further attempt goes on where the one before it was."""
    user = None if by is None else User.objects.filter(pk=by).first()
    try:
        sync_games(games, user=user, progress=progress)
    except RemoteError as error:
        raise _for_good(error) from error


@background(
    "library.sync_changed",
    title="Sync games that IGDB has changed",
    lock=LOCK,
    schedule=nightly(),
)
def sync_changed(progress: Progress) -> None:
    """All linked games that IGDB has changed since their last sync, and no others."""
    try:
        if "outdated" not in progress.memory:
            outdated = outdated_games()
            with transaction.atomic():
                progress.remember(outdated=outdated)
        sync_games(progress.memory["outdated"], progress=progress)
    except RemoteError as error:
        raise _for_good(error) from error


def _for_good(error: RemoteError) -> Exception:
    """What another attempt cannot mend ends the job; all else is tried again."""
    if isinstance(error, RemoteMisconfigured | RemoteUnauthorized):
        return JobFailed(f"{error.message} {error.what_to_do}")
    return error

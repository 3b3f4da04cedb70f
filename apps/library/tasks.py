"""What the library does in the background.

Syncs with IGDB: of chosen games, and every night of all. And fetching covers: soon
after some game or edition has a new one, again for those that failed, and once a day
for what slipped through.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.twitch import is_configured
from apps.jobs.job_types import background
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.library.covers.fetching import fetch_missing
from apps.library.covers.fetching import forget_unused
from apps.library.covers.fetching import is_any_missing
from apps.library.covers.fetching import restore_lost
from apps.library.igdb.differences import games_with_differences
from apps.library.igdb.sync import outdated_games
from apps.library.igdb.sync import sync_games
from apps.library.models import Cover

LOCK = "library.sync"
COVERS_LOCK = "library.covers"
# Of jobs that fetch covers: one may wait while another one runs, and no more.
SOON = ("soon", "next")


def nightly() -> str:
    """When all games are looked through, in UTC: never, where IGDB is not set up."""
    return "40 4 * * *" if is_configured() else ""


@background("library.sync", title="Sync games with IGDB", lock=LOCK)
def sync_in_background(progress: Progress, *, games: list[int], by: int | None) -> None:
    """As `sync_games`; a further attempt goes on where the one before it was.

    Afterwards it looks which games differ, for the dashboard's `still_differing`.
    """
    user = None if by is None else User.objects.filter(pk=by).first()
    try:
        sync_games(games, user=user, progress=progress)
        games_with_differences()
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
        games_with_differences()
    except RemoteError as error:
        raise _for_good(error) from error


@background(
    "library.tend_covers",
    title="Check covers",
    lock=COVERS_LOCK,
    schedule="20 5 * * *",
)
def tend_covers(progress: Progress) -> None:
    """Every day: forget covers that nothing names, and restore those that got lost."""
    forget_unused(timezone.now())
    restore_lost()
    fetch_covers.run(progress)


@background("library.fetch_covers", title="Fetch covers", lock=COVERS_LOCK)
def fetch_covers(progress: Progress) -> None:
    """As `fetch_missing`; those that fail are tried again when they are due."""
    fetch_missing(progress)
    later = Cover.objects.filter(retry_at__gt=timezone.now())
    due = later.aggregate(due=Min("retry_at"))["due"]
    if due is not None:
        # The time is in the key, because this very job may be such a one.
        fetch_covers.start(key=f"retry at {due:%Y-%m-%d %H:%M}", due_at=due)


def fetch_covers_soon() -> None:
    """Have missing covers fetched once the caller's transaction is committed.

    Cheap, and once for any number of calls: a job that waits already looks for all
    that is missing when it begins.
    """
    transaction.on_commit(_start_fetching, robust=True)


def _start_fetching() -> None:
    active = Job.objects.active().filter(kind=fetch_covers.name, key__in=SOON)
    states = dict(active.values_list("key", "state"))
    if State.WAITING not in states.values():
        free = next((key for key in SOON if key not in states), None)
        if free and is_any_missing(timezone.now()):
            fetch_covers.start(key=free)


def _for_good(error: RemoteError) -> Exception:
    """What another attempt cannot mend ends the job; all else is tried again."""
    if isinstance(error, RemoteMisconfigured | RemoteUnauthorized):
        return JobFailed(f"{error.message} {error.what_to_do}")
    return error

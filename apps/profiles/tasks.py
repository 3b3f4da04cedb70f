"""What profiles do in the background: syncs, each with its schedule, and imports."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from apps.integrations.http.errors import RemoteError
from apps.jobs.job_types import JobType
from apps.jobs.job_types import background
from apps.jobs.models import Job
from apps.jobs.own_times import own_time
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.connections import connection_obstacle
from apps.profiles.imports.applying import apply_import
from apps.profiles.imports.undoing import undo_import
from apps.profiles.models import ProfileImport
from apps.profiles.models import ProfileImportStatus
from apps.profiles.registry import Every
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kinds
from apps.profiles.snapshots import take_snapshot
from apps.profiles.sync import sync_profile

# More rows than this take over a second to write or to take back.
MOST_ROWS_AT_ONCE = 300
KEY = "sync"
LOCK = "profiles.import"


def _schedule(kind: ProfileKind) -> str:
    """When it is synced by itself, as a cron line in UTC; never without its keys.

    The minute and hour are this installation's own: not every Questlog asks a
    service at the same moment.
    """
    if kind.sync is None or kind.sync.missing():
        return ""
    own = own_time(kind.slug)
    return {
        Every.HOUR: f"{own.minute} * * * *",
        Every.QUARTER_DAY: f"{own.minute} {own.hour % 6}-23/6 * * *",
        Every.DAY: own.daily,
        Every.WEEK: f"{own.minute} {own.hour} * * {own.day}",
    }[kind.sync.every]


def _sync_of(kind: ProfileKind) -> JobType[...]:
    name = f"profiles.sync_{kind.slug}"

    @background(name, title=f"Sync {kind.name}", lock=name, schedule=_schedule(kind))
    def sync_in_background(progress: Progress, *, by: int | None = None) -> None:
        """A further attempt goes on from what the one before has committed."""
        if by is None and (kind.model.current() is None or connection_obstacle(kind)):
            # The schedule of a profile that nobody has set up, or whose account the
            # owner must connect: the pages say so.
            return
        try:
            sync_profile(kind, by=_user(by), progress=progress)
        except RemoteError as error:
            if error.may_pass:
                raise
            raise JobFailed(f"{error.message} {error.what_to_do}") from error

    return sync_in_background


# By the slug of the profile.
SYNCS: dict[str, JobType[...]] = {
    kind.slug: _sync_of(kind) for kind in kinds() if kind.sync is not None
}


def start_sync(kind: ProfileKind, *, by: User | None, url: str = "") -> Job:
    """Sync in the background; while one is on its way, that one is returned."""
    arguments: dict[str, Any] = {"by": by.pk if by else None}
    return SYNCS[kind.slug].start(key=KEY, by=by, url=url, arguments=arguments)


@background(
    "profiles.take_snapshots",
    title="Keep the figures of profiles",
    schedule="50 3 * * *",
)
def take_snapshots(progress: Progress) -> None:
    """Every day, of those that something has changed in."""
    for kind in kinds():
        profile = kind.model.current()
        if profile is not None:
            take_snapshot(kind, profile)


@background("profiles.apply_import", title="Apply a profile’s import", lock=LOCK)
def apply_in_background(progress: Progress, *, batch: int, by: int | None) -> None:
    """As `apply_import`: all of it or nothing, so also when it is canceled."""
    import_ = _find(batch)
    # Else an attempt whose worker died just afterward has done it.
    if import_.is_open:
        apply_import(import_, by=_user(by), at=timezone.now(), progress=progress)


@background("profiles.undo_import", title="Undo a profile’s import", lock=LOCK)
def undo_in_background(progress: Progress, *, batch: int, by: int | None) -> None:
    """As `undo_import`: all of it or nothing, so also when it is canceled."""
    import_ = _find(batch)
    if import_.status == ProfileImportStatus.APPLIED:
        undo_import(import_, by=_user(by), at=timezone.now(), progress=progress)


def job_of(import_: ProfileImport) -> Job | None:
    """The latest job about `import_`."""
    names = [apply_in_background.name, undo_in_background.name]
    jobs = Job.objects.filter(kind__in=names, key=str(import_.pk))
    return jobs.order_by("-pk").first()


def _find(batch: int) -> ProfileImport:
    import_ = ProfileImport.objects.filter(pk=batch).first()
    if import_ is None:
        raise JobFailed("The import was deleted.")
    return import_


def _user(pk: int | None) -> User | None:
    return None if pk is None else User.objects.filter(pk=pk).first()

"""What goes on in the background: the daily sync, and achievements on demand."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from apps.integrations import steam
from apps.integrations.http.errors import RemoteError
from apps.jobs.job_types import background
from apps.jobs.models import Job
from apps.jobs.own_times import own_time
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.syncing.sync import refresh_achievements
from apps.steam.syncing.sync import sync_account

KEY = "sync"
LOCK = "steam.sync"


@background(
    "steam.sync",
    title="Sync Steam",
    lock=LOCK,
    schedule=own_time("steam").daily if steam.is_configured() else "",
)
def sync_in_background(progress: Progress, *, by: int | None = None) -> None:
    """A further attempt goes on from what the one before has committed."""
    account = SteamAccount.current()
    if account is None or (by is None and not account.is_followed):
        # The schedule of an account that nobody follows.
        return
    try:
        sync_account(account, by=_user(by), progress=progress)
    except RemoteError as error:
        raise _failed(error) from error


@background("steam.achievements", title="Read achievements from Steam", lock=LOCK)
def refresh_in_background(progress: Progress, *, app: int) -> None:
    found = SteamApp.objects.filter(pk=app).first()
    if found is None:
        raise JobFailed("This game isn’t stored anymore.")
    progress.begin(1, found.name)
    try:
        refresh_achievements(found, at=timezone.now())
    except RemoteError as error:
        raise _failed(error) from error
    progress.step()


def start_sync(*, by: User | None, url: str = "") -> Job:
    """Sync in the background; while one is on its way, that one is returned."""
    arguments = {"by": by.pk if by else None}
    return sync_in_background.start(key=KEY, by=by, url=url, arguments=arguments)


def start_refresh(app: SteamApp, *, by: User | None, url: str = "") -> Job:
    """Read the achievements of one game in the background, once at a time."""
    return refresh_in_background.start(
        title=f"Read achievements of {app}",
        key=str(app.pk),
        by=by,
        url=url,
        arguments={"app": app.pk},
    )


def _failed(error: RemoteError) -> Exception:
    """What ends the job, or has it tried again later."""
    if error.may_pass:
        return error
    return JobFailed(f"{error.message} {error.what_to_do}")


def _user(pk: int | None) -> User | None:
    return None if pk is None else User.objects.filter(pk=pk).first()

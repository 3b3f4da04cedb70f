"""The whole sync: the library by one request, then achievements of what was played.

Each part is committed by itself. Run again after a crash, it goes on with the games
that are left: which those are, is known from their rows.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from apps.core.history import record_change
from apps.core.plurals import counted
from apps.imports.following.look import offer_library
from apps.integrations import steam
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.steam import SteamClient
from apps.integrations.steam import SteamLibraryPrivate
from apps.jobs.progress import SILENT
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.library.tasks import fetch_covers_soon
from apps.server.time_zone import owner_time_zone
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.models.changes import account_synced
from apps.steam.syncing.achievements import fetch_achievements
from apps.steam.syncing.achievements import store_achievements
from apps.steam.syncing.changes import changes_of
from apps.steam.syncing.changes import unlocked_in
from apps.steam.syncing.library import LibraryEmpty
from apps.steam.syncing.library import store_library
from apps.steam.syncing.library import withhold
from apps.steam.syncing.linking import link_games

MOST_CHANGES = 50
# So many games in a row that can't be read mean that it isn't the games.
MOST_FAILURES = 5


def obstacle(account: SteamAccount | None) -> str:
    """Why nothing can be synced now, in a sentence; empty where it can."""
    if not steam.is_configured():
        return "Set STEAM_API_KEY and STEAM_ID, and restart Questlog."
    if account is None or not account.is_followed:
        return "Follow your Steam library first, on the Steam page of the admin."
    return ""


def sync_account(
    account: SteamAccount,
    *,
    by: AbstractBaseUser | None = None,
    progress: Progress = SILENT,
) -> list[str]:
    """Bring `account` up to date; returns what changed, in words.

    How it ended is kept at the account. Raises `RemoteError`, and `JobFailed` where
    another attempt would not help.
    """
    if reason := obstacle(account):
        raise JobFailed(reason)
    try:
        # Days are the owner's, also in a worker.
        with timezone.override(owner_time_zone()), SteamClient() as client:
            changes = _sync(account, client, progress)
    except RemoteError as error:
        _keep_error(account, f"{error.message} {error.what_to_do}")
        raise
    except JobFailed as error:
        _keep_error(account, str(error))
        raise
    end_sync(account, changes, by=by)
    return changes


def _sync(account: SteamAccount, client: SteamClient, progress: Progress) -> list[str]:
    # Of an attempt before this one.
    changes: list[str] = list(progress.memory.get("changes", []))
    if not progress.memory.get("has_library"):
        progress.begin(1, "Reading the library")
        changes += _read_library(account, client, progress)
    return _read_achievements(account, client, progress, changes)


def _read_library(
    account: SteamAccount, client: SteamClient, progress: Progress
) -> list[str]:
    at = timezone.now()
    try:
        library = client.owned_library()
        with transaction.atomic():
            found = list(changes_of(store_library(account, library, at=at)))
            if linked := link_games(account):
                found.append(
                    f"{counted(linked, 'game')} found in your Questlog library"
                )
            progress.remember(has_library=True, changes=found)
        offer_library(library.games, at=at)
    except (SteamLibraryPrivate, LibraryEmpty):
        withhold(account, at=at)
        raise
    return found


def _read_achievements(
    account: SteamAccount,
    client: SteamClient,
    progress: Progress,
    changes: list[str],
) -> list[str]:
    outdated = account.apps.filter(missing_since=None).with_outdated_achievements()
    apps = list(outdated.latest_first())
    failures, successes, first_filled = 0, 0, 0
    hidden: SteamLibraryPrivate | None = None
    progress.begin(len(apps), "Reading achievements" if apps else "")
    for app in apps:
        is_first = app.achievements_read_at is None
        try:
            fetched = fetch_achievements(app, client, at=timezone.now())
            with transaction.atomic():
                if unlocked := store_achievements(app, fetched):
                    changes.append(unlocked_in(app, len(unlocked)))
                progress.remember(has_library=True, changes=changes)
            failures, successes = 0, successes + 1
            first_filled += is_first
        except (RemoteUnexpected, RemoteRefused) as error:
            failures += 1
            if isinstance(error, RemoteUnauthorized) or failures >= MOST_FAILURES:
                raise
            if isinstance(error, SteamLibraryPrivate):
                hidden = error
            note_failure(app, error)
            progress.fail(app.name, error.message)
        progress.step(message=app.name)
    if hidden is not None and not successes:
        # Not of one game that is marked as private, but of all.
        raise hidden
    if first_filled:
        count = counted(first_filled, "game")
        changes.append(f"Achievements of {count} read for the first time")
    return changes


def note_failure(app: SteamApp, error: RemoteError) -> None:
    rows = SteamApp.objects.filter(pk=app.pk)
    rows.update(achievements_error=f"{error.message} {error.what_to_do}")


def refresh_achievements(app: SteamApp, *, at: datetime) -> int:
    """Read those of one game now; how many are newly unlocked. Raises `RemoteError`."""
    try:
        with SteamClient() as client:
            fetched = fetch_achievements(app, client, at=at)
    except RemoteError as error:
        note_failure(app, error)
        raise
    with transaction.atomic():
        fetch_covers_soon()
        return len(store_achievements(app, fetched))


def _keep_error(account: SteamAccount, error: str) -> None:
    SteamAccount.objects.filter(pk=account.pk).update(sync_error=error)


@transaction.atomic
def end_sync(
    account: SteamAccount, changes: list[str], *, by: AbstractBaseUser | None
) -> None:
    """Note that a sync succeeded, and record what it changed."""
    now = timezone.now()
    account.lock()
    account.last_synced, account.sync_error = now, ""
    account.save(update_fields=["last_synced", "sync_error", "updated_at"])
    if not changes:
        return
    # Icons of what was unlocked, among others.
    fetch_covers_soon()
    data = {"changes": changes[:MOST_CHANGES], "change_count": len(changes)}
    record_change(account, user=by, action="steam.sync", data=data)
    account_synced.send(SteamAccount, account=account, at=now, **data)

"""Bringing a profile up to date from its service, and saying what changed."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from apps.core.history import record_change
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import SILENT
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.base import Profile
from apps.profiles.connections import connection_obstacle
from apps.profiles.events import PROFILE_SYNCED
from apps.profiles.events import ProfileSyncedPayload
from apps.profiles.registry import ProfileKind
from apps.profiles.snapshots import take_snapshot

MOST_CHANGES = 50


class SyncTooSoon(JobFailed):
    """Nothing was asked, since it was a moment ago; no failure to keep."""


def obstacle(kind: ProfileKind) -> str:
    """Why `kind` can't be synced now, in a sentence; empty where it can."""
    if kind.sync is None:
        return kind.no_sync
    if kind.model.current() is None:
        return f"{kind.name} isn’t set up yet. Set it up under Profiles in the admin."
    return kind.sync.missing() or connection_obstacle(kind)


def sync_profile(
    kind: ProfileKind,
    *,
    by: AbstractBaseUser | None = None,
    progress: Progress = SILENT,
) -> list[str]:
    """Sync the owner's profile; returns what changed, in words.

    How it ended is kept at the profile. Raises what the sync raises, and `JobFailed`
    where nothing can be synced.
    """
    profile = kind.model.current()
    reason = obstacle(kind)
    if reason or kind.sync is None or profile is None:
        raise JobFailed(reason)
    profile.synced_by = by
    try:
        changes = kind.sync.run(profile, progress)
    except SyncTooSoon:
        raise
    except RemoteError as error:
        _keep(profile, f"{error.message} {error.what_to_do}")
        raise
    except JobFailed as error:
        _keep(profile, str(error))
        raise
    _end(kind, profile, changes, by=by)
    return changes


def _keep(profile: Profile, error: str) -> None:
    type(profile)._default_manager.filter(pk=profile.pk).update(sync_error=error)


@transaction.atomic
def _end(
    kind: ProfileKind,
    profile: Profile,
    changes: list[str],
    *,
    by: AbstractBaseUser | None,
) -> None:
    now = timezone.now()
    profile = kind.model.objects_locked().get(pk=profile.pk)
    rows = kind.model._default_manager.filter(pk=profile.pk)
    rows.update(last_synced=now, sync_error="")
    take_snapshot(kind, profile, at=now)
    if not changes:
        return
    shown = changes[:MOST_CHANGES]
    data = {"changes": shown, "change_count": len(changes)}
    record_change(profile, user=by, action="profiles.sync", data=data)
    if not profile.is_public:
        return
    PROFILE_SYNCED.record(
        ProfileSyncedPayload(
            profile=kind.slug,
            name=kind.name,
            game=profile.game.name,
            changes=shown,
            change_count=len(changes),
            synced_at=now.isoformat(),
        ),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:sync:{now.isoformat()}",
    )

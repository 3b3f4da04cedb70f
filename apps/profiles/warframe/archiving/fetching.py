"""The profile fetched from the game's service, seldom and with pauses.

An address that asks too much can't log in to the game either, for up to a day. When
Questlog asked last and until when it waits is stored at the profile: a restart forgets
neither, and of two who ask at the same moment one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localtime

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.errors import in_words
from apps.integrations.warframe.client import NAME
from apps.integrations.warframe.client import UPLOAD
from apps.integrations.warframe.client import AddressBlocked
from apps.integrations.warframe.client import CrossSaveAccount
from apps.integrations.warframe.client import ProfileWithheld
from apps.integrations.warframe.client import WarframeClient
from apps.integrations.warframe.client import configured_account
from apps.integrations.warframe.client import configured_platform
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.sync import SyncTooSoon
from apps.profiles.warframe.archiving.changes import changes_of
from apps.profiles.warframe.archiving.reading import NotAProfile
from apps.profiles.warframe.archiving.reading import read_document
from apps.profiles.warframe.archiving.writing import WrongProfile
from apps.profiles.warframe.archiving.writing import archive
from apps.profiles.warframe.models import Trigger
from apps.profiles.warframe.models import WarframeProfile

LEAST_INTERVAL = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)


@dataclass(frozen=True)
class Fetched:
    document: Any
    platform: str


def sync_with_service(profile: WarframeProfile, progress: Progress) -> list[str]:
    """Fetch and archive the profile; what changed, in words.

    Raises `SyncTooSoon` without a request, `RemoteError`, and `JobFailed` where the
    answer can't be archived. Nothing that is stored goes.
    """
    account = configured_account()
    known = profile.known_accounts
    if known and account not in known:
        raise JobFailed(
            f"WARFRAME_ACCOUNT_ID is {account}, but this profile is the account "
            f"{', '.join(sorted(known))}. Set the former id again."
        )
    claim(profile, at=timezone.now())
    progress.begin(1)
    try:
        fetched = _fetch(profile, account)
    except RemoteError as error:
        # The client has tried again where that may help; the job must not.
        error.may_pass = False
        _pause(profile, error, at=timezone.now())
        raise
    _rows(profile).update(paused_until=None, refusals=0)
    try:
        read = read_document(fetched.document)
        archived = archive(
            profile,
            read,
            trigger=_trigger(profile),
            at=timezone.now(),
            platform=fetched.platform,
            asked=account,
        )
    except NotAProfile as error:
        raise RemoteUnexpected(
            f"Warframe’s service sent something else than a profile. {error}",
            service=NAME,
            what_to_do=f"Try again later. {UPLOAD}",
        ) from error
    except WrongProfile as error:
        raise JobFailed(" ".join(error.messages)) from error
    _rows(profile).update(play_ended_at=None)
    progress.step(1)
    return list(changes_of(archived))


def _trigger(profile: WarframeProfile) -> Trigger:
    if profile.play_ended_at is not None:
        return Trigger.SESSION_END
    return Trigger.MANUAL if profile.synced_by else Trigger.SCHEDULED


def claim(profile: WarframeProfile, *, at: datetime) -> None:
    """The right to ask now, for one of all who want it. Raises `SyncTooSoon`."""
    free = _rows(profile).filter(
        Q(paused_until=None)
        | Q(paused_until__lte=at)
        # No pause is that long: a clock was wrong.
        | Q(paused_until__gt=at + LONGEST_PAUSE),
        Q(requested_at=None)
        | Q(requested_at__lte=at - LEAST_INTERVAL)
        | Q(requested_at__gt=at),
    )
    if free.update(requested_at=at):
        return
    profile.refresh_from_db()
    if profile.paused_until is not None and profile.paused_until > at:
        raise SyncTooSoon(
            f"Paused until {localtime(profile.paused_until):%Y-%m-%d %H:%M}. "
            "Warframe’s service refused the last request, and asking again could lock "
            f"you out of the game. {UPLOAD}"
        )
    since = at - (profile.requested_at or at)
    wait = (LEAST_INTERVAL - since).total_seconds()
    raise SyncTooSoon(
        "Warframe’s service was asked a moment ago, and must not be asked often. Try "
        f"again in {in_words(wait)}."
    )


def _fetch(profile: WarframeProfile, account: str) -> Fetched:
    """The answer, from the PC service where the console account is saved there."""
    if profile.cross_save_to and profile.cross_save_from == account:
        return _ask("pc", profile.cross_save_to)
    platform = configured_platform()
    try:
        return _ask(platform, account)
    except CrossSaveAccount as moved:
        if platform == "pc":
            raise
        fetched = _ask("pc", moved.account_id)
        _rows(profile).update(cross_save_from=account, cross_save_to=moved.account_id)
        return fetched


def _ask(platform: str, account: str) -> Fetched:
    with WarframeClient(platform=platform) as client:
        return Fetched(client.profile(account), platform)


def _pause(profile: WarframeProfile, error: RemoteError, *, at: datetime) -> None:
    """Wait after a refusal, twice as long after each further one, at most a day."""
    if isinstance(error, ProfileWithheld):
        pause = LONGEST_PAUSE
    elif isinstance(error, AddressBlocked | RemoteRateLimited):
        seconds = (error.wait_seconds or 0.0) * 2 ** min(profile.refusals, 10)
        pause = min(timedelta(seconds=seconds), LONGEST_PAUSE)
    else:
        return
    _rows(profile).update(paused_until=at + pause, refusals=profile.refusals + 1)


def _rows(profile: WarframeProfile) -> Any:
    return WarframeProfile.objects.filter(pk=profile.pk)

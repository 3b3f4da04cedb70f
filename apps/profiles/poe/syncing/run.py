"""The whole sync: leagues, the list of each realm, then what changed one by one."""

from __future__ import annotations

from django.utils import timezone

from apps.integrations.oauth.access import GrantedAccess
from apps.integrations.oauth.models import Grant
from apps.integrations.poe.answers import PoeCharacter
from apps.integrations.poe.client import JOB_PATIENCE
from apps.integrations.poe.client import PoeClient
from apps.integrations.poe.oauth import POE_OAUTH
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.poe.connection import OTHER_ACCOUNT
from apps.profiles.poe.files.reading import UnusableCharacter
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.profile import Realm
from apps.profiles.poe.syncing.characters import mark_gone
from apps.profiles.poe.syncing.characters import news
from apps.profiles.poe.syncing.characters import store_character
from apps.profiles.poe.syncing.leagues import read_leagues
from apps.profiles.poe.syncing.leagues import tie_playthroughs


def sync_poe(profile: PoeProfile, progress: Progress) -> list[str]:
    """Bring `profile` up to date; returns what changed, in words.

    Each character is committed as it comes: run again, only those are read that the
    list says something new of. Raises RemoteError, and `JobFailed` where the owner
    must do something.
    """
    at = timezone.now()
    account = _account(profile)
    access = GrantedAccess(POE_OAUTH)
    with PoeClient(access, account=account, patience=JOB_PATIENCE) as poe:
        progress.begin(message="Leagues")
        read_leagues(profile, poe, progress, at=at)
        changes: list[str] = []
        waiting: list[tuple[str, PoeCharacter]] = []
        for realm in profile.realms:
            progress.begin(message=f"Characters on {Realm(realm).label}")
            listed = poe.characters(realm)
            changes += mark_gone(profile, realm, listed, at=at)
            waiting += [(realm, each) for each in news(profile, realm, listed, at=at)]
        progress.begin(len(waiting), "Builds")
        for realm, each in waiting:
            changes += _read(profile, poe, realm, each, progress)
            progress.step(message=each.name)
    return changes + tie_playthroughs(profile, by=profile.synced_by, at=timezone.now())


def _account(profile: PoeProfile) -> str:
    """Whose characters they are, from the first sync on. Raises `JobFailed`."""
    grant = Grant.objects.of(POE_OAUTH)
    account = grant.account_id if grant else ""
    if profile.account_id and account != profile.account_id:
        raise JobFailed(OTHER_ACCOUNT)
    if account and not profile.account_id:
        PoeProfile.objects.filter(pk=profile.pk).update(account_id=account)
        profile.account_id = account
    return account


def _read(
    profile: PoeProfile,
    poe: PoeClient,
    realm: str,
    listed: PoeCharacter,
    progress: Progress,
) -> list[str]:
    detail = poe.character(listed.name, realm)
    if detail is None:
        # Gone since the list; the next one lacks it.
        return []
    try:
        return store_character(profile, realm, listed, detail, at=timezone.now())
    except UnusableCharacter as error:
        progress.fail(listed.name, " ".join(error.messages))
        return []

"""The account's leagues, and the playthroughs that are made of them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.db import transaction

from apps.integrations.http.errors import RemoteRefused
from apps.integrations.poe.answers import PoeLeague
from apps.integrations.poe.client import PoeClient
from apps.jobs.progress import Progress
from apps.profiles.poe.files.game_json import without_account
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.profile import Realm


def read_leagues(
    profile: PoeProfile, poe: PoeClient, progress: Progress, *, at: datetime
) -> None:
    """Of the first game: the second one has no leagues at the API.

    An application without the scope for it still gets the characters.
    """
    for realm in profile.realms:
        if realm == Realm.POE2:
            continue
        try:
            found = poe.leagues(realm)
        except RemoteRefused as error:
            progress.fail(f"Leagues on {Realm(realm).label}", error.message)
            continue
        _store(profile, realm, found, at=at)


@transaction.atomic
def _store(
    profile: PoeProfile, realm: str, found: list[PoeLeague], *, at: datetime
) -> None:
    PoeProfile.objects_locked().get(pk=profile.pk)
    stored = {each.name: each for each in profile.leagues.filter(realm=realm)}
    for each in found:
        league = stored.get(each.name) or League(
            profile=profile, realm=realm, name=each.name
        )
        # What it said of a league that has ended may be gone from its answers.
        league.starts_at = each.starts_at or league.starts_at
        league.ends_at = each.ends_at
        if league.starts_at and league.ends_at and league.ends_at < league.starts_at:
            league.ends_at = None
        league.is_event = each.is_event
        league.raw = without_account(each.raw)
        league.seen_at, league.missing_since = at, None
        league.save()
    gone = profile.leagues.filter(realm=realm, missing_since=None)
    gone = gone.exclude(seen_at=None).exclude(name__in=[each.name for each in found])
    gone.update(missing_since=at)


def tie_playthroughs(
    profile: PoeProfile, *, by: AbstractBaseUser | None, at: datetime
) -> list[str]:
    """Update the playthroughs of leagues, and make those that the owner wants.

    Each is a transaction of its own. Returns what was made, in words.
    """
    League.objects.ensure_all(profile)
    made = []
    user = by if isinstance(by, User) else None
    for league in League.objects.filter(profile=profile).played().order_by("id"):
        if league.playthrough_id is not None:
            league.update_playthrough(at=at)
        elif profile.makes_playthroughs and not league.written:
            league.make_playthrough(user=user, at=at)
            made.append(f"playthrough of the {league} league")
    return made

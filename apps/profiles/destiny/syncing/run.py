"""The whole sync, in the order in which each part needs the ones before."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.errors import BungiePrivate
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import Progress
from apps.profiles.destiny.connection import bungie_client
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.syncing.account import open_account
from apps.profiles.destiny.syncing.characters import store_characters
from apps.profiles.destiny.syncing.definitions import has_unnamed_activities
from apps.profiles.destiny.syncing.definitions import refresh_definitions
from apps.profiles.destiny.syncing.figures import refresh_figures
from apps.profiles.destiny.syncing.history import HistoryChanges
from apps.profiles.destiny.syncing.history import read_history
from apps.profiles.destiny.syncing.reports import fetch_missing_reports
from apps.profiles.destiny.syncing.triumphs import store_triumphs
from apps.profiles.destiny.syncing.weapons import name_weapons

MOST_NAMED = 3


def sync_destiny(profile: DestinyProfile, progress: Progress) -> list[str]:
    """Bring `profile` up to date; returns what changed, in words.

    Everything is committed as it comes: run again, it goes on after the last page.
    Raises RemoteError, and `JobFailed` where the owner must do something.
    """
    try:
        changes = _sync(profile, progress)
    except BungiePrivate:
        _mark(profile, private=True)
        raise
    _mark(profile, private=False)
    return changes


def _sync(profile: DestinyProfile, progress: Progress) -> list[str]:
    with bungie_client() as bungie:
        progress.begin(message="Names of activities")
        _refresh_names(profile, bungie, progress)
        progress.begin(message="Account and characters")
        opened = open_account(profile, bungie)
        stats = bungie.account_stats(opened.account)
        changes = store_characters(profile, opened, stats)
        changes += store_triumphs(profile, opened.answer)
        refresh_figures(profile, bungie, opened.account, stats, progress)
        history = HistoryChanges()
        for character in profile.characters.latest_first():
            if not character.is_known_wholly:
                read_history(bungie, opened.account, character, progress, history)
        if has_unnamed_activities():
            # Bungie updated the manifest since, or the table lacks them.
            _refresh_names(profile, bungie, progress)
    reports = fetch_missing_reports(profile, progress)
    _name_weapons(profile, progress)
    return changes + _in_words(history, reports)


def _refresh_names(
    profile: DestinyProfile, bungie: BungieClient, progress: Progress
) -> None:
    """Without names there is still a history: they come with a later sync."""
    try:
        refresh_definitions(profile, bungie)
    except RemoteError as error:
        if error.may_pass:
            raise
        progress.fail("Names of activities", error.message)


def _name_weapons(profile: DestinyProfile, progress: Progress) -> None:
    try:
        name_weapons(profile, progress)
    except RemoteError as error:
        if error.may_pass:
            raise
        progress.fail("Names of weapons", error.message)


def _in_words(history: HistoryChanges, reports: int) -> list[str]:
    said = [
        f"{name}: {counted(count, 'clear')}"
        for name, count in history.clears.most_common()
    ]
    rest = said[MOST_NAMED:]
    if rest:
        said = [*said[:MOST_NAMED], f"clears of {counted(len(rest), 'more raid')}"]
    if history.added:
        said.append(_counted(history.added, "activity", "activities"))
    if reports:
        said.append(counted(reports, "report"))
    return said


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _mark(profile: DestinyProfile, *, private: bool) -> None:
    rows = DestinyProfile.objects.filter(pk=profile.pk)
    if private:
        rows.filter(private_since=None).update(private_since=timezone.now())
    else:
        rows.exclude(private_since=None).update(private_since=None)


def figures_of(profile: DestinyProfile) -> dict[str, float]:
    """What is kept over time."""
    activities = Activity.objects.filter(character__profile=profile)
    light = (
        profile.characters.filter(deleted_since=None)
        .order_by(F("light").desc())
        .values_list("light", flat=True)
        .first()
    )
    figures: dict[str, float] = {
        "activities": activities.count(),
        "raid clears": activities.clears().filter(category="raid").count(),
        "dungeon clears": activities.clears().filter(category="dungeon").count(),
        "titles": profile.titles.count(),
    }
    if light:
        figures["highest light"] = light
    if profile.triumph_score is not None:
        figures["triumph score"] = profile.triumph_score
    return figures

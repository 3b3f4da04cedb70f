"""Warframe among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from django.db.models import Sum
from django.utils import timezone

from apps.integrations.warframe.client import setting_problem
from apps.profiles.registry import Every
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync
from apps.profiles.warframe.archiving.fetching import sync_with_service
from apps.profiles.warframe.importer import WarframeImporter
from apps.profiles.warframe.mastery import rank_name
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WarframeProfile


def _figures(profile: WarframeProfile, with_private: bool) -> list[Figure]:
    if profile.last_synced is None:
        return []
    return [
        Figure(rank_name(profile.mastery_rank), f"mastery rank {profile.mastery_rank}"),
        Figure(f"{_mastered(profile):,}", "items mastered"),
        Figure(f"{profile.time_played_seconds / 3600:,.0f}", "hours"),
    ]


def _mastered(profile: WarframeProfile) -> int:
    items = CatalogueItem.objects.with_progress(profile)
    return items.filter(is_mastered=True).count()


def _progress(profile: WarframeProfile) -> dict[str, float]:
    kills = profile.weapons.aggregate(sum=Sum("kills"))["sum"] or 0
    return {
        "mastery rank": profile.mastery_rank,
        "items mastered": _mastered(profile),
        "missions": profile.missions_completed,
        "hours played": round(profile.time_played_seconds / 3600, 1),
        "kills": int(kills),
    }


def _state(profile: WarframeProfile) -> str:
    if profile.paused_until is not None and profile.paused_until > timezone.now():
        return "Paused"
    return "" if profile.last_synced else "No profile yet"


PROFILE = ProfileKind(
    slug="warframe",
    name="Warframe",
    about="Mastery, weapons, missions",
    takes="Takes the profile that the game’s service sends: upload it as a file, or "
    "set WARFRAME_ACCOUNT_ID to have it fetched.",
    model=WarframeProfile,
    figures=_figures,
    state=_state,
    progress=_progress,
    home="warframe_profile",
    action="Open the profile",
    importer=WarframeImporter(),
    sync=ProfileSync(
        run=sync_with_service, missing=setting_problem, every=Every.QUARTER_DAY
    ),
)

"""Destiny 2 among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from apps.integrations.bungie.client import is_configured
from apps.profiles.destiny.connection import CONNECTION
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.activity import Category
from apps.profiles.destiny.syncing.run import figures_of
from apps.profiles.destiny.syncing.run import sync_destiny
from apps.profiles.registry import Every
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync


def _figures(profile: DestinyProfile, with_private: bool) -> list[Figure]:
    activities = Activity.objects.filter(character__profile=profile)
    raids = activities.clears().filter(category=Category.RAID).count()
    count = activities.count()
    return [
        Figure(f"{count:,}", "activity" if count == 1 else "activities"),
        Figure.of(raids, "raid clear"),
        Figure.of(profile.titles.count(), "title"),
    ]


def _state(profile: DestinyProfile) -> str:
    if not profile.bungie_name:
        return "Needs your Bungie name"
    return "Private at Bungie" if profile.private_since else ""


def _missing() -> str:
    if is_configured():
        return ""
    return (
        "Set BUNGIE_API_KEY to fetch your history. A key is free at "
        "https://www.bungie.net/en/Application."
    )


PROFILE = ProfileKind(
    slug="destiny",
    name="Destiny 2",
    about="Every activity, raid by raid",
    takes="Takes your Bungie name and a free API key. The first sync fetches your "
    "whole history, deleted characters included.",
    model=DestinyProfile,
    figures=_figures,
    state=_state,
    progress=figures_of,
    home="destiny_career",
    action="Open the career",
    connection=CONNECTION,
    settings_page="destiny_account",
    sync=ProfileSync(run=sync_destiny, missing=_missing, every=Every.DAY),
)

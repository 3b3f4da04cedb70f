"""Animal Crossing among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind


def _figures(island: Island, with_private: bool) -> list[Figure]:
    hunts = Hunt.objects.filter(island=island)
    if not with_private:
        hunts = hunts.public()
    count = hunts.count()
    islands = Encounter.objects.filter(hunt__in=hunts).count()
    figures = [Figure(f"{count:,}", "hunts"), Figure(f"{islands:,}", "islands")]
    if count:
        figures.append(Figure(f"{islands / count:,.1f}", "islands a hunt"))
    return figures


def _state(island: Island) -> str:
    return "Hunt running" if island.hunts.filter(ended_at=None).exists() else ""


PROFILE = ProfileKind(
    slug="acnh",
    name="Animal Crossing",
    about="New Horizons, villager hunts",
    takes="Takes nothing but a press. You record hunts by hand, alone or with "
    "moderators; the villagers come with Questlog.",
    model=Island,
    figures=_figures,
    state=_state,
    home="acnh_hunt",
    action="Open the hunt",
    no_sync="You keep this profile by hand, so there is nothing to sync.",
)

"""Animal Crossing among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from django.db.models import Count

from apps.integrations.nookipedia import is_configured
from apps.profiles.acnh.importer import HuntImporter
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.villagers.refresh import refresh_villagers
from apps.profiles.registry import Every
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync


def _figures(island: Island, with_private: bool) -> list[Figure]:
    hunts = Hunt.objects.filter(island=island)
    if not with_private:
        hunts = hunts.public()
    count = hunts.count()
    islands = Encounter.objects.filter(hunt__in=hunts).count()
    figures = [Figure.of(count, "hunt"), Figure.of(islands, "island")]
    if count:
        figures.append(Figure(f"{islands / count:,.1f}", "islands a hunt"))
    return figures


def _progress(island: Island) -> dict[str, float]:
    hunts = Hunt.objects.filter(island=island)
    met = Encounter.objects.filter(hunt__in=hunts)
    return {
        "hunts": hunts.count(),
        "islands": met.count(),
        "different villagers": met.aggregate(n=Count("villager", distinct=True))["n"],
    }


def _state(island: Island) -> str:
    return "Hunt running" if island.hunts.filter(ended_at=None).exists() else ""


def _missing() -> str:
    if is_configured():
        return ""
    return (
        "Set NOOKIPEDIA_API_KEY to refresh the villagers and their portraits from "
        "Nookipedia."
    )


PROFILE = ProfileKind(
    slug="acnh",
    name="Animal Crossing",
    about="New Horizons, villager hunts",
    takes="Takes nothing but a press. You record hunts by hand, alone or with "
    "moderators; the villagers come with Questlog.",
    model=Island,
    figures=_figures,
    state=_state,
    importer=HuntImporter(),
    progress=_progress,
    home="acnh_hunt",
    action="Open the hunt",
    sync=ProfileSync(run=refresh_villagers, missing=_missing, every=Every.WEEK),
)

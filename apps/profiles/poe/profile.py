"""Path of Exile among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from django.db.models import Sum

from apps.profiles.poe.importer import CharacterImporter
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind


def _figures(profile: PoeProfile, with_private: bool) -> list[Figure]:
    characters = Character.objects.filter(profile=profile)
    if not with_private:
        characters = characters.public()
    leagues = characters.exclude(league="").order_by().values("league").distinct()
    figures = [
        Figure.of(characters.count(), "character"),
        Figure.of(leagues.count(), "league"),
    ]
    highest = characters.order_by("-level").values_list("level", flat=True).first()
    if highest:
        figures.append(Figure(str(highest), "highest level"))
    return figures


def _progress(profile: PoeProfile) -> dict[str, float]:
    characters = Character.objects.filter(profile=profile)
    levels = characters.aggregate(n=Sum("level", default=0))["n"]
    return {"characters": characters.count(), "levels": levels}


def _state(profile: PoeProfile) -> str:
    return ""


PROFILE = ProfileKind(
    slug="poe",
    name="Path of Exile",
    about="Characters and builds of both games",
    takes="Takes nothing but a press. You bring your characters in with Path of "
    "Building codes or as JSON.",
    model=PoeProfile,
    figures=_figures,
    state=_state,
    importer=CharacterImporter(),
    progress=_progress,
    home="poe_characters",
    action="Open your characters",
    no_sync="Nothing to sync: Path of Exile gives out no new keys, so characters come "
    "in as files.",
)

"""Path of Exile among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from django.db.models import Sum

from apps.integrations.poe.client import is_configured
from apps.profiles.poe.connection import CONNECTION
from apps.profiles.poe.importer import CharacterImporter
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.syncing.run import sync_poe
from apps.profiles.registry import Every
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync


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


def _missing() -> str:
    if is_configured():
        return ""
    return (
        "Path of Exile gives out no new keys, so characters come in as files. If you "
        "have keys, set POE_CLIENT_ID and POE_CONTACT."
    )


def _state(profile: PoeProfile) -> str:
    return ""


PROFILE = ProfileKind(
    slug="poe",
    name="Path of Exile",
    about="Characters and builds of both games",
    takes="Takes nothing but a press. You bring your characters in with Path of "
    "Building codes or as JSON. With the keys of an approved application, they come by "
    "themselves.",
    model=PoeProfile,
    figures=_figures,
    state=_state,
    importer=CharacterImporter(),
    progress=_progress,
    home="poe_characters",
    action="Open your characters",
    sync=ProfileSync(run=sync_poe, missing=_missing, every=Every.QUARTER_DAY),
    connection=CONNECTION,
    settings_page="poe_settings",
)

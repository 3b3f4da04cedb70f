"""What of Path of Exile is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile

SECTIONS = (
    Section(
        name="poe_profiles",
        model=PoeProfile,
        about="The owner’s profile of Path of Exile.",
    ),
    Section(
        name="poe_characters",
        model=Character,
        about="Characters of both games, including private ones. `gem_groups` and "
        "`equipment` are as in the API, `raw` is what the file said without the "
        "account, `name_hash` is the SHA-1 of the name in the game, `api_id` its id at "
        "the API.",
    ),
    Section(
        name="poe_leagues",
        model=League,
        about="Leagues of each realm. `written` is what Questlog last gave the "
        "league’s playthrough.",
    ),
)
LEFT_OUT: dict[str, str] = {}

"""What of Animal Crossing is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.db.models import Max

from apps.core.export_schema import Section
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager


def _hunts_with_gaps() -> Iterator[str]:
    """Constraints keep positions apart; that they are dense is the verbs' work."""
    counted = Hunt.objects.annotate(
        last=Max("encounters__position", default=0), count=Count("encounters")
    )
    for hunt in counted:
        if hunt.last != hunt.count:
            yield (
                f"The encounters of the “{hunt}” must be 1, 2, 3 … to {hunt.count}, "
                "their number."
            )


SECTIONS = (
    Section(
        name="acnh_villagers",
        model=Villager,
        about="The villagers of Animal Crossing: New Horizons. `number` never changes; "
        "`game_id` is the game's own.",
    ),
    Section(
        name="acnh_islands",
        model=Island,
        about="The owner's island, and who lives there.",
    ),
    Section(
        name="acnh_hunts",
        model=Hunt,
        about="Hunts for villagers, including private ones. `result` is who was "
        "recruited, `version` counts the changes.",
    ),
    Section(
        name="acnh_encounters",
        model=Encounter,
        about="Who was met on each island of a hunt, with positions from 1.",
        problems=_hunts_with_gaps,
    ),
)
LEFT_OUT: dict[str, str] = {}

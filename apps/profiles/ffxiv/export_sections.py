"""What of Final Fantasy XIV is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import LevelChange
from apps.profiles.ffxiv.models import Unlock

SECTIONS = (
    Section(
        name="ffxiv_collectables",
        model=Collectable,
        about="The achievements, mounts, and minions of Final Fantasy XIV.",
    ),
    Section(
        name="ffxiv_profiles",
        model=FFXIVProfile,
        about="The owner's profile of Final Fantasy XIV.",
    ),
    Section(
        name="ffxiv_characters",
        model=Character,
        about="The owner's characters, as they could be seen last.",
    ),
    Section(
        name="ffxiv_jobs",
        model=JobLevel,
        about="The level of each job of a character.",
    ),
    Section(
        name="ffxiv_levels",
        model=LevelChange,
        about="The levels that syncs found, and when.",
    ),
    Section(
        name="ffxiv_unlocks",
        model=Unlock,
        about="What a character owns or has earned.",
    ),
)
LEFT_OUT: dict[str, str] = {}

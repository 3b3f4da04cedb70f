from __future__ import annotations

from apps.profiles.ffxiv.models.catalogue import Collectable
from apps.profiles.ffxiv.models.catalogue import Kind
from apps.profiles.ffxiv.models.catalogue import Unlock
from apps.profiles.ffxiv.models.character import Access
from apps.profiles.ffxiv.models.character import Character
from apps.profiles.ffxiv.models.job_level import JobLevel
from apps.profiles.ffxiv.models.job_level import LevelChange
from apps.profiles.ffxiv.models.profile import FFXIVProfile

__all__ = [
    "Access",
    "Character",
    "Collectable",
    "FFXIVProfile",
    "JobLevel",
    "Kind",
    "LevelChange",
    "Unlock",
]

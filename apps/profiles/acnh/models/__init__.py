from __future__ import annotations

from apps.profiles.acnh.models.encounter import Encounter
from apps.profiles.acnh.models.hunt import Hunt
from apps.profiles.acnh.models.hunt import HuntError
from apps.profiles.acnh.models.island import Island
from apps.profiles.acnh.models.villager import Villager

__all__ = ["Encounter", "Hunt", "HuntError", "Island", "Villager"]

from __future__ import annotations

from apps.profiles.warframe.models.catalogue import CatalogueItem
from apps.profiles.warframe.models.counts import Affiliation
from apps.profiles.warframe.models.counts import ItemAffinity
from apps.profiles.warframe.models.counts import MissionCount
from apps.profiles.warframe.models.counts import WeaponCount
from apps.profiles.warframe.models.profile import ProfileDocument
from apps.profiles.warframe.models.profile import WarframeProfile
from apps.profiles.warframe.models.snapshot import Snapshot
from apps.profiles.warframe.models.snapshot import Trigger

__all__ = [
    "Affiliation",
    "CatalogueItem",
    "ItemAffinity",
    "MissionCount",
    "ProfileDocument",
    "Snapshot",
    "Trigger",
    "WarframeProfile",
    "WeaponCount",
]

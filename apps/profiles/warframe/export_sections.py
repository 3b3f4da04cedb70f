"""What of Warframe is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.profiles.warframe.models import Affiliation
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import ItemAffinity
from apps.profiles.warframe.models import MissionCount
from apps.profiles.warframe.models import ProfileDocument
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount

SECTIONS = (
    Section(
        name="warframe_items",
        model=CatalogueItem,
        about="What earns mastery in Warframe. At the rank `cap` an item is mastered.",
    ),
    Section(
        name="warframe_profiles",
        model=WarframeProfile,
        about="The owner's Warframe account as it was archived last.",
    ),
    Section(
        name="warframe_documents",
        model=ProfileDocument,
        about="The account's latest profile as the game sent it.",
        at_once=1,
    ),
    Section(
        name="warframe_weapons",
        model=WeaponCount,
        about="How often each weapon, frame, or companion was used.",
    ),
    Section(
        name="warframe_affinities",
        model=ItemAffinity,
        about="The affinity earned with each item, which mastery is made of.",
    ),
    Section(
        name="warframe_missions",
        model=MissionCount,
        about="How often each node was completed.",
    ),
    Section(
        name="warframe_affiliations",
        model=Affiliation,
        about="The standing with each syndicate.",
    ),
    Section(
        name="warframe_snapshots",
        model=Snapshot,
        about="The account's counters after each archive.",
    ),
)
LEFT_OUT: dict[str, str] = {}

from __future__ import annotations

from apps.profiles.destiny.models.activity import Activity
from apps.profiles.destiny.models.character import Character
from apps.profiles.destiny.models.definition import Definition
from apps.profiles.destiny.models.profile import DestinyProfile
from apps.profiles.destiny.models.report import Report
from apps.profiles.destiny.models.report import ReportEntry
from apps.profiles.destiny.models.stats import AggregateStats
from apps.profiles.destiny.models.title import Title
from apps.profiles.destiny.models.triumph import Triumph

__all__ = [
    "Activity",
    "AggregateStats",
    "Character",
    "Definition",
    "DestinyProfile",
    "Report",
    "ReportEntry",
    "Title",
    "Triumph",
]

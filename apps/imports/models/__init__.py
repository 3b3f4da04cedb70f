from __future__ import annotations

from apps.imports.models.change import Change
from apps.imports.models.change import ImportChange
from apps.imports.models.followed import FollowedSource
from apps.imports.models.igdb import FoundGame
from apps.imports.models.igdb import IgdbState
from apps.imports.models.igdb import KnownTitle
from apps.imports.models.import_ import Import
from apps.imports.models.import_ import ImportClosed
from apps.imports.models.import_ import ImportStatus
from apps.imports.models.import_ import SourceKind
from apps.imports.models.memory import ColumnMapping
from apps.imports.models.memory import KnownGame
from apps.imports.models.memory import KnownMeaning
from apps.imports.models.row import Decision
from apps.imports.models.row import ImportList
from apps.imports.models.row import ImportRow
from apps.imports.models.row import LineKind
from apps.imports.models.row import MatchKind
from apps.imports.models.row import OtherLine
from apps.imports.models.row import Suggestion
from apps.imports.models.row import VersionRead

__all__ = [
    "Change",
    "ColumnMapping",
    "Decision",
    "FollowedSource",
    "FoundGame",
    "IgdbState",
    "Import",
    "ImportChange",
    "ImportClosed",
    "ImportList",
    "ImportRow",
    "ImportStatus",
    "KnownGame",
    "KnownMeaning",
    "KnownTitle",
    "LineKind",
    "MatchKind",
    "OtherLine",
    "SourceKind",
    "Suggestion",
    "VersionRead",
]

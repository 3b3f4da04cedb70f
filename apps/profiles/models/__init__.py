from __future__ import annotations

from apps.profiles.models.import_ import ProfileImport
from apps.profiles.models.import_ import ProfileImportChange
from apps.profiles.models.import_ import ProfileImportClosed
from apps.profiles.models.import_ import ProfileImportRow
from apps.profiles.models.import_ import ProfileImportStatus
from apps.profiles.models.import_ import RowAction
from apps.profiles.models.snapshot import ProfileSnapshot

__all__ = [
    "ProfileImport",
    "ProfileImportChange",
    "ProfileImportClosed",
    "ProfileImportRow",
    "ProfileImportStatus",
    "ProfileSnapshot",
    "RowAction",
]

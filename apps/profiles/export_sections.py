"""What of all profiles together is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.profiles.models import ProfileImport
from apps.profiles.models import ProfileImportChange
from apps.profiles.models import ProfileImportRow
from apps.profiles.models import ProfileSnapshot

SECTIONS = (
    Section(
        name="profile_snapshots",
        model=ProfileSnapshot,
        about="The figures of profiles over time, by name.",
    ),
    Section(
        name="profile_imports",
        model=ProfileImport,
        about="Files that were imported into profiles or wait for review, with their "
        "text.",
    ),
    Section(
        name="profile_import_rows",
        model=ProfileImportRow,
        about="What is in such a file, and what applying it does.",
    ),
    Section(
        name="profile_import_changes",
        model=ProfileImportChange,
        about="What an applied import made or filled, so that it can be undone.",
    ),
)
LEFT_OUT: dict[str, str] = {}

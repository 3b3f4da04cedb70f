"""What of RomM is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.romm.models import PlayReport

SECTIONS = (
    Section(
        name="romm_play_reports",
        model=PlayReport,
        about="Time played that clients of RomM reported, and the sessions that they "
        "became. `known_games` says which games the ROMs are.",
    ),
)
LEFT_OUT: dict[str, str] = {}

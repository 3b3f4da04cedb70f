"""Nothing of the background work is in the export; see `apps.core.exported`."""

from __future__ import annotations

from apps.core.exported import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {"jobs": "Work that is under way is under way in one place."}

"""Nothing of the background work is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {"jobs": "Running work belongs to one installation."}

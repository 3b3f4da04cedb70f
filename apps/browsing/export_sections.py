"""Nothing of browsing is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {"browsing": "Only what undoes a click; the playthroughs are the journal's."}

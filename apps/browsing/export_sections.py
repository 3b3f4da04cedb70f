"""Nothing of browsing is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {
    "browsing.finish": "Only what undoes a click; the playthroughs are the journal's.",
    "browsing.savedview": "A view belongs to a user's account, and accounts aren't "
    "exported. It is a name for an address, which says what it shows by keys of this "
    "installation.",
}

"""Nothing of the realtime app is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {
    "realtime": "Events and their numbers belong to one installation, and webhook "
    "endpoints contain secrets.",
}

"""Nothing of the realtime app is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {
    "realtime": "Events tell what happened in one place, and their numbers and "
    "receivers are that place's; endpoints of webhooks hold secrets.",
}

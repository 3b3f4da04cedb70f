"""Connections stay behind; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section

SECTIONS: tuple[Section, ...] = ()
LEFT_OUT = {
    "oauth.grant": "It holds tokens that let their holder in at a service. Connect "
    "again after you have restored an export.",
}

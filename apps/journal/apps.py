from __future__ import annotations

from apps.realtime import domain_app


class JournalConfig(domain_app.DomainAppConfig):
    name = "apps.journal"
    label = "journal"

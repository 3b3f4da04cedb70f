from __future__ import annotations

from apps.realtime import domain_app


class PoeConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.poe"
    label = "poe"

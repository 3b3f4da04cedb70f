from __future__ import annotations

from apps.realtime import domain_app


class DestinyConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.destiny"
    label = "destiny"

from __future__ import annotations

from apps.realtime import domain_app


class WarframeConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.warframe"
    label = "warframe"

from __future__ import annotations

from apps.realtime import domain_app


class FFXIVConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.ffxiv"
    label = "ffxiv"

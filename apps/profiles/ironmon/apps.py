from __future__ import annotations

from apps.realtime import domain_app


class IronmonConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.ironmon"
    label = "ironmon"

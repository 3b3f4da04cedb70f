from __future__ import annotations

from apps.realtime import domain_app


class AcnhConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.acnh"
    label = "acnh"

from __future__ import annotations

from apps.realtime import domain_app


class RommConfig(domain_app.DomainAppConfig):
    name = "apps.romm"
    label = "romm"

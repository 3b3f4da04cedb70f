from __future__ import annotations

from apps.realtime import domain_app


class ImportsConfig(domain_app.DomainAppConfig):
    name = "apps.imports"
    label = "imports"

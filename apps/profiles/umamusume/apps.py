from __future__ import annotations

from apps.realtime import domain_app


class UmamusumeConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.umamusume"
    label = "umamusume"

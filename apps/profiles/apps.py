from __future__ import annotations

from apps.realtime import domain_app


class ProfilesConfig(domain_app.DomainAppConfig):
    name = "apps.profiles"
    label = "profiles"

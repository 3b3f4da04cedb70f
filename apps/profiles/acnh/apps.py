from __future__ import annotations

from importlib import import_module

from apps.realtime import domain_app


class AcnhConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.acnh"
    label = "acnh"

    def ready(self) -> None:
        super().ready()
        covers = import_module("apps.library.covers.fetching")
        covers.fetch_also("acnh_villager", "icon_url")

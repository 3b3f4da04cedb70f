from __future__ import annotations

from importlib import import_module

from apps.realtime import domain_app


class FFXIVConfig(domain_app.DomainAppConfig):
    name = "apps.profiles.ffxiv"
    label = "ffxiv"

    def ready(self) -> None:
        super().ready()
        covers = import_module("apps.library.covers.fetching")
        covers.keep_also("ffxiv_collectable", "icon_url")

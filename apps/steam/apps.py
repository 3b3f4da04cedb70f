from __future__ import annotations

from importlib import import_module

from apps.realtime import domain_app


class SteamConfig(domain_app.DomainAppConfig):
    name = "apps.steam"
    label = "steam"

    def ready(self) -> None:
        super().ready()
        covers = import_module("apps.library.covers.fetching")
        # There are tens of thousands; those that nobody has are never shown.
        covers.fetch_also("steam_steamachievement", "icon_url", only="is_unlocked")

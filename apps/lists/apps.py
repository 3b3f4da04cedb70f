from __future__ import annotations

from django.core.checks import register

from apps.lists.checks import site_preview
from apps.realtime import domain_app


class ListsConfig(domain_app.DomainAppConfig):
    name = "apps.lists"
    label = "lists"

    def ready(self) -> None:
        super().ready()
        register(site_preview)

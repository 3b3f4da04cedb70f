from __future__ import annotations

from apps.realtime import domain_app


class ListsConfig(domain_app.DomainAppConfig):
    name = "apps.lists"
    label = "lists"

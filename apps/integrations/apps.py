from __future__ import annotations

from django.apps import AppConfig

from apps.integrations import checks


class IntegrationsConfig(AppConfig):
    name = "apps.integrations"
    label = "integrations"

    def ready(self) -> None:
        checks.register_all()

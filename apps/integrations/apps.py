from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "apps.integrations"
    label = "integrations"

    def ready(self) -> None:
        # The services need the models of connections, which are loaded only now.
        import_module(f"{self.name}.checks").register_all()

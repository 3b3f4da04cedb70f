from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "apps.imports"
    label = "imports"

    def ready(self) -> None:
        # The types need the models, which are loaded only now.
        from apps.imports import events
        from apps.realtime import catalogue

        catalogue.declare(*events.EVENT_TYPES)

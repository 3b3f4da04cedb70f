from __future__ import annotations

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "apps.lists"
    label = "lists"

    def ready(self) -> None:
        # They need the models, which are loaded only now.
        from apps.lists import audit  # noqa: F401
        from apps.lists import events
        from apps.lists import signals  # noqa: F401
        from apps.realtime import catalogue

        catalogue.declare(*events.EVENT_TYPES)

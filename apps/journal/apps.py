from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "apps.journal"
    label = "journal"

    def ready(self) -> None:
        # They need the models, which are loaded only now.
        from apps.journal import audit  # noqa: F401
        from apps.journal import events
        from apps.journal import signals  # noqa: F401
        from apps.realtime import catalogue

        catalogue.declare(*events.EVENT_TYPES)

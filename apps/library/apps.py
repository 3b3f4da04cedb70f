from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "apps.library"
    label = "library"

    def ready(self) -> None:
        # They need the models, which are loaded only now.
        from apps.library import audit  # noqa: F401
        from apps.library import events
        from apps.library import signals  # noqa: F401
        from apps.realtime import catalogue

        catalogue.declare(*events.EVENT_TYPES)

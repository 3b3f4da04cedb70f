from __future__ import annotations

from django.apps import AppConfig

from apps.core import checks


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

    def ready(self) -> None:
        checks.register_all()

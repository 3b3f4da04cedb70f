from __future__ import annotations

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "apps.lists"
    label = "lists"

    def ready(self) -> None:
        # The receivers need the models, which are loaded only now.
        from apps.lists import signals  # noqa: F401

"""What every app with a domain of its own needs at the start, found by name."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule


class DomainAppConfig(AppConfig):
    """Loads the app's `events`, `signals`, `audit`, and `feeds`, where it has them.

    Its `EVENT_TYPES` are declared. Export sections, tasks, viewsets, and routers are
    found by their module: `export_sections`, `tasks`, `wagtail_hooks`, `api`.

    Import this module, not the class: of two configs in its `apps.py` Django would
    take neither.
    """

    def ready(self) -> None:
        # They need the models, which are loaded only now.
        catalogue = import_module("apps.realtime.catalogue")
        self._load("signals")
        self._load("audit")
        self._load("feeds")
        if events := self._load("events"):
            catalogue.declare(*events.EVENT_TYPES)

    def _load(self, name: str) -> ModuleType | None:
        if self.module and module_has_submodule(self.module, name):
            return import_module(f"{self.name}.{name}")
        return None

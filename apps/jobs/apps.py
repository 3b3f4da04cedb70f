from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from apps.core.redis.notices import notify_of_changes


class JobsConfig(AppConfig):
    name = "apps.jobs"
    label = "jobs"
    verbose_name = "Background work"

    def ready(self) -> None:
        # The models are loaded only now.
        models = import_module("apps.jobs.models")
        notify_of_changes(models.Job, models.topics_of)

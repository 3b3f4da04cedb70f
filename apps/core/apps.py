from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from apps.core import checks


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

    def ready(self) -> None:
        # These name all models, which only now are there.
        from apps.core.http_cache.tracking import track
        from apps.core.http_cache.triggers import install

        checks.register_all()
        connection_created.connect(track)
        post_migrate.connect(install, sender=self)

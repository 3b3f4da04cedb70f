from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from apps.realtime.checks import listeners
from apps.realtime.checks import webhook_addresses


class RealtimeConfig(AppConfig):
    name = "apps.realtime"
    label = "realtime"

    def ready(self) -> None:
        register(webhook_addresses)
        register(listeners)

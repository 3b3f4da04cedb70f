from __future__ import annotations

from django.apps import AppConfig


class OAuthConfig(AppConfig):
    name = "apps.integrations.oauth"
    label = "oauth"
    verbose_name = "Connections"

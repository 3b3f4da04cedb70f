"""The one entrance: HTTP to Django, WebSocket to Channels, start and stop."""

from __future__ import annotations

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

from apps.core.lifespan import Lifespan

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questlog_site.settings")

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        # Async context managers that live as long as the server runs.
        "lifespan": Lifespan([]),
    }
)

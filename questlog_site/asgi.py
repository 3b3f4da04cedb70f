"""The one entrance: HTTP to Django, WebSocket to Channels, start and stop."""

from __future__ import annotations

import os
from typing import Any

import django
from channels.routing import ProtocolTypeRouter
from channels.routing import URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questlog_site.settings")
django.setup(set_prefix=False)

from apps.assistant.http import ending_with_the_site  # noqa: E402
from apps.assistant.http import with_mcp  # noqa: E402
from apps.core.http_cache.lane import PublicReads  # noqa: E402
from apps.core.http_cache.other_machines import hearing_other_machines  # noqa: E402
from apps.realtime.live.lifetime import deliver_without_lifespan  # noqa: E402
from apps.realtime.live.lifetime import delivery  # noqa: E402
from apps.realtime.live.routing import websocket_urlpatterns  # noqa: E402
from apps.realtime.live.routing import with_events  # noqa: E402
from apps.realtime.live.routing import with_hidden_tokens  # noqa: E402
from apps.server.lifespan import Lifespan  # noqa: E402

routes = with_hidden_tokens(
    ProtocolTypeRouter(
        {
            "http": with_mcp(with_events(PublicReads(get_asgi_application()))),
            "websocket": URLRouter(websocket_urlpatterns),
            # Async context managers that live as long as the server runs.
            "lifespan": Lifespan(
                [hearing_other_machines, ending_with_the_site, delivery]
            ),
        }
    )
)


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "lifespan":
        deliver_without_lifespan()
    await routes(scope, receive, send)

"""What `benchmarks.sockets` measures: `python -m … WAY PORT` serves one way.

- `floor`: `websockets.broadcast` behind a raw Redis subscription.
- `questlog`: the real site, with its relay, as `manage.py serve` runs it.
- `obvious`, `obvious-core`: the same site with `naive_events`, over the pubsub layer
  of channels-redis or over its core layer.
- `nchan`: nginx with Debian's libnginx-mod-nchan.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

FLOOR_CHANNEL = "benchmark:floor"
NGINX = """
load_module {modules}/ngx_nchan_module.so;
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{ worker_connections 15000; }}
http {{
  access_log off;
  client_body_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location = /pub {{ nchan_publisher http; nchan_channel_id events;
      nchan_message_buffer_length 1000; }}
    location = /ws {{ nchan_subscriber websocket; nchan_channel_id events;
      nchan_subscriber_first_message newest; nchan_websocket_ping_interval 20; }}
  }}
}}
"""
PATHS = {
    "floor": "/",
    "nchan": "/ws",
    "questlog": "/ws/questlog/",
    "obvious": "/ws/naive/",
    "obvious-core": "/ws/naive/",
}


async def floor(port: int) -> None:
    import redis.asyncio
    from websockets.asyncio.server import ServerConnection
    from websockets.asyncio.server import broadcast
    from websockets.asyncio.server import serve

    connections: set[ServerConnection] = set()

    async def handle(connection: ServerConnection) -> None:
        connections.add(connection)
        await connection.wait_closed()
        connections.discard(connection)

    client: Any = redis.asyncio.Redis.from_url(
        os.environ["REDIS_URL"], socket_timeout=None
    )
    async with (
        serve(handle, "127.0.0.1", port, compression=None, backlog=4096),
        client.pubsub(ignore_subscribe_messages=True) as channel,
    ):
        await channel.subscribe(FLOOR_CHANNEL)
        async for message in channel.listen():
            broadcast(connections, message["data"].decode())


def site(port: int) -> None:
    import uvicorn
    from channels.routing import URLRouter

    from apps.server.web_server import server_config
    from benchmarks import naive_events
    from questlog_site.asgi import application

    naive = URLRouter(naive_events.urlpatterns)

    def with_naive(scope: Any, receive: Any, send: Any) -> Any:
        is_naive = scope.get("path") == naive_events.PATH
        return (naive if is_naive else application)(scope, receive, send)

    config = server_config(port=port, log_level="warning", backlog=4096)
    config.app = with_naive
    uvicorn.Server(config).run()


def core_layer() -> None:
    """The other layer of channels-redis, mended: see `settings.CHANNEL_LAYERS`."""
    from django.conf import settings

    layer: Any = settings.CHANNEL_LAYERS["default"]
    layer["BACKEND"] = "channels_redis.core.RedisChannelLayer"
    host = {"address": settings.REDIS_URL, "socket_timeout": None}
    layer["CONFIG"] = {"hosts": [host | {"max_connections": 20_000}]}


def nchan(port: int) -> None:
    folder = Path(f"/tmp/questlog-nchan-{port}")
    folder.mkdir(exist_ok=True)
    conf = folder / "nginx.conf"
    modules = "/usr/lib/nginx/modules"
    conf.write_text(NGINX.format(folder=folder, port=port, modules=modules))
    os.execvp("nginx", ["nginx", "-c", str(conf), "-p", str(folder)])


def main(way: str, port: int) -> None:
    match way:
        case "floor":
            asyncio.run(floor(port))
        case "nchan":
            nchan(port)
        case _:
            os.environ["QUESTLOG_RELAY"] = "true" if way == "questlog" else "false"
            if way == "obvious-core":
                core_layer()
            site(port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

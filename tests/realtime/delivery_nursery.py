"""Relays and web servers as processes: `python -m … DATABASE REDIS`.

The order `serve 7200` is a web server with its relay at that port, `relay` a relay for
ever. `kill before move_cursor 3` lets a relay kill itself there, the third time it
comes by; `stop …` freezes it there instead. After `lead 0.5` it loses the lead by as
many seconds of silence.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import uvicorn

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend

SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


def delivery_nursery(
    *, database: dict[str, Any], redis_url: str, module: str = __name__
) -> Nursery:
    """
    Args:
        database: what Django's settings say of it.
    """
    wanted = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    connection = {name: database[name] for name in wanted}
    return Nursery(module, json.dumps(connection), redis_url)


def main() -> None:
    configure()
    tend(run)


def configure() -> None:
    """Load what takes its time once, for the processes of `tend`."""
    import django
    from django.conf import settings

    # The run's own settings, without the applications that take seconds to load.
    own = import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    values = {name: getattr(own, name) for name in dir(own) if name.isupper()}
    values |= {
        "DATABASES": {"default": json.loads(sys.argv[1])},
        "REDIS_URL": sys.argv[2],
        "INSTALLED_APPS": ["apps.realtime"],
    }
    settings.configure(**values)
    django.setup()
    from apps.realtime.live import lifetime  # noqa: F401
    from apps.realtime.live import routing  # noqa: F401


def run(order: str) -> None:
    from apps.realtime.log import event_log
    from apps.realtime.log.relay import make_relay

    order, _, patience = order.partition(" lead ")
    if patience:
        event_log.LEADER_PATIENCE = float(patience)
    match order.split():
        case ["serve", port]:
            serve(int(port))
        case ["relay"]:
            make_relay().run()
        case [("kill" | "stop") as word, when, name, number]:
            signal_at(SIGNALS[word], when=when, name=name, number=int(number))
            make_relay().run()
        case _:
            raise ValueError(order)


def serve(port: int, *, before: Sequence[Any] = ()) -> None:
    """Serve the WebSockets of Questlog, and nothing else of it: that loads faster.

    Args:
        before: more URL patterns, which come first.
    """
    from channels.routing import ProtocolTypeRouter
    from channels.routing import URLRouter

    from apps.realtime.live.lifetime import delivery
    from apps.realtime.live.routing import websocket_urlpatterns
    from apps.server.lifespan import Lifespan
    from apps.server.web_server import server_config

    config = server_config(port=port, log_level="warning")
    config.app = ProtocolTypeRouter(
        {
            "websocket": URLRouter([*before, *websocket_urlpatterns]),
            "lifespan": Lifespan([delivery]),
        }
    )
    uvicorn.Server(config).run()


def signal_at(sent: signal.Signals, *, when: str, name: str, number: int) -> None:
    """Send this process a signal before or after the function is called so often."""
    from apps.realtime.log import event_log
    from apps.realtime.log.redis_sink import RedisSink

    place: Any = RedisSink if hasattr(RedisSink, name) else event_log
    function = getattr(place, name)
    calls = itertools.count(1)

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        now = next(calls) == number
        if now and when == "before":
            os.kill(os.getpid(), sent)
        result = function(*args, **kwargs)
        if now and when == "after":
            os.kill(os.getpid(), sent)
        return result

    setattr(place, name, wrapper)


if __name__ == "__main__":
    main()

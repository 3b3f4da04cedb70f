"""Web servers of Questlog and of the obvious way, as processes of `Nursery`.

The order `web PORT RELAY REDIS` (RELAY is `on` or `off`) is a server that reaches
Redis at that address; others are those of `tests.realtime.delivery_nursery`.
"""

from __future__ import annotations

from typing import Any

from tests.realtime import delivery_nursery
from tests.realtime.nursery import tend


def main() -> None:
    delivery_nursery.configure()
    tend(run)


def run(order: str) -> None:
    from django.conf import settings

    from benchmarks import naive_events

    match order.split():
        case ["web", port, relay, redis_url]:
            settings.QUESTLOG_RELAY = relay == "on"
            settings.REDIS_URL = redis_url
            layer: Any = settings.CHANNEL_LAYERS["default"]
            layer["CONFIG"]["hosts"][0]["address"] = redis_url
            delivery_nursery.serve(int(port), before=naive_events.urlpatterns)
        case _:
            delivery_nursery.run(order)


if __name__ == "__main__":
    main()

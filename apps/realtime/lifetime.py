"""What runs beside the site: the relay of this process and the hub of its loop."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from django.conf import settings

from apps.realtime.hub import Hub
from apps.realtime.relay import Relay
from apps.realtime.relay import make_relay

_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()
# Whether something has started the relay, or is there to do so.
_relay_is_seen_to = False


@asynccontextmanager
async def delivery() -> AsyncIterator[None]:
    """Deliver events while the site runs, for the lifespan of the server."""
    global _relay_is_seen_to
    _relay_is_seen_to = True
    relay = _start_relay()
    hub = current_hub()
    try:
        yield
    finally:
        del _hubs[asyncio.get_running_loop()]
        await hub.stop()
        if relay is not None:
            await asyncio.to_thread(relay.stop)


def deliver_without_lifespan() -> None:
    """Start the relay at a first request; daphne knows no lifespan."""
    global _relay_is_seen_to
    if _relay_is_seen_to:
        return
    _relay_is_seen_to = True
    relay = _start_relay()
    if relay is not None:
        atexit.register(relay.stop)


def current_hub() -> Hub:
    """The hub of the running loop, started when it is first asked for."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
        _hubs[loop].start()
    return _hubs[loop]


def _start_relay() -> Relay | None:
    if not settings.QUESTLOG_RELAY:
        return None
    relay = make_relay()
    relay.start()
    return relay

"""What runs beside the site: the relay of this process and the hub of its loop."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from django.conf import settings

from apps.realtime.live.hub import Hub
from apps.realtime.live.protocol import Named
from apps.realtime.live.protocol import Since
from apps.realtime.log.event_log import Position
from apps.realtime.log.relay import Relay
from apps.realtime.log.relay import make_relay
from apps.server.lifespan import before_stop

# Seconds for which a client waits for a hub that has just been started.
HUB_PATIENCE = 5.0

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
    before_stop(hub.close_readers)
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


async def position_for(since: Since | Named | None) -> Position:
    """Where the stream stands, no older than what the client has seen.

    Raises:
        TimeoutError, psycopg.Error: the log is away.
    """
    hub = current_hub()
    await hub.ready(patience=HUB_PATIENCE)
    if not hub.is_ready():
        raise TimeoutError
    if isinstance(since, Since):
        return await hub.position(at_least=since.sequence, epoch=since.epoch)
    return await hub.position()


def _start_relay() -> Relay | None:
    if not settings.QUESTLOG_RELAY:
        return None
    relay = make_relay()
    relay.start()
    return relay

"""Changes of tables, as processes on other machines or in other containers hear them.

By Redis, within moments; what is lost while Redis is away costs those machines no more
than the age at which an answer is made again in any case.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels.layers import get_channel_layer

from apps.core.http_cache.versions import table_versions
from apps.core.redis.broadcast import Broadcast

logger = logging.getLogger(__name__)

GROUP = "changed-tables"
# Seconds in which many changes of one table are told once.
EVERY = 0.05
# Seconds until Redis is asked again after an error.
PAUSE = 2.0


def _message(tables: list[str]) -> dict[str, Any]:
    machine = str(table_versions().machine)
    return {"type": "changed.tables", "machine": machine, "tables": tables}


_broadcast = Broadcast(GROUP, _message, every=EVERY)


def tell_other_machines(tables: list[str]) -> None:
    """Say that rows of these have changed. Never fails, never waits."""
    _broadcast.send(tables)


@asynccontextmanager
async def hearing_other_machines() -> AsyncIterator[None]:
    """Raise the stamps here, too, for the lifespan of the server."""
    hearing = asyncio.create_task(_hear())
    try:
        yield
    finally:
        hearing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await hearing


async def _hear() -> None:
    layer = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                _take(await layer.receive(channel))
        except Exception as error:
            logger.debug("Changes on other machines aren't heard: %s", error)
            await asyncio.sleep(PAUSE)


def _take(message: dict[str, Any]) -> None:
    versions = table_versions()
    if message["machine"] != str(versions.machine):
        for table in message["tables"]:
            versions.raise_(table)

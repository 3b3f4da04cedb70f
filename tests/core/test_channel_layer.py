"""The channel layer carries progress to the admin; its sockets are idle for long."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer
from django.conf import settings

from apps.server.embedded.servers import EmbeddedServers

TIMEOUT = 0.1


def test_who_waits_longer_than_every_timeout_still_hears_the_next_message(
    redis_server: EmbeddedServers,
) -> None:
    async def wait_and_hear() -> tuple[bool, object]:
        config: Any = copy.deepcopy(settings.CHANNEL_LAYERS["default"]["CONFIG"])
        config["hosts"][0].update(
            socket_timeout=TIMEOUT,
            socket_connect_timeout=20,
            health_check_interval=TIMEOUT,
        )
        layer = RedisPubSubChannelLayer(**config)
        channel = await layer.new_channel()
        await layer.group_add("progress", channel)
        waiting = asyncio.create_task(layer.receive(channel))
        ended, _ = await asyncio.wait([waiting], timeout=8 * TIMEOUT)
        # A busy machine may need longer than that to publish.
        for host in layer._layers[asyncio.get_running_loop()]._shards:
            host._redis.connection_pool.connection_kwargs["socket_timeout"] = 20
        await layer.group_send("progress", {"type": "progress", "done": 7})
        message = await asyncio.wait_for(waiting, 20)
        await layer.flush()
        return bool(ended), message

    ended_early, message = asyncio.run(wait_and_hear())

    assert not ended_early
    assert message == {"type": "progress", "done": 7}

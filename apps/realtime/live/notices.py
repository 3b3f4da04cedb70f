"""The WebSocket `/ws/admin/`: notices to the open pages of the admin.

A page says which topics it shows: `{"op": "subscribe", "topics": ["list.5"]}`, and is
sent `{"topics": ["list.5"]}` whenever one has changed. Only for those who are logged in
to the admin, from its own pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

import orjson
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseError

from apps.core.redis.notices import GROUP
from apps.realtime.live.access import may_open_admin
from apps.realtime.live.protocol import Close

logger = logging.getLogger(__name__)

MOST_TOPICS = 30
LONGEST_TOPIC = 100
LONGEST_MESSAGE = 4096
# Seconds between two looks at whether the login still holds.
LOGIN_CHECK = 60


class NoticeConsumer(AsyncWebsocketConsumer):
    """One open page. Channels' own fan-out: a few sockets of one owner."""

    _topics: frozenset[str] = frozenset()
    _watch: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        # Accepted first: a browser learns the reason of a close, not of a refusal.
        if not await self._is_welcome():
            await self.accept()
            await self.close(Close.NO_TOKEN, "Log in to the admin.")
            return
        try:
            await self.channel_layer.group_add(GROUP, self.channel_name)
        except Exception as error:
            logger.debug("No notices without Redis: %s", error)
            await self.accept()
            await self.close(Close.TRY_AGAIN_LATER, "Redis doesn’t answer.")
            return
        await self.accept()
        self._watch = asyncio.create_task(self._watch_login())

    async def disconnect(self, code: int) -> None:
        if self._watch is not None:
            self._watch.cancel()
        with contextlib.suppress(Exception):
            await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        message: Any = None
        text = text_data or ""
        if len(text) <= LONGEST_MESSAGE:
            with contextlib.suppress(orjson.JSONDecodeError):
                message = orjson.loads(text)
        match message:
            case {"op": "subscribe", "topics": [*topics]} if _are_topics(topics):
                self._topics = frozenset(topics)
                await self._say({"subscribed": sorted(self._topics)})
            case _:
                await self.close(Close.BAD_REQUEST, "Send the topics to listen to.")

    async def notice(self, message: dict[str, Any]) -> None:
        topics = [topic for topic in message["topics"] if topic in self._topics]
        if topics:
            await self._say({"topics": topics})

    async def _say(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            await self.send(text_data=orjson.dumps(message).decode())

    async def _is_welcome(self) -> bool:
        try:
            return await may_open_admin(self.scope)
        except DatabaseError:
            # The page comes back, or goes on asking.
            return False

    async def _watch_login(self) -> None:
        """Close the socket of who has logged out or lost the right."""
        while True:
            await asyncio.sleep(LOGIN_CHECK)
            if not await self._is_welcome():
                await self.close(Close.NO_TOKEN, "You are logged out.")
                return


def _are_topics(topics: list[Any]) -> bool:
    return len(topics) <= MOST_TOPICS and all(
        isinstance(topic, str) and len(topic) <= LONGEST_TOPIC for topic in topics
    )

"""The WebSocket for clients that lose nothing: hello, replay, then live.

It is asked for by `since`, `types`, or `hello` in the query, or by the subprotocol.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from urllib.parse import parse_qs

import orjson
import psycopg

from apps.realtime.envelope import Envelope
from apps.realtime.live import protocol
from apps.realtime.live.consumers import BAD_REQUEST
from apps.realtime.live.consumers import TRY_AGAIN_LATER
from apps.realtime.live.consumers import EventConsumer
from apps.realtime.live.consumers import chosen_subprotocol
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.lifetime import position_for
from apps.realtime.live.protocol import BadRequest
from apps.realtime.live.protocol import Named
from apps.realtime.live.protocol import Since
from apps.realtime.live.protocol import Types
from apps.realtime.live.reader import Idle
from apps.realtime.live.reader import Reset

PARAMETERS = {"since", "types", "hello"}
LONGEST_MESSAGE = 4096
MESSAGES_PER_SECOND = 10
MOST_ERRORS = 5


class ResumingConsumer(EventConsumer):
    """The form for clients that lose nothing: hello, replay, then live."""

    _types: Types
    # What tells the position next: the clock, and then a task.
    _keepalive: asyncio.TimerHandle | asyncio.Task[None] | None = None
    _errors = 0
    _is_refused = False
    _second = 0.0
    _messages = 0

    async def connect(self) -> None:
        subprotocol = chosen_subprotocol(self.scope)
        try:
            self._types, since = _wishes(self.scope["query_string"])
        except BadRequest as error:
            await self.accept(subprotocol)
            await self._refuse(str(error))
            return
        try:
            position = await position_for(since)
        except (psycopg.Error, TimeoutError):
            await self.accept(subprotocol)
            await self.close(TRY_AGAIN_LATER)
            return
        start = protocol.start_of(since, position)
        self._reader = current_hub().reader(on_stuck=self._give_up, after=start.after)
        await self.accept(subprotocol)
        await self.send(protocol.hello(position, start, self._types))
        if start.reset is not None:
            place = position.epoch, position.last
            await self.send(protocol.reset(start.reset, *place))
        self._begin(self._reader)
        self._wind_up()

    def leave(self) -> None:
        if self._keepalive is not None:
            self._keepalive.cancel()
        super().leave()

    def _wants(self, event: Envelope) -> bool:
        return self._types.include(event.type)

    def _text_of(self, event: Envelope | Reset | Idle) -> str | None:
        if isinstance(event, Reset):
            return protocol.reset("epoch", *event)
        return super()._text_of(event)

    def _wind_up(self) -> None:
        loop = asyncio.get_running_loop()
        self._keepalive = loop.call_later(protocol.KEEPALIVE, self._remind)

    def _remind(self) -> None:
        self._keepalive = asyncio.create_task(self._tell_position())

    async def _tell_position(self) -> None:
        """Let a client that filters know how far it is."""
        if self._reader is None:
            return
        place = {"epoch": current_hub().epoch, "sequence": self._reader.sequence}
        await self._say(protocol.frame("position", place))
        self._wind_up()

    async def _say(self, text: str) -> None:
        # The socket may be closed or gone by now.
        with contextlib.suppress(OSError, RuntimeError):
            await self.send(text)

    # What a client says -------------------------------------------------------

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        # What was already under way when the socket was refused is not answered.
        if self._is_refused or self._reader is None:
            return
        message: Any = None
        text = text_data or ""
        if self._is_talkative():
            await self._answer_error("Too many messages. Send at most 10 per second.")
            return
        if len(text) <= LONGEST_MESSAGE:
            with contextlib.suppress(orjson.JSONDecodeError):
                message = orjson.loads(text)
        match message:
            case {"op": "ping"}:
                await self._answer("pong", message, {})
            case {"op": "subscribe", "types": [*types]}:
                await self._subscribe(message, types)
            case _:
                await self._answer_error(
                    'Send {"op": "subscribe", "types": […]} or {"op": "ping"}, each '
                    "with an optional nonce."
                )

    async def _subscribe(self, message: dict[str, Any], types: list[Any]) -> None:
        try:
            self._types = Types([str(pattern) for pattern in types])
        except BadRequest as error:
            await self._answer_error(str(error))
            return
        await self._answer("subscribed", message, {"types": self._types.patterns})

    async def _answer(
        self, name: str, message: dict[str, Any], payload: dict[str, Any]
    ) -> None:
        nonce = message.get("nonce")
        if isinstance(nonce, str | int):
            payload["nonce"] = nonce
        await self._say(protocol.frame(name, payload))

    async def _answer_error(self, text: str) -> None:
        self._errors += 1
        if self._errors > MOST_ERRORS:
            await self._refuse("Too many invalid messages.")
        else:
            await self._say(protocol.frame("error", {"message": text}))

    async def _refuse(self, text: str) -> None:
        self._is_refused = True
        self.leave()
        await self._say(protocol.frame("error", {"message": text}))
        await self.close(BAD_REQUEST)

    def _is_talkative(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._second > 1:
            self._second, self._messages = now, 0
        self._messages += 1
        return self._messages > MESSAGES_PER_SECOND


def _wishes(query_string: bytes) -> tuple[Types, Since | Named | None]:
    """The types that a client wants and the place it has reached, if it has.

    Raises:
        BadRequest: a parameter makes no sense.
    """
    query = parse_qs(query_string.decode("latin-1"), keep_blank_values=True)
    unknown = set(query) - PARAMETERS - {"token"}
    if unknown:
        raise BadRequest(
            f"{sorted(unknown)[0]!r} isn't a parameter. Use since, types, hello, or "
            "token."
        )
    for name, values in query.items():
        if len(values) > 1:
            raise BadRequest(f"{name} was sent more than once.")
    since = query.get("since", [""])[0]
    types = Types.parse(query.get("types", [""])[0])
    return types, Since.parse(since) if "since" in query else None

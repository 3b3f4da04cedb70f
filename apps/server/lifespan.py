from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import MutableMapping
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from contextlib import AsyncExitStack
from typing import Any
from weakref import WeakKeyDictionary

type Message = MutableMapping[str, Any]
type Companion = Callable[[], AbstractAsyncContextManager[Any]]
type Callbacks = list[Callable[[], None]]

_before_stop: WeakKeyDictionary[asyncio.AbstractEventLoop, Callbacks] = (
    WeakKeyDictionary()
)


def before_stop(callback: Callable[[], None]) -> None:
    """Have `callback` called when the server of the running loop is told to stop.

    That is before it waits for answers to end, long before the lifespan's end: what
    answers without end must end here.
    """
    _before_stop.setdefault(asyncio.get_running_loop(), []).append(callback)


def tell_of_stop() -> None:
    """Call what asked for it by `before_stop`, from the server's loop."""
    for callback in _before_stop.pop(asyncio.get_running_loop(), []):
        callback()


class Lifespan:
    """The ASGI lifespan of the site: what runs beside it, opened and closed with it.

    https://asgi.readthedocs.io/en/latest/specs/lifespan.html
    """

    def __init__(self, companions: Sequence[Companion]) -> None:
        """
        Args:
            companions: make one async context manager each; opened in order before
                the first request, closed in reverse after the last.
        """
        self._companions = companions

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        async with AsyncExitStack() as stack:
            await receive()
            try:
                for companion in self._companions:
                    await stack.enter_async_context(companion())
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

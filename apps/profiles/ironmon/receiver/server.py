"""The TCP server that BizHawk connects to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import InterfaceError
from django.db import OperationalError
from django.db import connections

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.receiver.frames import FrameError
from apps.profiles.ironmon.receiver.frames import FrameReader
from apps.profiles.ironmon.receiver.frames import Oversized
from apps.profiles.ironmon.receiver.messages import Message
from apps.profiles.ironmon.receiver.messages import MessageError
from apps.profiles.ironmon.receiver.messages import messages_of
from apps.profiles.ironmon.receiver.tracking import Tracking

MOST_CONNECTIONS = 8
READ_SIZE = 64 * 1024
TRIES = 5
SECONDS_BETWEEN = 2.0


class Receiver:
    """Records what its connections send; `say` gets a line for each event.

    A connection has a state of its own. Its messages are written one after the other
    in one thread, so that none overtakes another.
    """

    def __init__(
        self,
        challenge: Challenge,
        say: Callable[[str], None],
        *,
        lead_decides: bool = True,
    ) -> None:
        self.challenge = challenge
        self.say = say
        self.lead_decides = lead_decides
        self.connections = 0
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def start(self, host: str, port: int) -> asyncio.Server:
        """Raises `OSError` where the port is taken or the host isn't ours."""
        return await asyncio.start_server(self._serve, host, port)

    def close(self) -> None:
        """Wait for what is being written."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        name = "{}:{}".format(*writer.get_extra_info("peername")[:2])
        try:
            if self.connections >= MOST_CONNECTIONS:
                self.say(f"{name} refused: {MOST_CONNECTIONS} are connected already.")
                return
            self.connections += 1
            try:
                await self._read(reader, name)
            finally:
                self.connections -= 1
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader, name: str) -> None:
        self.say(f"{name} connected.")
        frames = FrameReader()
        tracking = Tracking(self.challenge, self.say, lead_decides=self.lead_decides)
        try:
            while data := await reader.read(READ_SIZE):
                for frame in frames.feed(data):
                    await self._take(frame, tracking)
        except FrameError as error:
            self.say(f"{name} cut off: {error}.")
            return
        except ConnectionError:
            pass
        half = "" if frames.is_between else " in the middle of a message"
        self.say(f"{name} disconnected{half}.")

    async def _take(self, frame: str | Oversized, tracking: Tracking) -> None:
        if isinstance(frame, Oversized):
            self.say(f"A message of {frame.length:,} bytes is passed over: too long.")
            return
        try:
            for message in messages_of(frame):
                await self._record(message, tracking)
        except MessageError as error:
            self.say(f"A message is passed over: {error}.")

    async def _record(self, message: Message, tracking: Tracking) -> None:
        """Tries again while the database is away: the plugin says it only once."""
        loop = asyncio.get_running_loop()
        for remaining in reversed(range(TRIES)):
            try:
                await loop.run_in_executor(self._thread, tracking.handle, message)
                return
            except ValidationError as error:
                self.say(f"Not recorded: {' '.join(error.messages)}")
                return
            except (OperationalError, InterfaceError):
                self._thread.submit(connections.close_all)
                if remaining:
                    self.say("The database doesn’t answer. Trying again.")
                    await asyncio.sleep(SECONDS_BETWEEN)
        self.say(f"Not recorded, as the database doesn’t answer: {message}")

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from apps.realtime.live.reader import Reader

logger = logging.getLogger(__name__)

# Those that get their turn without a pause for whatever else the loop does.
AT_ONCE = 200


class Followers:
    """Readers that have read all there is, and what to call when there is more.

    Thousands wait so at the cost of a dictionary: none needs a task for it.
    """

    def __init__(self) -> None:
        self._calls: dict[Reader, Callable[[], None]] = {}

    def add(self, reader: Reader, call: Callable[[], None]) -> None:
        self._calls[reader] = call

    def discard(self, reader: Reader) -> None:
        self._calls.pop(reader, None)

    async def tell(self) -> None:
        """Call for each that is there now."""
        for number, reader in enumerate(list(self._calls), 1):
            self._tell(reader)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)

    def _tell(self, reader: Reader) -> None:
        # It may have left during a pause.
        call = self._calls.get(reader)
        try:
            if call is not None:
                call()
        except Exception:
            # The others must have their news.
            logger.exception("A reader failed.")
            reader.on_stuck()

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import Error
from django.db import connection

from tests.realtime.listeners import happen


class Writers:
    """Four threads that let facts happen until `stop`, and remember which did."""

    def __init__(
        self, *, pause: float = 0.003, write: Callable[[int], None] | None = None
    ) -> None:
        """
        Args:
            pause: seconds between two facts of one thread.
            write: lets the fact of that number happen.
        """
        self._stopping = threading.Event()
        self._pause = pause
        self._write_one = write or (lambda number: happen(number=number))
        # Those whose transaction said that it committed.
        self.written: list[int] = []
        self.failed = 0
        self._threads = [
            threading.Thread(target=self._write, args=[n]) for n in range(4)
        ]
        for thread in self._threads:
            thread.start()

    def _write(self, writer: int) -> None:
        number = writer * 1_000_000
        while not self._stopping.wait(self._pause):
            number += 1
            try:
                self._write_one(number)
                self.written.append(number)
            except Error:
                # PostgreSQL is away.
                self.failed += 1
                connection.close()
        connection.close()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

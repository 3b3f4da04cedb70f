"""A stamp per table, which every process of this machine sees at once.

An answer made of some tables is good for as long as none of their stamps has changed.
The stamps are in a small file in the data directory that all processes map into their
memory: reading one costs a tenth of a microsecond and no process is ever asked.
"""

from __future__ import annotations

import hashlib
import logging
import mmap
import os
import secrets
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

logger = logging.getLogger(__name__)

# Bytes of a stamp: nanoseconds since 1970, written as one machine word.
WORD = 8


class TableVersions:
    """The stamps of `tables`, by slots. Slot 0 changes with any of them.

    `machine` is one number for all processes that share these stamps.
    """

    def __init__(self, tables: Iterable[str], directory: Path | None) -> None:
        """
        Args:
            directory: where the file is shared; None, or one that can't be written to,
                keeps the stamps in this process.
        """
        self.slots = {name: slot for slot, name in enumerate(sorted(tables), start=1)}
        size = WORD * (len(self.slots) + 2)
        memory = _shared(directory, self.slots, size) or mmap.mmap(-1, size)
        self._words = memoryview(memory).cast("Q")
        if not self._words[0]:
            self._words[-1] = secrets.randbits(64)
            self.raise_all()

    @property
    def machine(self) -> int:
        return self._words[-1]

    def any(self) -> int:
        """A number that changes with each change of any table."""
        return self._words[0]

    def all(self) -> list[int]:
        """The stamps of all slots, to be taken before the tables are read."""
        return self._words.tolist()

    def are(self, stamps: Iterable[tuple[int, int]]) -> bool:
        """Whether the slots still have these stamps (slot, stamp)."""
        words = self._words
        return all(words[slot] == stamp for slot, stamp in stamps)

    def raise_(self, table: str) -> None:
        """Tell everybody that rows of `table` have changed. Call it after the commit.

        Two processes may do so at once: each writes a time of its own, and what was
        read before either of them is equal to neither.
        """
        slot = self.slots.get(table)
        if slot is not None:
            self._words[slot] = self._words[0] = _stamp()

    def raise_all(self) -> None:
        stamp = _stamp()
        for slot in reversed(range(len(self.slots) + 1)):
            self._words[slot] = stamp


def _stamp() -> int:
    # The last bits tell processes apart that have changed something at the same time.
    return time.time_ns() & ~0xFFFF | os.getpid() & 0xFFFF


def _shared(
    directory: Path | None, slots: dict[str, int], size: int
) -> mmap.mmap | None:
    if directory is None:
        return None
    # Versions of Questlog with other tables have a file of their own.
    name = hashlib.sha256(" ".join(slots).encode()).hexdigest()[:12]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with open(directory / f"table-versions-{name}", "a+b") as file:
            if file.seek(0, os.SEEK_END) < size:
                file.truncate(size)
            return mmap.mmap(file.fileno(), size)
    except OSError as error:
        logger.warning("Changes aren't shared between processes: %s", error)
        return None


@cache
def table_versions() -> TableVersions:
    """Those of Questlog's own tables, shared in the data directory."""
    return TableVersions(own_tables(), Path(settings.DATA_DIR))


@cache
def own_tables() -> frozenset[str]:
    """The tables of the apps of Questlog, whose changes PostgreSQL tells of."""
    return frozenset(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("apps.")
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed
    )


@cache
def foreign_tables() -> frozenset[str]:
    """All other tables: what reads one of these is never kept."""
    every = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in every) - own_tables()

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings

from apps.server import embedded
from apps.server.embedded.servers import EmbeddedServers

logger = logging.getLogger(__name__)

# Seconds between two looks whether the servers run.
WATCH_EVERY = 2.0


@contextmanager
def embedded_servers() -> Iterator[EmbeddedServers | None]:
    """Run the servers that the settings name as embedded, while the context is open.

    Yields None where `DATABASE_URL` and `REDIS_URL` name others for both. A
    SIGTERM or SIGHUP leaves the context as `SystemExit`, so that what was started is
    stopped.

    Raises:
        EmbeddedServerError: a server cannot start; the text says what to do.
    """
    data_dir = settings.DATA_DIR
    postgres = settings.DATABASE_URL == embedded.database_url(data_dir)
    valkey = settings.REDIS_URL == embedded.redis_url(data_dir)
    if not postgres and not valkey:
        yield None
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _leave)
    with EmbeddedServers(
        data_dir,
        postgres=postgres,
        valkey=valkey,
        redis_port=settings.QUESTLOG_REDIS_PORT,
    ) as servers:
        yield servers


@contextmanager
def kept_alive(servers: EmbeddedServers | None) -> Iterator[None]:
    """While the context is open, start an embedded server again that has died."""
    if servers is None:
        yield
        return
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(servers, ended))
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        # Else it could start what we are about to stop.
        watcher.join()


def _watch(servers: EmbeddedServers, ended: threading.Event) -> None:
    said = ""
    while not ended.wait(timeout=WATCH_EVERY):
        try:
            servers.ensure()
            said = ""
        except Exception as error:
            # Whatever it is: without a watcher, a server that dies stays down.
            if str(error) != said:
                logger.error("An embedded server is down: %s", error)
            said = str(error)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)

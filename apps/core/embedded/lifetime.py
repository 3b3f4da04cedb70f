from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings

from apps.core import embedded
from apps.core.embedded.servers import EmbeddedServers


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


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)

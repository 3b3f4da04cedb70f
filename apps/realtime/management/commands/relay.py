from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from apps.realtime.log.relay import make_relay


class Command(BaseCommand):
    help = (
        "Deliver events in a separate process until Ctrl-C or SIGTERM. In that case, "
        "set QUESTLOG_RELAY=off for the web processes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        relay = make_relay()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: relay.interrupt())
        relay.run()

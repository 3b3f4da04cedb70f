"""Workers that are stopped in their first moments: `python -m tests.jobs.stopping`.

Prints for each the seconds that it needed to end.
"""

from __future__ import annotations

import threading
import time

import django

# Seconds after the start; the first is stopped before it.
MOMENTS = (-1, 0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5)


def main() -> None:
    django.setup()
    from apps.jobs.worker import Worker

    for moment in MOMENTS:
        worker = Worker()
        if moment < 0:
            worker.stop()
        else:
            threading.Timer(moment, worker.stop).start()
        started = time.monotonic()
        worker.run()
        print(time.monotonic() - started - max(moment, 0), flush=True)


if __name__ == "__main__":
    main()

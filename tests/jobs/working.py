"""A worker in the test's own process, for what some app does in the background."""

from __future__ import annotations

import threading

from apps.jobs.worker import Worker


def work_off() -> None:
    """Run all jobs that are due, until there is none; needs `committed_db`."""
    # Of its own, because a browser test's thread has a loop already.
    thread = threading.Thread(target=Worker().run, kwargs={"until_empty": True})
    thread.start()
    thread.join()

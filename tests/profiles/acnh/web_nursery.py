"""Whole Questlogs as processes, to be killed, on the test's own database.

The order is the port on which one serves.
"""

from __future__ import annotations

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend


def web_nursery() -> Nursery:
    return Nursery(__name__)


def main() -> None:
    # Before the fork: it takes seconds to load.
    from django.urls import get_resolver

    from questlog_site import asgi

    assert get_resolver().url_patterns

    def run(port: str) -> None:
        import uvicorn

        from apps.server.web_server import server_config

        config = server_config(port=int(port), log_level="warning")
        config.app = asgi.application
        uvicorn.Server(config).run()

    tend(run)


if __name__ == "__main__":
    main()

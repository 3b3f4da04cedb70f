from __future__ import annotations

import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandParser
from django.utils.module_loading import autodiscover_modules

from apps.jobs.worker import Worker
from apps.server import setup

# Seconds between two looks whether the tables are there.
PAUSE = 1.0


class Command(BaseCommand):
    help = (
        "Run background work until Ctrl-C or SIGTERM. script/server starts a worker "
        "automatically. Set QUESTLOG_WORKER=off there to run as many workers as you "
        "like yourself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-empty",
            action="store_true",
            help="stop when there is nothing left to do (for cron)",
        )
        parser.add_argument(
            "--until-eof",
            action="store_true",
            # manage.py itself watches its input, from its first moment on.
            help=(
                "also stop when standard input closes, that is, with the process "
                "that started it"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("tasks")
        worker = Worker()
        setup.refuse_newer_database()
        if not options["until_eof"]:
            # Else who started it has seen to them.
            _wait_for_tables()
        worker.stop_at_signals()
        worker.run(until_empty=options["until_empty"])


def _wait_for_tables() -> None:
    """Let the web process migrate first."""
    while setup.needs_migration():
        threading.Event().wait(PAUSE)

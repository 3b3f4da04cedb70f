from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser

from apps.core.plurals import counted
from apps.profiles.ironmon.history import HistoryError
from apps.profiles.ironmon.history import import_history
from apps.profiles.ironmon.history import read_history


class Command(BaseCommand):
    help = (
        "Bring in a history of IronMON runs: JSON as Django's dumpdata wrote it in "
        "the old project (ironmon.challenge, checkpoint, seed, result). What is "
        "there already is left as it is, so a second time adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"Can't read {file}: {error.strerror}.") from error
        try:
            brought = import_history(read_history(text))
        except HistoryError as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"{reasons} Nothing was imported.") from error
        new = [
            counted(brought.challenges, "challenge"),
            counted(brought.checkpoints, "checkpoint"),
            counted(brought.runs, "run"),
            counted(brought.results, "result"),
        ]
        self.stdout.write(f"Added: {', '.join(new)}.")
        self.stdout.write(f"Already there: {counted(brought.skipped, 'row')}.")

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser

from apps.exports.file_format import in_words
from apps.exports.reading import BrokenExport
from apps.exports.restoring import import_questlog


class Command(BaseCommand):
    help = (
        "Restore a file from `script/manage export_questlog` (or - for standard "
        "input), compressed or not, into this Questlog, which must be empty. Either "
        "all of it is restored or nothing is. Accounts, tokens, revisions, and the "
        "event log aren't part of the file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file; - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["file"] == "-":
                counts = import_questlog(sys.stdin.buffer)
            else:
                with Path(options["file"]).open("rb") as file:
                    counts = import_questlog(file)
        except BrokenExport as error:
            raise CommandError(
                f"{error.message} Nothing was written. {error.what_to_do}"
            ) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        self.stdout.write(f"Imported: {in_words(counts)}.")

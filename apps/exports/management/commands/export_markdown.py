from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.exports.markdown import write_markdown


class Command(BaseCommand):
    help = (
        "Export your games, playthroughs, and lists as Markdown, to read or publish. "
        "`script/manage import_gist` can import it again. Only public data is "
        "exported unless you add --private."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", help="output file; - for standard output"
        )
        parser.add_argument(
            "--private",
            action="store_true",
            help="with private playthroughs, and lists that are not public",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at, private = timezone.localtime(), options["private"]
        if options["file"] == "-":
            write_markdown(sys.stdout.buffer, at=at, private=private)
            return
        try:
            with Path(options["file"]).open("wb") as out:
                write_markdown(out, at=at, private=private)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.exports.downloads import file_name
from apps.exports.file_format import in_words
from apps.exports.writing import write_export


class Command(BaseCommand):
    help = (
        "Export everything you have into one JSON file. It includes drafts and "
        "private rows, so keep it private. `script/manage import_questlog` restores "
        "it into an empty Questlog. Accounts, tokens, revisions, and the event log "
        "aren't included."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            help="output file; - for standard output. Default: questlog-DATE.json in "
            "this folder",
        )
        parser.add_argument(
            "--gzip",
            action="store_true",
            help="compress it (the default if the file name ends with .gz)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        compressed = options["gzip"] or str(options["file"]).endswith(".gz")
        if options["file"] == "-":
            write_export(sys.stdout.buffer, at=at, compressed=compressed)
            return
        path = Path(options["file"] or file_name(at, compressed=compressed))
        # Under another name until it is whole: what has the name can be trusted.
        draft = path.with_name(f"{path.name}.part")
        try:
            with open(draft, "wb", opener=_for_the_owner_only) as out:
                counts = write_export(out, at=at, compressed=compressed)
            draft.replace(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"{path}: {in_words(counts)}.")


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

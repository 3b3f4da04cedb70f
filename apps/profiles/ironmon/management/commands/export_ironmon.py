from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser

from apps.core.plurals import counted
from apps.profiles.ironmon.files.export import attempts_text
from apps.profiles.ironmon.files.export import dumpdata_rows
from apps.profiles.ironmon.models import Challenge


class Command(BaseCommand):
    help = (
        "Write challenges, runs, and cleared checkpoints as JSON in the form of "
        "Django's dumpdata (ironmon.challenge, checkpoint, seed, result), which "
        "loaddata of the old project and import_ironmon read. Defeats, dates, and "
        "notes have no place in it; Questlog's own export holds everything."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", help="where to; - is standard output"
        )
        parser.add_argument("--challenge", help="only this one, by its slug")
        parser.add_argument(
            "--attempts",
            action="store_true",
            help="write a tracker's attempts file instead: the latest number",
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        challenges = self._challenges(options["challenge"])
        if options["attempts"]:
            if len(challenges) != 1:
                raise CommandError("An attempts file is of one --challenge.")
            self._write(file, attempts_text(challenges[0]))
            return
        try:
            rows = list(dumpdata_rows(challenges))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._write(file, json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        if file != "-":
            self.stdout.write(f"Wrote {counted(len(rows), 'row')} to {file}.")

    def _challenges(self, slug: str | None) -> list[Challenge]:
        rows = Challenge.objects.all()
        if slug is None:
            return list(rows)
        found = list(rows.filter(slug=slug))
        if not found:
            known = ", ".join(rows.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no challenge “{slug}”. There are: {known}.")
        return found

    def _write(self, file: str, text: str) -> None:
        if file == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(file).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Can't write {file}: {error.strerror}.") from error

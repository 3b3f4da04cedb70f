from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.imports.apply import ApplyFailed
from apps.imports.apply import apply_import
from apps.imports.cli import as_json
from apps.imports.cli import as_text
from apps.imports.intake import Source
from apps.imports.intake import last_import_of
from apps.imports.intake import owner
from apps.imports.intake import read_source
from apps.imports.intake import source_of_gist
from apps.imports.intake import store
from apps.imports.models import Import
from apps.imports.models import SourceKind
from apps.imports.parsers import SourceError
from apps.imports.parsers import decode_source
from apps.imports.reading import Reading
from apps.integrations.errors import RemoteError
from apps.integrations.github import gist_address


class Command(BaseCommand):
    help = (
        "Read a list of games from a file, from standard input (-), or from a gist "
        "(its address or id), match it with the library, and print what was "
        "understood. Writes nothing without --apply. With --apply, exact names, other "
        "names, misspellings and abbreviations are taken as matches and unknown titles "
        "become new games; a row that only may be a game (match kind “suggested”) is "
        "left out and named on standard error, unless --accept-suggested takes the "
        "best suggestion. Undo with: manage.py undo_import ID."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", help="a file, - for standard input, or a gist's address or id"
        )
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, nothing else"
        )
        parser.add_argument(
            "--apply", action="store_true", help="write it, and print the import's id"
        )
        parser.add_argument(
            "--accept-suggested",
            action="store_true",
            help="take the best suggestion where a row only may be a game",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = self._source(options["source"])
            reading = read_source(source)
        except (SourceError, RemoteError) as error:
            raise CommandError(f"{error.message} {error.what_to_do}") from error
        for warning in self._warnings(source):
            self.stderr.write(warning)
        if options["accept_suggested"]:
            reading.accept_suggested()
        batch = self._apply(source, reading) if options["apply"] else None
        self._print(reading, batch, as_one_object=options["json"])

    def _source(self, given: str) -> Source:
        if given == "-":
            return Source.of_text(decode_source(sys.stdin.buffer.read()))
        path = Path(given)
        if path.is_dir():
            raise CommandError(f"{given} is a folder, not a file.")
        if path.exists():
            try:
                data = path.read_bytes()
            except OSError as error:
                raise CommandError(f"{given}: {error.strerror}.") from error
            return Source.of_text(decode_source(data), SourceKind.FILE, path.name)
        try:
            gist_address(given)
        except RemoteError as error:
            raise CommandError(
                f"There is no file {given}, and it is no gist: {error.message} "
                f"{error.what_to_do}"
            ) from error
        return source_of_gist(given)

    def _warnings(self, source: Source) -> list[str]:
        last = last_import_of(source)
        if last is None:
            return source.warnings
        unchanged = f"Nothing changed in this gist since its last import, {last.uuid}."
        return [*source.warnings, unchanged]

    def _apply(self, source: Source, reading: Reading) -> Import:
        by = owner()
        batch = store(source, reading, by=by)
        try:
            applied = apply_import(batch, by=by, at=timezone.now())
        except ApplyFailed as error:
            raise CommandError(str(error)) from error
        reading.rows = list(applied.rows.select_related("game", "merged_into"))
        for row in reading.undecided:
            self.stderr.write(f"Left out, not decided: line {row.line}: {row.title}")
        return applied

    def _print(
        self, reading: Reading, batch: Import | None, *, as_one_object: bool
    ) -> None:
        if as_one_object:
            answer = as_json(reading)
            if batch:
                answer |= {"import": str(batch.uuid), "result": batch.result}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(as_text(reading))
        if batch:
            self.stdout.write(_result(batch))
            self.stdout.write(f"Import {batch.uuid}")


def _result(batch: Import) -> str:
    told = [
        f"{batch.result[noun]} {noun}"
        for noun in ("games", "playthroughs", "editions", "lists", "entries")
        if batch.result.get(noun)
    ]
    return f"Added: {', '.join(told)}." if told else "Nothing was new."

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.core.plurals import counted
from apps.core.plurals import plural
from apps.imports.applying.apply import ApplyFailed
from apps.imports.applying.apply import apply_import
from apps.imports.cli import TerminalProgress
from apps.imports.cli import as_json
from apps.imports.cli import as_text
from apps.imports.cli import ask
from apps.imports.cli import doubtful_lines
from apps.imports.igdb.enrichment import enrich
from apps.imports.intake.parse import parse_source
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.reread import answered
from apps.imports.intake.reread import lasting
from apps.imports.intake.source import Source
from apps.imports.intake.source import last_import_of
from apps.imports.intake.source import source_of_gist
from apps.imports.intake.steam import source_of_steam
from apps.imports.intake.store import owner
from apps.imports.intake.store import store_parsed
from apps.imports.models import Import
from apps.imports.models import KnownMeaning
from apps.imports.parsing import SourceError
from apps.imports.parsing.formats import LABELS
from apps.imports.parsing.parts import MEANINGS
from apps.imports.parsing.parts import all_meanings
from apps.imports.parsing.parts import part_key
from apps.imports.parsing.source import MAX_FILE_BYTES
from apps.imports.parsing.tables.columns import FIELDS
from apps.imports.parsing.tables.columns import guess_columns
from apps.imports.parsing.tables.delimited import Table
from apps.integrations.github import gist_address
from apps.integrations.http.errors import RemoteError
from apps.journal.models import Status


class Command(BaseCommand):
    help = (
        "Read a list of games from a file, from standard input (-), or from a gist "
        "(its address or id), match it with the library, and print the result. "
        "Markdown, text, JSON, CSV, and exports from Grouvee, HowLongToBeat, IGDB, "
        "Backloggery, Infinite Backlog, Yamtrack, Playnite, GOG Galaxy, Backloggd, "
        "GG, RAWG, VGCollect, PlayStation, and Xbox are detected automatically. "
        "Nothing is written without --apply. With --apply, exact names, other names, "
        "misspellings, and abbreviations count as matches, and unknown titles become "
        "new games. A row with only a possible match (match kind “suggested”) is "
        "left out and printed to standard error, unless --accept-suggested uses the "
        "best suggestion. Undo with: script/manage undo_import ID."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source",
            help="a file, - for standard input, a gist's address or id, or steam for "
            "the Steam library of the settings",
        )
        parser.add_argument(
            "--leave-out-unplayed",
            action="store_true",
            help="with steam: leave out what was never started",
        )
        parser.add_argument(
            "--format",
            choices=[key for key in LABELS if key != "steam"],
            default="",
            help="the format of the file, instead of detecting it",
        )
        parser.add_argument(
            "--columns",
            default="",
            metavar="COLUMN=MEANING,…",
            help="what the columns of a CSV file contain, for example "
            f"“Name=title,System=platform”; choose from {', '.join(FIELDS)}. "
            "Default: same as the last file with this header, or a guess",
        )
        parser.add_argument(
            "--json", action="store_true", help="print only one JSON object"
        )
        parser.add_argument(
            "--apply", action="store_true", help="apply the import and print its id"
        )
        parser.add_argument(
            "--accept-suggested",
            action="store_true",
            help="use the best suggestion for rows with only a possible match",
        )

        parser.add_argument(
            "--undecided",
            choices=Status.values,
            default="",
            metavar="STATUS",
            help="the status of games of which the list doesn't tell it "
            f"({', '.join(Status.values)}). Default: they get no playthrough",
        )
        parser.add_argument(
            "--means",
            action="append",
            default=[],
            metavar="WORDS=MEANING",
            help="what a heading, column, status, or mark means, for example "
            "“On pause=paused”; can be repeated. The meanings are "
            f"{', '.join(all_meanings())}. With --apply it is remembered for later "
            "lists",
        )
        parser.add_argument(
            "--ask",
            action="store_true",
            help="ask on the terminal what the parts mean that nobody knows",
        )
        parser.add_argument(
            "--igdb",
            action="store_true",
            help="with --apply: match the games with IGDB first, take what is sure, "
            "and list the doubtful ones, with what they may be, on standard error",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["igdb"] and not options["apply"]:
            raise CommandError("--igdb stores its matches, so it needs --apply.")
        if options["ask"] and not sys.stdin.isatty():
            raise CommandError("--ask needs a terminal. Use --means instead.")
        said = _said(options["means"])
        try:
            source = self._source(options)
            source = self._with_columns(source, options["columns"])
            for warning in self._warnings(source):
                self.stderr.write(warning)
            # One after the other: a later part finds what an earlier one has added.
            for part in (parts := source.parts()):
                # Of a long list each part has its own words.
                self._take(part, said, options, is_whole=len(parts) == 1)
        except (SourceError, RemoteError) as error:
            raise CommandError(f"{error.message} {error.what_to_do}") from error

    def _take(
        self,
        source: Source,
        said: dict[str, str],
        options: dict[str, Any],
        *,
        is_whole: bool,
    ) -> None:
        parsed = parse_source(source)
        answers = _answers(parsed, said, is_whole=is_whole)
        if options["ask"]:
            answers |= self._ask(parsed, answers)
        if answers:
            source = answered(replace(source, means=parsed.means), answers)
            parsed = parse_source(source)
        for warning in parsed.warnings:
            self.stderr.write(warning)
        if options["accept_suggested"]:
            parsed.accept_suggested()
        if options["undecided"]:
            parsed.answer_open_statuses(options["undecided"])
        import_ = None
        if options["apply"]:
            import_ = self._apply(source, parsed, with_igdb=options["igdb"])
            KnownMeaning.objects.remember(lasting(source, answers))
        self._print(parsed, import_, source, as_one_object=options["json"])

    def _ask(
        self, parsed: ParsedSource, answers: dict[tuple[str, str], str]
    ) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for part in parsed.parts:
            key = (part.kind, part.text)
            if part.certainty == "unknown" and key not in answers:
                if meaning := ask(part, read=input, out=self.stderr):
                    found[key] = meaning
        return found

    def _with_columns(self, source: Source, given: str) -> Source:
        """The source with its columns, which are printed to standard error."""
        table = source.table
        if table is None or not (source.format and source.format.is_plain_table):
            if given:
                raise CommandError("--columns only works with plain tables.")
            return source
        if not given:
            source = source.with_known_columns()
        columns = source.columns or guess_columns(table)
        if given:
            columns = replace(columns, fields=_fields(given, table))
            source = replace(source, columns=columns)
        named = ", ".join(f"{c}={m}" for c, m in columns.fields.items() if m)
        self.stderr.write(f"Columns: {named or 'none known'}.")
        return source

    def _source(self, options: dict[str, Any]) -> Source:
        given, as_format = options["source"], options["format"]
        if given == "steam":
            return source_of_steam(
                leave_out_unplayed=options["leave_out_unplayed"],
                today=timezone.localdate(),
            )
        if given == "-":
            return Source.of_bytes(sys.stdin.buffer.read(), as_format=as_format)
        path = Path(given)
        if path.is_dir():
            raise CommandError(f"{given} is a folder, not a file.")
        if path.exists():
            try:
                with path.open("rb") as file:
                    data = file.read(MAX_FILE_BYTES + 1)
            except OSError as error:
                raise CommandError(f"{given}: {error.strerror}.") from error
            return Source.of_bytes(data, path.name, as_format=as_format)
        try:
            gist_address(given)
        except RemoteError as error:
            raise CommandError(
                f"{given} isn't a file or a gist: {error.message} {error.what_to_do}"
            ) from error
        return source_of_gist(given)

    def _warnings(self, source: Source) -> list[str]:
        last = last_import_of(source)
        if last is None:
            return source.warnings
        unchanged = f"This gist hasn't changed since its last import, {last.uuid}."
        return [*source.warnings, unchanged]

    def _apply(
        self, source: Source, parsed: ParsedSource, *, with_igdb: bool
    ) -> Import:
        by = owner()
        import_ = store_parsed(source, parsed, by=by)
        if with_igdb:
            self._match(import_)
        try:
            applied = apply_import(import_, by=by, at=timezone.now())
        except ApplyFailed as error:
            raise CommandError(str(error)) from error
        parsed.rows = list(applied.rows.select_related("game", "merged_into"))
        for row in parsed.undecided:
            self.stderr.write(f"Left out, not decided: line {row.line}: {row.title}")
        return applied

    def _match(self, import_: Import) -> None:
        """Match with IGDB; what was matched before a failure stays with the import."""
        try:
            counts = enrich(
                import_, at=timezone.now(), progress=TerminalProgress(self.stderr)
            )
        except RemoteError as error:
            raise CommandError(
                f"{error.message} {error.what_to_do} Nothing was applied. The import "
                "and its matches are in the admin, under Import."
            ) from error
        self.stderr.write(f"IGDB: {counts}.")
        for line in doubtful_lines(import_):
            self.stderr.write(line)

    def _print(
        self,
        parsed: ParsedSource,
        import_: Import | None,
        source: Source,
        *,
        as_one_object: bool,
    ) -> None:
        found = source.format if _is_export(source) else None
        if as_one_object:
            answer = as_json(parsed)
            if found:
                answer["format"] = found.key
            if import_:
                answer |= {"import": str(import_.uuid), "result": import_.result}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        if found:
            self.stdout.write(f"Read as: {found.label}.\n")
        self.stdout.write(as_text(parsed))
        if import_:
            self.stdout.write(_result(import_))
            self.stdout.write(f"Import {import_.uuid}")


def _is_export(source: Source) -> bool:
    return source.format is not None and source.format.key not in ("text", "json")


def _said(given: Sequence[str]) -> dict[str, str]:
    """The meanings that the command line gives, by words."""
    said = {}
    for pair in given:
        words, _, meaning = pair.rpartition("=")
        if meaning.strip() not in all_meanings():
            raise CommandError(
                f"“{meaning.strip()}” isn't a meaning. Choose from "
                f"{', '.join(all_meanings())}."
            )
        said[words.strip()] = meaning.strip()
    return said


def _answers(
    parsed: ParsedSource, said: Mapping[str, str], *, is_whole: bool
) -> dict[tuple[str, str], str]:
    """The parts that are meant, by kind and text, with what each means."""
    answers: dict[tuple[str, str], str] = {}
    for words, meaning in said.items():
        parts = [it for it in parsed.parts if part_key(it.text) == part_key(words)]
        fitting = [part for part in parts if meaning in MEANINGS[part.kind]]
        if not parts and not is_whole:
            continue
        if not parts:
            named = ", ".join(f"“{part.text}”" for part in parsed.parts)
            raise CommandError(
                f"No part of the list is called “{words}”. Its parts are: "
                f"{named or 'none'}."
            )
        if not fitting:
            raise CommandError(
                f"The {parts[0].kind} “{words}” can't mean “{meaning}”. Choose from "
                f"{', '.join(MEANINGS[parts[0].kind])}."
            )
        answers |= {(part.kind, part.text): meaning for part in fitting}
    return answers


def _fields(given: str, table: Table) -> dict[str, str]:
    """The meanings that the command line gives, by column in lower case."""
    fields = dict.fromkeys(table.keys, "")
    for pair in given.split(","):
        column, _, meaning = pair.rpartition("=")
        key = " ".join(column.split()).casefold()
        if key not in fields:
            raise CommandError(
                f"The table has no column “{column.strip()}”. Its columns are: "
                f"{', '.join(table.columns)}."
            )
        if meaning.strip() not in FIELDS:
            raise CommandError(
                f"“{meaning.strip()}” isn't a valid column type. Choose from "
                f"{', '.join(FIELDS)}."
            )
        fields[key] = meaning.strip()
    return fields


def _result(import_: Import) -> str:
    added = [
        counted(import_.result[plural(noun)], noun)
        for noun in ("game", "playthrough", "edition", "list", "entry")
        if import_.result.get(plural(noun))
    ]
    return f"Added: {', '.join(added)}." if added else "Nothing was new."

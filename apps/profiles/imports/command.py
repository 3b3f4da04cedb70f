"""What every command that imports a file into a profile does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.imports.parsing import SourceError
from apps.imports.parsing.encodings import decode_source
from apps.profiles.imports.applying import apply_import
from apps.profiles.imports.applying import kind_of
from apps.profiles.imports.applying import plan_import
from apps.profiles.models import ProfileImport
from apps.profiles.models import RowAction
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called

REASONS_SHOWN = 20


class ImportCommand(BaseCommand):
    """Imports a file without a review. You can see and undo the import in the admin."""

    # The slug of the profile.
    profile: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would happen; write nothing",
        )

    @property
    def kind(self) -> ProfileKind:
        kind = kind_called(self.profile)
        if kind is None:
            raise CommandError(f"There is no profile {self.profile}.")
        return kind

    def handle(self, *args: Any, file: str, dry_run: bool, **options: Any) -> None:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            decoded = decode_source(data)
        except OSError as error:
            raise CommandError(f"Can't read {file}: {error.strerror}.") from error
        except SourceError as error:
            raise CommandError(f"{error.message} {error.what_to_do}") from error
        name = "" if file == "-" else Path(file).name
        try:
            with transaction.atomic():
                import_ = plan_import(
                    self.kind, decoded.text, file_name=name, warnings=decoded.warnings
                )
                self._say_plan(import_)
                if dry_run:
                    transaction.set_rollback(True)
                    return
                import_ = apply_import(import_, by=None, at=timezone.now())
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"{reasons} Nothing was imported.") from error
        self._say_result(import_)

    def _say_plan(self, import_: ProfileImport) -> None:
        self.stdout.write(f"Read as {import_.format}: {self._rows_of(import_)}.")
        for warning in import_.warnings:
            self.stdout.write(warning)
        unusable = import_.rows.filter(action=RowAction.UNUSABLE).order_by("number")
        for row in unusable[:REASONS_SHOWN]:
            self.stdout.write(f"  {row.title}: {row.reason}")
        if (more := unusable.count() - REASONS_SHOWN) > 0:
            self.stdout.write(f"  and {more:,} more.")

    def _rows_of(self, import_: ProfileImport) -> str:
        counts = {
            action: import_.rows.filter(action=action).count() for action in RowAction
        }
        return ", ".join(
            f"{count:,} {RowAction(action).label.lower()}"
            for action, count in counts.items()
            if count
        ) or counted(0, "row")

    def _say_result(self, import_: ProfileImport) -> None:
        result = import_.result
        self.stdout.write(
            f"Added {counted(result['added'], 'row')}, changed "
            f"{result['updated']:,}. Undo it under Profiles, {kind_of(import_).name}, "
            "Import in the admin."
        )

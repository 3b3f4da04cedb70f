from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.imports.applying.undo import undo_import
from apps.imports.intake.store import owner
from apps.imports.models import Import
from apps.imports.models import ImportClosed


class Command(BaseCommand):
    help = (
        "Undo an applied import: delete what it added and restore what it changed. "
        "Anything edited since is kept and listed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="the id printed by import_list --apply")

    def handle(self, *args: Any, **options: Any) -> None:
        import_ = self._find(options["id"])
        try:
            kept = undo_import(import_, by=owner(), at=timezone.now())
        except ImportClosed as error:
            raise CommandError(error.messages[0]) from error
        import_.refresh_from_db()
        result = import_.result
        self.stdout.write(
            f"Undone: {result['removed']} removed, {result['restored']} restored."
        )
        for change in kept:
            self.stdout.write(f"Kept {change.name}: {change.kept_because}")

    def _find(self, given: str) -> Import:
        try:
            return Import.objects.get(uuid=uuid.UUID(given))
        except ValueError as error:
            raise CommandError(f"“{given}” isn't an import id.") from error
        except Import.DoesNotExist as error:
            raise CommandError(f"No import has the id {given}.") from error

"""Writing many rows in steps that a job can count, and stop between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from itertools import batched
from typing import Any

from django.db import models

from apps.core.database.bulk_writer import BulkWriter
from apps.jobs.progress import Progress

# Rows in one step: some tenths of a second.
STEP = 100


@dataclass(frozen=True)
class ProgressBulkWriter(BulkWriter):
    """A `BulkWriter` that tells `progress` of each hundred rows."""

    progress: Progress = field(default_factory=Progress)

    def create(self, rows: Sequence[models.Model]) -> None:
        for chunk in batched(rows, STEP, strict=False):
            super().create(chunk)
            self._tell("Adding", chunk)

    def update(self, rows: Sequence[Any], fields: Sequence[str]) -> None:
        for chunk in batched(rows, STEP, strict=False):
            super().update(chunk, fields)
            self._tell("Changing", chunk)

    def delete(self, rows: Sequence[models.Model]) -> None:
        for chunk in batched(rows, STEP, strict=False):
            super().delete(chunk)
            self._tell("Removing", chunk)

    def _tell(self, verb: str, rows: Sequence[models.Model]) -> None:
        noun = rows[0]._meta.verbose_name_plural
        self.progress.step(len(rows), f"{verb} {noun}")

"""Writing many rows at once with all that Wagtail keeps beside each.

A form saves one row and leaves a revision and a log entry. `bulk_create` leaves
neither; these functions do, in a few statements for any number of rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ModelLogEntry
from wagtail.models import Revision
from wagtail.models import RevisionMixin

from apps.core.models.base import SluggedModel
from apps.core.models.provenance import SourcedFields

BATCH = 500


@dataclass(frozen=True)
class BulkWriter:
    """Who writes, and when."""

    by: AbstractBaseUser | None
    at: datetime

    def create(self, rows: Sequence[models.Model]) -> None:
        """Insert new `rows` of one model; slugs and search keys are made."""
        self.insert(rows)
        self.note(rows, "wagtail.create")

    def insert(self, rows: Sequence[models.Model]) -> None:
        """As `create`, but without the traces: `note` them when the rows are whole."""
        if not rows:
            return
        model = type(rows[0])
        if issubclass(model, SluggedModel):
            model.give_slugs(rows)  # type: ignore[arg-type]
        _prepare(rows)
        model._default_manager.bulk_create(rows, batch_size=BATCH)

    def update(self, rows: Sequence[Any], fields: Sequence[str]) -> None:
        """Write `fields` of stored `rows` of one model."""
        if not rows:
            return
        model: Any = type(rows[0])
        _prepare(rows)
        written = [*fields, "updated_at"]
        if issubclass(model, SourcedFields):
            written.append("provenance")
        if issubclass(model, SluggedModel):
            written += model.derived_fields
        for row in rows:
            row.updated_at = self.at
        # A plain queryset: the journal's own refuses statuses, whose events a
        # bulk change does not record. An import records its one event instead.
        models.QuerySet(model).bulk_update(rows, written, batch_size=BATCH)
        self.note(rows, "wagtail.edit")

    def note(
        self,
        rows: Sequence[models.Model],
        log_action: str,
        *,
        data: dict[str, Any] | None = None,
    ) -> None:
        """Leave the traces of a form's save for `rows` just written."""
        if not rows:
            return
        revisions = self._save_revisions(rows)
        self._log(rows, log_action, revisions=revisions, data=data)

    def note_deletion(
        self, rows: Sequence[models.Model], *, data: dict[str, Any] | None = None
    ) -> None:
        """Leave the trace of a deletion for `rows` of one model, before it."""
        self._log(rows, "wagtail.delete", deleted=True, data=data)

    def delete(self, rows: Sequence[models.Model]) -> None:
        """Delete stored `rows` of one model, with what cascades from them.

        Raises `ProtectedError` when something holds one of them.
        """
        if not rows:
            return
        model = type(rows[0])
        self.note_deletion(rows)
        model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()

    def _save_revisions(self, rows: Sequence[Any]) -> Sequence[Any]:
        model: Any = type(rows[0])
        if not issubclass(model, RevisionMixin):
            return [None] * len(rows)
        content_type = ContentType.objects.get_for_model(model)
        revisions = Revision.objects.bulk_create(
            [
                Revision(
                    content_type=content_type,
                    base_content_type=row.get_base_content_type(),
                    object_id=str(row.pk),
                    created_at=self.at,
                    user=self.by,
                    object_str=str(row),
                    content=row.serializable_data(),
                )
                for row in rows
            ],
            batch_size=BATCH,
        )
        for row, revision in zip(rows, revisions, strict=True):
            row.latest_revision = revision
        models.QuerySet(model).bulk_update(rows, ["latest_revision"], batch_size=BATCH)
        return revisions

    def _log(
        self,
        rows: Sequence[models.Model],
        log_action: str,
        *,
        revisions: Sequence[Any] = (),
        deleted: bool = False,
        data: dict[str, Any] | None = None,
    ) -> None:
        content_type = ContentType.objects.get_for_model(type(rows[0]))
        ModelLogEntry.objects.bulk_create(
            [
                ModelLogEntry(
                    content_type=content_type,
                    object_id=str(row.pk),
                    label=str(row),
                    action=log_action,
                    timestamp=self.at,
                    # Of entries that share one, Wagtail's History shows only the
                    # latest, whichever row it is about.
                    uuid=uuid.uuid4(),
                    user_id=self.by.pk if self.by else None,
                    revision=revision,
                    content_changed=not deleted,
                    deleted=deleted,
                    data=data or {},
                )
                for row, revision in zip(
                    rows, revisions or [None] * len(rows), strict=True
                )
            ],
            batch_size=BATCH,
        )


def _prepare(rows: Sequence[models.Model]) -> None:
    for row in rows:
        if isinstance(row, SourcedFields):
            row.prepare_for_bulk()
        if isinstance(row, SluggedModel):
            row.derive_fields()

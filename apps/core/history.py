"""The admin's History, for changes that came by another door."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db import transaction
from django.utils import timezone

from apps.core.database.bulk_writer import BulkWriter


def record_change(
    row: models.Model,
    *,
    user: Any,
    action: str = "wagtail.edit",
    data: dict[str, Any] | None = None,
) -> None:
    """Show that `user` changed `row`: a revision, where it keeps them, and a log.

    `action` is "wagtail.create", "wagtail.edit" or "wagtail.delete" (call that one
    before the row is deleted). Call it in the transaction of the change.
    """
    writer = BulkWriter(by=user, at=timezone.now())
    if action == "wagtail.delete":
        writer.note_deletion([row], data=data)
    else:
        writer.note([row], action, data=data)


@transaction.atomic
def delete_row(rows: models.QuerySet, *, user: Any) -> bool:
    """Delete the one row of `rows` and log it; False where there is none.

    Raises `ProtectedError` when other rows hold it.
    """
    row = rows.select_for_update().first()
    if row is None:
        return False
    record_change(row, user=user, action="wagtail.delete")
    row.delete()
    return True

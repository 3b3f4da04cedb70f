"""The admin's History, for changes that came by another door."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import RevisionMixin


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
    deleting = action == "wagtail.delete"
    # Of the rows that one request changes Wagtail would show the last one's History
    # only: it takes entries of one uuid for one action on one row.
    own = uuid4()
    if isinstance(row, RevisionMixin) and not deleting:
        # The verb that saved the row has checked it.
        revision = row.save_revision(user=user, clean=False)
        details: dict[str, Any] = {"revision": revision}
    else:
        details = {"deleted": deleting}
    log(row, action, user=user, uuid=own, content_changed=True, data=data, **details)


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

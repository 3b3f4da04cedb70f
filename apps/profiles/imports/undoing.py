"""Taking an import back, without touching what the owner has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from apps.core.models.base import BaseModel
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.profiles.events import PROFILE_IMPORT_UNDO
from apps.profiles.events import ProfileImportUndoPayload
from apps.profiles.imports.applying import AT_ONCE
from apps.profiles.imports.applying import importer_of
from apps.profiles.imports.applying import kind_of
from apps.profiles.imports.importer import values_of
from apps.profiles.models import ProfileImport
from apps.profiles.models import ProfileImportChange
from apps.profiles.models import ProfileImportClosed
from apps.profiles.models import ProfileImportStatus
from apps.profiles.snapshots import take_snapshot
from apps.realtime.catalogue import suppress_events

CHANGED_SINCE = "It was changed after the import."
IN_USE = "It is used elsewhere."


@transaction.atomic
def undo_import(
    import_: ProfileImport,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    progress: Progress = SILENT,
) -> ProfileImport:
    """Remove what `import_` made and restore what it changed, all or nothing.

    What was changed after the import stays, with the reason at its change. Returns
    the import as it is then. Raises `ProfileImportClosed` unless it is applied.
    """
    import_ = import_.lock()
    if import_.status != ProfileImportStatus.APPLIED:
        state = import_.get_status_display().lower()
        raise ProfileImportClosed(f"“{import_}” can’t be undone: it is {state}.")
    kind = kind_of(import_)
    profile = kind.model.objects_locked().get()
    # What was written last may hang on what was written first.
    changes = list(import_.changes.order_by("-id"))
    progress.begin(len(changes), "Taking back")
    with suppress_events():
        for start in range(0, len(changes), AT_ONCE):
            _take_back(changes[start : start + AT_ONCE], progress)
        importer_of(kind).after_undo(profile)
    ProfileImportChange.objects.bulk_update(
        changes, ["kept_because"], batch_size=AT_ONCE
    )
    kept = sum(bool(change.kept_because) for change in changes)
    import_.status = ProfileImportStatus.UNDONE
    import_.undone_at = at
    import_.result = {**import_.result, "kept": kept, "undone": len(changes) - kept}
    import_.save()
    log(import_, "questlog.import_undo", user=by, data=import_.result)
    take_snapshot(kind, profile, at=at)
    if profile.is_public and changes:
        PROFILE_IMPORT_UNDO.record(
            ProfileImportUndoPayload(
                profile=kind.slug,
                name=kind.name,
                undone=len(changes) - kept,
                kept=kept,
                import_id=str(import_.uuid),
            ),
            subject=f"profile_import:{import_.uuid}",
            dedupe_key=f"profile_import:{import_.uuid}:undo",
        )
    return import_


def edited_since(import_: ProfileImport) -> list[ProfileImportChange]:
    """The changes of an applied import that an undo would keep, with the reason."""
    edited = []
    changes = list(import_.changes.order_by("id"))
    for start in range(0, len(changes), AT_ONCE):
        part = changes[start : start + AT_ONCE]
        rows = dict(_rows(part))
        for change in part:
            row = rows.get(change.object_uuid)
            if row is not None and _is_edited(change, row):
                change.kept_because = CHANGED_SINCE
                edited.append(change)
    return edited


def _take_back(changes: list[ProfileImportChange], progress: Progress) -> None:
    rows = dict(_rows(changes, lock=True))
    gone: list[tuple[ProfileImportChange, BaseModel]] = []
    for change in changes:
        row = rows.get(change.object_uuid)
        if row is None:
            continue
        if not change.is_new:
            _restore(change, row)
        elif _is_edited(change, row):
            change.kept_because = CHANGED_SINCE
        else:
            gone.append((change, row))
    _delete(gone)
    progress.step(len(changes))


def _rows(
    changes: list[ProfileImportChange], *, lock: bool = False
) -> Iterator[tuple[UUID, BaseModel]]:
    for label in sorted({change.model for change in changes}):
        model: type[BaseModel] = apps.get_model(label)
        found: models.QuerySet[Any] = model._default_manager.filter(
            uuid__in=[each.object_uuid for each in changes if each.model == label]
        )
        if lock:
            found = found.select_for_update(of=("self",))
        yield from ((row.uuid, row) for row in found)


def _is_edited(change: ProfileImportChange, row: BaseModel) -> bool:
    if not change.is_new:
        return all(
            value != change.after[name]
            for name, value in values_of(row).items()
            if name in change.after
        )
    return values_of(row) != change.after


def _restore(change: ProfileImportChange, row: BaseModel) -> None:
    """Give the fields their former values, but those that were changed since."""
    now = values_of(row)
    names = [each for each in change.before if now.get(each) == change.after.get(each)]
    if not names:
        change.kept_because = CHANGED_SINCE
        return
    for name in names:
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(change.before[name]))
    row.save(update_fields=[*names, "updated_at"])


def _delete(rows: list[tuple[ProfileImportChange, BaseModel]]) -> None:
    for model in {type(row) for _, row in rows}:
        mine = [(change, row) for change, row in rows if type(row) is model]
        try:
            with transaction.atomic():
                model._default_manager.filter(
                    pk__in=[row.pk for _, row in mine]
                ).delete()
        except ProtectedError:
            # One of them is in use: find out which.
            for change, row in mine:
                try:
                    with transaction.atomic():
                        row.delete()
                except ProtectedError:
                    change.kept_because = IN_USE

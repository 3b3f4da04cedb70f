"""Keeping a file for review, and writing what the owner let through."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.profiles.events import PROFILE_IMPORT
from apps.profiles.events import ProfileImportPayload
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.imports.importer import values_of
from apps.profiles.models import ProfileImport
from apps.profiles.models import ProfileImportChange
from apps.profiles.models import ProfileImportClosed
from apps.profiles.models import ProfileImportRow
from apps.profiles.models import ProfileImportStatus
from apps.profiles.models import RowAction
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.snapshots import take_snapshot
from apps.realtime.catalogue import suppress_events

AT_ONCE = 500
# What applying does something with.
WRITING = (RowAction.ADD, RowAction.UPDATE)


@transaction.atomic
def plan_import(
    kind: ProfileKind,
    text: str,
    *,
    file_name: str = "",
    by: User | None = None,
    warnings: list[str] | None = None,
) -> ProfileImport:
    """Read `text` and keep it for review; the profile is set up where it isn't.

    Raises `UnreadableFile`, and then nothing is kept.
    """
    profile, _ = kind.model.set_up()
    importer = importer_of(kind)
    planned = importer.plan(profile, text, file_name=file_name)
    import_ = ProfileImport.objects.create(
        profile=kind.slug,
        file_name=file_name[:255],
        format=planned.format,
        source_text=importer.text_to_keep(text),
        created_by=by,
        warnings=[*(warnings or ()), *planned.warnings],
    )
    ProfileImportRow.objects.bulk_create(
        (
            ProfileImportRow(
                batch=import_,
                number=number,
                action=row.action,
                title=row.title[:200],
                detail=row.detail,
                reason=row.reason,
                data=row.data,
            )
            for number, row in enumerate(planned.rows, start=1)
        ),
        batch_size=AT_ONCE,
    )
    log(import_, "wagtail.create", user=by)
    return import_


@transaction.atomic
def apply_import(
    import_: ProfileImport,
    *,
    by: User | None,
    at: datetime,
    progress: Progress = SILENT,
) -> ProfileImport:
    """Write the rows of `import_` that weren't left out, all of them or nothing.

    Returns the import as it is then. Raises `ProfileImportClosed` unless it is in
    review, and `ValidationError` where a row can't be written.
    """
    import_ = import_.lock()
    if not import_.is_open:
        state = import_.get_status_display().lower()
        raise ProfileImportClosed(f"“{import_}” can’t be applied: it is {state}.")
    kind = kind_of(import_)
    profile = kind.model.objects_locked().get()
    rows = import_.rows.filter(action__in=WRITING, is_left_out=False)
    planned = [_planned(row) for row in rows.order_by("number")]
    progress.begin(len(planned), "Writing")
    with suppress_events():
        written = importer_of(kind).write(profile, planned, progress=progress)
        changes = [_change(import_, each) for each in written]
    ProfileImportChange.objects.bulk_create(changes, batch_size=AT_ONCE)
    counts = Counter("added" if change.is_new else "updated" for change in changes)
    import_.status = ProfileImportStatus.APPLIED
    import_.applied_at = at
    import_.result = {"added": counts["added"], "updated": counts["updated"]}
    import_.save()
    log(import_, "questlog.import_apply", user=by, data=import_.result)
    take_snapshot(kind, profile, at=at)
    if changes and profile.is_public:
        record_import(import_, kind)
    return import_


def record_import(import_: ProfileImport, kind: ProfileKind) -> None:
    PROFILE_IMPORT.record(
        ProfileImportPayload(
            profile=kind.slug,
            name=kind.name,
            format=import_.format,
            added=import_.result["added"],
            updated=import_.result["updated"],
            import_id=str(import_.uuid),
        ),
        subject=f"profile_import:{import_.uuid}",
        dedupe_key=f"profile_import:{import_.uuid}:apply",
    )


def kind_of(import_: ProfileImport) -> ProfileKind:
    kind = kind_called(import_.profile)
    if kind is None or kind.importer is None:
        raise ProfileImportClosed(
            f"This version of Questlog has no imports for the profile "
            f"“{import_.profile}”."
        )
    return kind


def importer_of(kind: ProfileKind) -> ProfileImporter:
    if kind.importer is None:
        raise LookupError(f"The profile {kind.slug} has no importer.")
    return kind.importer


def _planned(row: ProfileImportRow) -> PlannedRow:
    return PlannedRow(
        action=RowAction(row.action),
        title=row.title,
        detail=row.detail,
        reason=row.reason,
        data=row.data,
    )


def _change(import_: ProfileImport, written: WrittenRow) -> ProfileImportChange:
    row, before = written.row, written.before
    values = values_of(row)
    names: Any = values if before is None else before
    return ProfileImportChange(
        batch=import_,
        model=row._meta.label_lower,
        object_uuid=row.uuid,
        name=str(row)[:200],
        is_new=before is None,
        before=before or {},
        after={name: values[name] for name in names},
    )

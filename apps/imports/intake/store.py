"""Taking a source in: its text is kept first, as it came, and then read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from apps.imports.intake.news import parse_and_save
from apps.imports.intake.parse import parse_source
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.source import PART_ROWS
from apps.imports.intake.source import Source
from apps.imports.intake.source import source_of
from apps.imports.models import ColumnMapping
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.imports.parsing import SourceError
from apps.imports.parsing.tables.columns import Columns


def store_source(
    source: Source, *, by: AbstractBaseUser | None, title: str = ""
) -> Import:
    """Keep the source, then read it: its rows are ready for review.

    A table whose columns only the owner can tell stays a draft (`asks_for_columns`).
    Of a long one the first part is read, the others become drafts. Raises a
    `SourceError` when it cannot be read; nothing is kept then. After a crash it is
    there still, as a draft.
    """
    source = source.with_known_columns()
    if source.asks_for_columns:
        return store_draft(source, by=by, title=title)
    parts = source.parts()
    import_ = store_draft(parts[0], by=by, title=title)
    try:
        parse_source(parts[0]).save(import_)
    except SourceError:
        import_.delete()
        raise
    _store_further_parts(import_, parts, by=by)
    return import_


@transaction.atomic
def parse_with_columns(
    import_: Import, columns: Columns, *, by: AbstractBaseUser | None
) -> None:
    """Read a draft as the owner says of its columns, and remember what they said.

    Raises a `SourceError` when it cannot be read; it stays a draft then.
    """
    source = replace(source_of(import_), columns=columns)
    parts = source.parts()
    import_.columns = columns.as_json()
    import_.source_text = parts[0].text
    parse_and_save(import_, parts[0])
    _store_further_parts(import_, parts, by=by)
    if source.table:
        ColumnMapping.objects.remember(source.table.keys, columns.as_json())


def parse_as_format(import_: Import, as_format: str) -> None:
    """Read an import that is in review again, as what the owner says it is.

    Raises a `SourceError` when it is not; nothing is changed then.
    """
    source = source_of(import_)
    file = replace(source.files[0], as_format=as_format)
    source = replace(source, files=(file,), columns=None, warnings=[])
    source = source.with_known_columns()
    with transaction.atomic():
        fresh = import_.lock()
        if not fresh.is_open:
            raise ImportClosed(
                f"“{fresh}” can't be read again because it isn't in review."
            )
        fresh.warnings = source.warnings
        fresh.format = as_format
        fresh.columns = source.columns.as_json() if source.columns else {}
        if source.asks_for_columns:
            fresh.rows.all().delete()
            fresh.status = ImportStatus.DRAFT
            fresh.save()
            fresh.raise_version()
            return
        parse_and_save(fresh, source)
        fresh.raise_version()


def _store_further_parts(
    import_: Import, parts: Sequence[Source], *, by: AbstractBaseUser | None
) -> None:
    """Keep the further parts of a long table as drafts, to be read one by one."""
    if len(parts) == 1:
        return
    title = import_.title[:170]
    for number, part in enumerate(parts[1:], start=2):
        store_draft(part, by=by, title=f"{title} (part {number} of {len(parts)})")
    import_.title = f"{title} (part 1 of {len(parts)})"
    import_.warnings = [
        *import_.warnings,
        f"This list is long, so it was split into {len(parts)} imports of up to "
        f"{PART_ROWS:,} games. This is the first one. The others are waiting under "
        "Import and are read when you open them.",
    ]
    import_.save(update_fields=["title", "warnings"])


@transaction.atomic
def store_parsed(
    source: Source, parsed: ParsedSource, *, by: AbstractBaseUser | None
) -> Import:
    """Keep the source with what was understood from it."""
    import_ = store_draft(source, by=by)
    parsed.save(import_)
    return import_


def store_draft(
    source: Source, *, by: AbstractBaseUser | None, title: str = ""
) -> Import:
    """Store the source, not read yet."""
    return Import.objects.create(
        title=title or source.title(),
        source_kind=source.kind,
        source_text=source.text,
        file_name=source.file_name,
        files=source.parts_of_text,
        format=source.format.key if source.format else "",
        columns=source.columns.as_json() if source.columns else {},
        gist_id=source.gist_id,
        gist_url=source.gist_url,
        gist_revision=source.gist_revision,
        gist_etag=source.gist_etag,
        created_by_id=by.pk if by else None,
        warnings=source.warnings,
    )


def needs_columns(import_: Import) -> bool:
    """Whether it is a draft because only the owner can say what its columns hold."""
    is_draft = import_.status == ImportStatus.DRAFT
    return is_draft and import_.format == "csv" and not import_.columns


def parse_draft(import_: Import) -> None:
    """Read the source of a draft: a further part, or one that a crash left unread.

    Raises a `SourceError` when it cannot be read.
    """
    if import_.status == ImportStatus.DRAFT:
        parse_and_save(import_, source_of(import_))


def start_again(import_: Import, *, by: AbstractBaseUser | None) -> Import:
    """Start a new import from the same source."""
    source = replace(source_of(import_), means=None)
    return store_source(source, by=by, title=import_.title)


def owner() -> AbstractBaseUser | None:
    """Whom the command line acts for; None before the first start made them."""
    users = get_user_model().objects
    return users.filter(username=settings.OWNER_USERNAME).first()

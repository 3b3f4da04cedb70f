"""Reading an export into an empty Questlog: all of it, or nothing."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import batched
from typing import IO
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db import connection
from django.db import models
from django.db import transaction

from apps.core.database.analyze import analyze_after_commit
from apps.core.export_schema import ExportedRow
from apps.core.export_schema import Section
from apps.core.export_schema import sections
from apps.core.models.base import BaseModel
from apps.core.plurals import counted
from apps.exports.columns import Column
from apps.exports.columns import columns
from apps.exports.reading import BrokenExport
from apps.exports.reading import ExportReader
from apps.imports.applying.apply import take_turn
from apps.library.tasks import fetch_covers_soon
from apps.realtime.models import Event

BATCH = 500
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
START_ANEW = (
    "Start another Questlog with an empty data folder (QUESTLOG_DATA_DIR) or "
    "database, and import the file there."
)
MEND = "Fix the file there, or export it again from the old Questlog."


class NotEmpty(BrokenExport):
    """There is something in this Questlog already."""

    def __init__(self, held: dict[str, int]) -> None:
        told = ", ".join(counted(count, noun) for noun, count in held.items())
        super().__init__(
            f"This Questlog isn't empty: it has {told}. You can only restore an "
            "export into an empty one.",
            what_to_do=START_ANEW,
        )


def held_rows() -> dict[str, int]:
    """What there is of what an export holds, as noun to number; {} when empty."""
    counts = {s.noun: s.model._default_manager.count() for s in sections()}
    return {noun: count for noun, count in counts.items() if count}


@transaction.atomic
def import_questlog(file: IO[bytes]) -> dict[str, int]:
    """Read the export `file`, gzip or not; the number of rows by section.

    Raises `NotEmpty`, or `BrokenExport` with the place of what is wrong; nothing
    is written then. Memory holds a batch of rows. No event tells of it: nothing
    happened but that the owner moved.
    """
    take_turn()
    _keep_others_out()
    held = held_rows()
    if held:
        raise NotEmpty(held)
    reader = ExportReader(file)
    batch: list[tuple[int, ExportedRow]] = []
    writer: _SectionWriter | None = None
    for section, number, row in reader.rows():
        if writer is None or writer.section is not section:
            if writer:
                writer.write(batch)
                writer.finish()
            batch, writer = [], _SectionWriter(section)
        batch.append((number, row))
        if len(batch) == section.at_once:
            writer.write(batch)
            batch = []
    if writer:
        writer.write(batch)
        writer.finish()
    _check_all()
    written = [section.model for section in sections()]
    analyze_after_commit(written, rows=sum(reader.counts.values()))
    fetch_covers_soon()
    return reader.counts


def _keep_others_out() -> None:
    """Let nobody add a row while this goes on; reading goes on, too."""
    tables = [section.model._meta.db_table for section in sections()]
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def _check_all() -> None:
    """What is only checked at the end of a transaction, and by the sections."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as error:
        raise BrokenExport(
            f"The rows don't match each other: {_told(error)}", what_to_do=MEND
        ) from error
    if told := _told_of_before():
        raise BrokenExport(
            f"The event log of this Questlog already has events about {told:,} of "
            "these rows, because they were here before. Listeners would mistake "
            "their next events for old ones.",
            what_to_do=START_ANEW,
        )
    problems = [problem for section in sections() for problem in section.problems()]
    if problems:
        raise BrokenExport(" ".join(problems[:5]), what_to_do=MEND)


def _told_of_before() -> int:
    """How many of the rows just written the event log knows from an earlier life."""
    subjects = Event.objects.order_by().values_list("subject", flat=True).distinct()
    ids = {subject.partition(":")[2] for subject in subjects.iterator()}
    known = {one for one in ids if _ID.fullmatch(one)}
    return sum(
        section.model._default_manager.filter(uuid__in=some).count()
        for section in sections()
        if "uuid" in section.fields
        for some in batched(known, BATCH, strict=False)
    )


class _SectionWriter:
    """Writes the rows of one section, and fills in its late references at the end."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.columns = columns(section)
        self.late: list[tuple[models.Model, dict[str, Any]]] = []

    def write(self, batch: list[tuple[int, ExportedRow]]) -> None:
        """Raises `BrokenExport` that names the row."""
        if not batch:
            return
        try:
            with transaction.atomic():
                self._write([row for _, row in batch])
        except _UNFIT as error:
            if len(batch) == 1:
                number, row = batch[0]
                raise self._unfit(number, row, error) from error
            # One by one, to find the one that does not fit.
            for one in batch:
                self.write([one])
            raise self._unfit(*batch[0], error) from error

    def finish(self) -> None:
        """Fill in the references that had to wait for all rows."""
        for some in batched(self.late, BATCH, strict=False):
            rows = [row for row, _ in some]
            names = sorted({name for _, values in some for name in values})
            references = {
                name: self._pks(
                    self._column(name), [v[name] for _, v in some if name in v]
                )
                for name in self.section.late
            }
            for row, values in some:
                for name, value in values.items():
                    known = references.get(name)
                    found = value if known is None else known.get(value)
                    if known is not None and found is None:
                        raise BrokenExport(
                            f"{self.section.name}, {row}: “{name}” refers to {value}, "
                            "which isn't in the file.",
                            what_to_do=MEND,
                        )
                    field = row._meta.get_field(name)
                    setattr(row, field.attname, found)  # type: ignore[union-attr]
            found_rows: Any = models.QuerySet(self.section.model)
            found_rows.bulk_update(rows, names)

    def _write(self, rows: list[ExportedRow]) -> None:
        rows = self._arrived(rows)
        values = [{column: column.read(row) for column in self.columns} for row in rows]
        references = {
            column: self._pks(column, [row[column] for row in values])
            for column in self.columns
            if column.is_reference and column.key not in self.section.late
        }
        made, late = [], []
        for row in values:
            stored, later = self._row(row, references)
            made.append(stored)
            late += [(stored, later)] if later else []
        _insert(self.section.model, made)
        for column in self.columns:
            if column.is_many:
                self._link(column, made, [row[column] for row in values])
        # Only now: a batch that failed is written again row by row.
        self.late += late

    def _arrived(self, rows: list[ExportedRow]) -> list[ExportedRow]:
        if self.section.arriving is None:
            return rows
        # A batch that fails is written again, so the rows stay as they came.
        rows = deepcopy(rows)
        try:
            self.section.arriving(rows)
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError("it isn't valid") from error
        return rows

    def _row(
        self,
        values: dict[Column, Any],
        references: dict[Column, dict[UUID, int]],
    ) -> tuple[models.Model, dict[str, Any]]:
        """The unsaved row, and what is to be set when all rows are there."""
        given: dict[str, Any] = {}
        late: dict[str, Any] = {}
        for column, value in values.items():
            if column.key in self.section.late:
                if value is not None:
                    late[column.field.name] = value
            elif column.is_reference:
                given[column.field.attname] = _pk(column, value, references[column])
            elif not column.is_many:
                given[column.field.attname] = value
        for name in tuple(late):
            for other, meanwhile in self.section.late[name].items():
                late[other], given[other] = given[other], meanwhile
        made = self.section.model(**given)
        if isinstance(made, BaseModel):
            made.derive_fields()
        return made, late

    def _link(
        self, column: Column, rows: list[models.Model], ids: list[list[UUID]]
    ) -> None:
        through: Any = column.field.remote_field.through
        known = self._pks(column, [one for some in ids for one in some])
        mine, theirs = (
            column.field.m2m_field_name(),
            column.field.m2m_reverse_field_name(),
        )
        through._default_manager.bulk_create(
            through(**{f"{mine}_id": row.pk, f"{theirs}_id": _pk(column, one, known)})
            for row, some in zip(rows, ids, strict=True)
            for one in some
        )

    def _pks(self, column: Column, ids: list[UUID | None]) -> dict[UUID, int]:
        wanted = {one for one in ids if one is not None}
        if not wanted:
            return {}
        found = column.target._default_manager.filter(uuid__in=wanted)
        return dict(found.order_by().values_list("uuid", "pk"))

    def _column(self, name: str) -> Column:
        return next(column for column in self.columns if column.field.name == name)

    def _unfit(self, number: int, row: ExportedRow, error: Exception) -> BrokenExport:
        name = row.get("name") or row.get("title") or row.get("id") or ""
        called = f" (“{str(name)[:80]}”)" if name else ""
        return BrokenExport(
            f"{self.section.name}, row {number}{called}: {_told(error)}",
            what_to_do=MEND,
        )


# What a row that does not fit raises, before or in the database.
_UNFIT = (DatabaseError, ValidationError, ValueError)


def _pk(column: Column, value: UUID | None, known: dict[UUID, int]) -> int | None:
    if value is None:
        return None
    if value not in known:
        kind = column.target._meta.verbose_name
        raise ValueError(
            f"“{column.key}” refers to the {kind} {value}, which doesn't exist"
        )
    return known[value]


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """Insert `rows` exactly as they are: `bulk_create` would set new times."""
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    manager: Any = models.QuerySet(model)
    keys = manager._insert(rows, fields, returning_fields=[meta.pk], raw=True)
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding = False
        row._state.db = connection.alias


def _told(error: Exception) -> str:
    """What the database or Python says about a row, as a sentence."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None and diagnosis.message_primary:
        parts = (diagnosis.message_primary, diagnosis.message_detail or "")
        return ". ".join(part.rstrip(".") for part in parts if part) + "."
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return f"{str(error).rstrip('.')}."

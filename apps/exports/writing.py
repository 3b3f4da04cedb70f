"""Writing the export: every section row by row, as it stands at one moment."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import batched
from typing import IO
from typing import Any

from django.db import connection
from django.db import transaction

from apps.core.export_schema import ExportedRow
from apps.core.export_schema import Section
from apps.core.export_schema import sections
from apps.exports.columns import columns
from apps.exports.file_format import FORMAT
from apps.exports.file_format import VERSION
from apps.exports.file_format import Checksum
from apps.exports.file_format import as_line


@contextmanager
def one_moment() -> Iterator[None]:
    """Read within this what the database held at its beginning, and write nothing.

    Raises `RuntimeError` inside of another transaction, which has begun already.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write_export(
    out: IO[bytes], *, at: datetime, compressed: bool = False
) -> dict[str, int]:
    """Write everything the owner has to `out`; the number of rows by section.

    Holds no more than a batch of rows in memory. The same rows give the same bytes
    but for `exported_at`, gzip or not.
    """
    if not compressed:
        return _write(out, at=at)
    # Neither a name nor a time in its header, which would change the bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        return _write(packed, at=at)


def _write(out: Any, *, at: datetime) -> dict[str, int]:
    with one_moment():
        counts = {
            section.name: section.model._default_manager.count()
            for section in sections()
        }
        head = {
            "format": FORMAT,
            "version": VERSION,
            "exported_at": at.isoformat(),
            "counts": counts,
        }
        members = (f"{json.dumps(key)}:{json.dumps(head[key])}" for key in head)
        out.write(("{" + ",\n".join(members)).encode())
        checksum = Checksum()
        for section in sections():
            _write_section(out, section, checksum)
        out.write(f',\n"checksum":{json.dumps(str(checksum))}\n}}\n'.encode())
    return counts


def _write_section(out: IO[bytes], section: Section, checksum: Checksum) -> None:
    checksum.add_section(section.name)
    out.write(f",\n{json.dumps(section.name)}:[".encode())
    separator = b"\n"
    for rows in batched(_rows(section), section.at_once, strict=False):
        leaving = list(rows)
        if section.leaving:
            section.leaving(leaving)
        for row in leaving:
            line = as_line(row)
            checksum.add_row(line)
            out.write(separator + line)
            separator = b",\n"
    out.write(b"\n]")


def _rows(section: Section) -> Iterator[ExportedRow]:
    """The rows of a section as they are in the file, oldest first."""
    written = columns(section)
    found = section.model._default_manager.order_by("pk").values_list(
        *(column.source() for column in written)
    )
    for values in found.iterator(chunk_size=section.at_once):
        yield {
            column.key: column.write(value)
            for column, value in zip(written, values, strict=True)
        }

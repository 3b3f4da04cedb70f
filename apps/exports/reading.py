"""Reading an export: its head is checked, its rows come one by one."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO
from typing import Any

from apps.core.export_schema import ExportedRow
from apps.core.export_schema import Section
from apps.core.export_schema import sections
from apps.exports.columns import columns
from apps.exports.file_format import FORMAT
from apps.exports.file_format import VERSION
from apps.exports.file_format import Checksum
from apps.exports.file_format import as_line
from apps.exports.json_stream import BrokenStream
from apps.exports.json_stream import JSONStream
from apps.imports.parsing import SourceError

GZIP = b"\x1f\x8b"
AGAIN = "Export it again from the old Questlog, or use another copy of the file."
UPDATE = "Update this Questlog to the version that wrote the file."
HEAD = ("format", "version", "exported_at", "counts")


class BrokenExport(SourceError):
    """The file cannot be imported; nothing was written."""


class ExportReader:
    """The rows of an export, checked against its counts and its checksum.

    `counts` is what was read so far, as section to number of rows.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._stream = JSONStream(_text_of(file))
        self._sections = {section.name: section for section in sections()}
        self._checksum = Checksum()
        self._head: dict[str, Any] = {}
        self.counts: dict[str, int] = {}

    def rows(self) -> Iterator[tuple[Section, int, ExportedRow]]:
        """Each row with its section and its number there, from 1, in file order.

        Raises `BrokenExport`.
        """
        try:
            yield from self._rows()
        except BrokenStream as error:
            self._require_format()
            raise BrokenExport(f"{error}", what_to_do=AGAIN) from error
        except UnicodeDecodeError as error:
            raise BrokenExport(
                "The file isn't UTF-8 text. It isn't a Questlog export, or it is "
                "damaged.",
                what_to_do=AGAIN,
            ) from error
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BrokenExport(
                "The compressed file is damaged or was cut off.", what_to_do=AGAIN
            ) from error

    def _rows(self) -> Iterator[tuple[Section, int, ExportedRow]]:
        checksum = None
        for key, value in self._stream.members():
            if key == "checksum":
                checksum = value
            elif isinstance(value, Iterator):
                self._require_head(key)
                yield from self._section_rows(key, value)
            elif key in HEAD and not self.counts:
                self._head[key] = value
            else:
                raise BrokenExport(
                    f"This Questlog doesn't know the part “{key}”, or doesn't "
                    "expect it here.",
                    what_to_do="Update this Questlog, or use the file as it was made.",
                )
        self._require_head("end")
        self._check_end(checksum)

    def _require_format(self) -> None:
        if self._head.get("format") != FORMAT:
            raise BrokenExport(
                "This isn't a Questlog export: it doesn't begin with "
                f'"format": "{FORMAT}".',
                what_to_do="To import a list of games in another format, use the "
                "Import page.",
            )

    def _require_head(self, key: str) -> None:
        self._require_format()
        version = self._head.get("version")
        if version != VERSION:
            raise BrokenExport(
                f"The file uses format version {version!r}, but this Questlog reads "
                f"version {VERSION}.",
                what_to_do="Update the Questlog with the lower version, and try again.",
            )
        if not isinstance(self._head.get("counts"), dict):
            raise BrokenExport(
                f'The file has no "counts" before “{key}”.', what_to_do=AGAIN
            )

    def _section_rows(
        self, name: str, rows: Iterator[Any]
    ) -> Iterator[tuple[Section, int, ExportedRow]]:
        section = self._sections.get(name)
        if section is None:
            raise BrokenExport(
                f"This Questlog doesn't know the part “{name}”.",
                what_to_do=UPDATE,
            )
        self._require_order(name)
        known = {column.key for column in columns(section)}
        self._checksum.add_section(name)
        self.counts[name] = 0
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                raise BrokenExport(
                    f"{section.name}, row {number}: this isn't a row.", what_to_do=AGAIN
                )
            if strange := row.keys() - known:
                raise BrokenExport(
                    f"{section.name}, row {number}: this Questlog doesn't know "
                    f"“{min(strange)}”.",
                    what_to_do=UPDATE,
                )
            try:
                self._checksum.add_row(as_line(row))
            except ValueError as error:
                raise BrokenExport(
                    f"{section.name}, row {number}: it contains a value that isn't "
                    f"valid text or a valid number: {error}.",
                    what_to_do=AGAIN,
                ) from error
            self.counts[name] = number
            yield section, number, row

    def _require_order(self, name: str) -> None:
        order = list(self._sections)
        read = list(self.counts)
        if name in read:
            raise BrokenExport(f"The part “{name}” appears twice.", what_to_do=AGAIN)
        if read and order.index(name) < order.index(read[-1]):
            raise BrokenExport(
                f"The part “{name}” comes after “{read[-1]}”, which refers to it.",
                what_to_do=(
                    "Use the original file, with its parts in their original order."
                ),
            )

    def _check_end(self, checksum: Any) -> None:
        told = self._head["counts"]
        for name in self.counts.keys() | told.keys():
            found = self.counts.get(name, 0)
            if told.get(name, 0) != found:
                raise BrokenExport(
                    f"The file should have {told.get(name, 0)} rows in “{name}”, but "
                    f"it has {found}.",
                    what_to_do=f"Something is missing. {AGAIN}",
                )
        if checksum is not None and checksum != str(self._checksum):
            raise BrokenExport(
                "The file was changed or damaged after it was exported: its checksum "
                "doesn't match.",
                what_to_do="Use an unchanged copy. If you edited it yourself, delete "
                'the "checksum" line at the end.',
            )


def _text_of(file: IO[bytes]) -> io.TextIOWrapper:
    buffered = io.BufferedReader(file)  # type: ignore[type-var]
    start = buffered.peek(2)[:2]
    plain: Any = gzip.open(buffered) if start == GZIP else buffered
    return io.TextIOWrapper(plain, encoding="utf-8-sig")

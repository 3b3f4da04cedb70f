"""What a file is taken for while it is being chosen, by its beginning."""

from __future__ import annotations

from dataclasses import dataclass

from apps.core.plurals import counted
from apps.imports.intake.source import File
from apps.imports.parsing import NotUnderstood
from apps.imports.parsing import SourceError
from apps.imports.parsing import decode_source
from apps.imports.parsing.formats import parse_as
from apps.imports.parsing.source import MAX_FILE_BYTES
from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.source import check_size
from apps.imports.parsing.tables.columns import guess_columns

# The script sends as much of the file.
BEGINNING = 64 * 1024
# Half of it cannot be read.
CUT_JSON = "JSON. You'll see its content after it is read."


@dataclass(frozen=True)
class Preview:
    """A sentence or two for the owner; `is_problem` where it cannot be read."""

    message: str
    is_problem: bool = False


def preview(head: bytes, *, name: str, size: int, as_format: str = "") -> Preview:
    """What the file of `size` bytes that begins with `head` seems to be."""
    is_whole = len(head) >= size
    try:
        check_size(size, MAX_FILE_BYTES)
        text = decode_source(head if is_whole else _whole_lines(head)).text
        if not text.strip():
            return Preview("The file is empty.", is_problem=True)
        file = File(text, name, as_format)
        if file.format.key in ("json", "steam") and not is_whole:
            return Preview(CUT_JSON)
        return Preview(_message(file, is_whole=is_whole))
    except SourceError as error:
        if isinstance(error, BrokenJson) and not is_whole:
            return Preview(CUT_JSON)
        return Preview(f"{error.message} {error.what_to_do}", is_problem=True)


def _whole_lines(head: bytes) -> bytes:
    """Without what the cut has left of a line, which would be misread."""
    # In UTF-16 and UTF-32 a line's end is two or four bytes.
    width = 4 if b"\0\0\0" in head else 2 if b"\0" in head else 1
    end = head.rfind(b"\n") + 1
    return head[: end + -end % width] or head


def _message(file: File, *, is_whole: bool) -> str:
    found = file.format
    parsed = parse_as(found, file.checked, name=file.name)
    games = counted(len(parsed.rows), "game")
    within = "" if is_whole else " so far"
    message = f"Detected format: {found.label}, {games}{within}."
    if odd := _odd_lines(parsed.not_understood):
        message += f" {odd}"
    if found.is_plain_table and found.table is not None:
        fields = guess_columns(found.table).fields
        unknown = [column for column, meaning in fields.items() if not meaning]
        message += " Next, you choose what its columns contain."
        if unknown:
            message += f" Not recognized: {', '.join(unknown[:8])}."
    return message


def _odd_lines(lines: tuple[NotUnderstood, ...]) -> str:
    count = len(lines)
    return f"{counted(count, 'line')} not understood." if count else ""

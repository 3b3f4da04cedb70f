"""From bytes or text to text that is safe to parse, or an error that says why not."""

from __future__ import annotations

# Of text that a person wrote; exports of services may be larger.
MAX_BYTES = 2 * 1024 * 1024
MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_LINES = 50_000
MAX_ROWS = 10_000


class SourceError(ValueError):
    """The source cannot be read. `what_to_do` tells the owner what helps."""

    def __init__(self, message: str, *, what_to_do: str) -> None:
        super().__init__(message)
        self.message = message
        self.what_to_do = what_to_do


class SourceTooLarge(SourceError):
    """More than MAX_BYTES bytes, MAX_LINES lines or MAX_ROWS games."""


class NotText(SourceError):
    """Binary data, or text in an unknown encoding."""


class MissingColumns(SourceError):
    """A table without a column that it cannot be read without."""


class BrokenTable(SourceError):
    """Looks like a table, but its lines cannot be taken apart."""


class BrokenJson(SourceError):
    """Looks like JSON, but is not valid, or holds no list of games."""


class WholeQuestlog(SourceError):
    """An export of a whole Questlog, which has a door of its own."""


def check_source(text: str) -> str:
    """The text itself, without a byte order mark, lines ended by "\\n".

    Raises SourceTooLarge (above MAX_FILE_BYTES), or NotText for what no database
    stores.
    """
    check_size(len(text), MAX_FILE_BYTES)
    try:
        check_size(len(text.encode()), MAX_FILE_BYTES)
    except UnicodeEncodeError as error:
        raise NotText(
            "The text contains half a character (a lone surrogate).",
            what_to_do="Save the list as UTF-8 and try again.",
        ) from error
    if "\x00" in text:
        raise NotText(
            "The text contains NUL bytes, so it looks like a binary file.",
            what_to_do="Use a Markdown, text, CSV, or JSON file.",
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_written(text: str) -> None:
    """Raises SourceTooLarge for more text than anybody writes a list in."""
    check_size(len(text), MAX_BYTES)
    check_size(len(text.encode()), MAX_BYTES)
    if text.count("\n") >= MAX_LINES:
        raise SourceTooLarge(
            f"The list has more than {MAX_LINES:,} lines.",
            what_to_do="Split it and import the parts one by one.",
        )


def check_row_count(count: int) -> None:
    """Raises SourceTooLarge when there are more games than one import takes."""
    if count > MAX_ROWS:
        raise SourceTooLarge(
            f"The list has more than {MAX_ROWS:,} games.",
            what_to_do="Split it and import the parts one by one.",
        )


def check_size(size: int, most: int) -> None:
    """Raises SourceTooLarge for more than `most` bytes."""
    if size > most:
        raise SourceTooLarge(
            f"It is larger than {most // 1024 // 1024} MB, the limit for one import.",
            what_to_do="Split it and import the parts one by one.",
        )

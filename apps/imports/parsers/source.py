"""From bytes or text to text that is safe to parse, or an error that says why not."""

from __future__ import annotations

MAX_BYTES = 2 * 1024 * 1024
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
    """Binary data, or text in another encoding than UTF-8."""


class BrokenJson(SourceError):
    """Looks like JSON, but is not valid, or holds no list of games."""


class WholeQuestlog(SourceError):
    """An export of a whole Questlog, which has a door of its own."""


def decode_source(data: bytes) -> str:
    """The text of an uploaded file (UTF-8, with or without a byte order mark).

    Raises SourceTooLarge or NotText.
    """
    _check_size(len(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText(
            "The file is in UTF-16.", what_to_do="Save it as UTF-8 and try again."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(
            f"The file is not UTF-8 text (byte {error.start + 1}).",
            what_to_do="Upload a Markdown, text or JSON file saved as UTF-8.",
        ) from error
    return check_source(text)


def check_source(text: str) -> str:
    """The text itself, without a byte order mark, lines ended by "\\n".

    Raises SourceTooLarge, or NotText for what no database stores.
    """
    _check_size(len(text))
    try:
        _check_size(len(text.encode()))
    except UnicodeEncodeError as error:
        raise NotText(
            "The text holds half a character (a lone surrogate).",
            what_to_do="Save the list as UTF-8 and try again.",
        ) from error
    if "\x00" in text:
        raise NotText(
            "The text holds NUL bytes: it looks like a binary file.",
            what_to_do="Give a Markdown, text or JSON file.",
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= MAX_LINES:
        raise SourceTooLarge(
            f"The list has more than {MAX_LINES:,} lines.",
            what_to_do="Split it and import the parts one after another.",
        )
    return text


def check_row_count(count: int) -> None:
    """Raises SourceTooLarge when there are more games than one import takes."""
    if count > MAX_ROWS:
        raise SourceTooLarge(
            f"The list has more than {MAX_ROWS:,} games.",
            what_to_do="Split it and import the parts one after another.",
        )


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise SourceTooLarge(
            f"The list is larger than {MAX_BYTES // 1024 // 1024} MB.",
            what_to_do="Split it and import the parts one after another.",
        )

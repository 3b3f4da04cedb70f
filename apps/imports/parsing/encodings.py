"""Bytes to text, whichever of the usual encodings an export was saved in.

UTF-8 and UTF-16 (with or without a byte order mark) are certain. What is neither is
Windows-1252, which Excel writes in Western Europe and America, or Shift JIS, which it
writes in Japan: charset-normalizer tells which by how much of the text makes sense.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from apps.imports.parsing.source import MAX_FILE_BYTES
from apps.imports.parsing.source import NotText
from apps.imports.parsing.source import check_size
from apps.imports.parsing.source import check_source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"cp1252": "Windows-1252", "cp932": "Shift JIS"}
# Enough to know a language by; a guess must not take longer than the reading.
_SAMPLE = 64 * 1024
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text. `guessed` names the encoding where it had to be guessed."""

    text: str
    guessed: str = ""

    @property
    def warnings(self) -> list[str]:
        """What to tell the owner of a guess."""
        if not self.guessed:
            return []
        return [
            f"The file isn't UTF-8, so it was read as {self.guessed}. If letters look "
            "wrong, save it as UTF-8 and import it again."
        ]


def decode_source(data: bytes) -> Decoded:
    """The text of an uploaded file, as `check_source` leaves it.

    Raises SourceTooLarge before anything is decoded, or NotText.
    """
    check_size(len(data), MAX_FILE_BYTES)
    decoded = _decode(data)
    return Decoded(check_source(decoded.text), decoded.guessed)


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decoded(data[len(mark) :], encoding))
    if encoding := _bare_utf16(data):
        return Decoded(_decoded(data, encoding))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(data, error.start + 1)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"The file says it is {encoding[:-3].upper()}, but byte {error.start + 1} "
            "isn't."
            if encoding != "utf-8"
            else f"The file isn't UTF-8 text (byte {error.start + 4}).",
            what_to_do="Save it as UTF-8 and try again.",
        ) from error


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return ""
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        others = sample[::2] if encoding == "utf-16-le" else sample[1::2]
        if zeros.count(0) > half * 0.6 and others.count(0) == 0:
            return encoding
    return ""


def _guessed(data: bytes, place: int) -> Decoded:
    refused = NotText(
        f"The file isn't readable text: it isn't UTF-8 (byte {place}) or another "
        "common encoding.",
        what_to_do="Upload a Markdown, text, CSV or JSON file saved as UTF-8.",
    )
    if b"\x00" in data:
        raise refused
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_NAMES)).best()
    likely = [best.encoding] if best else []
    for encoding in (*likely, *_NAMES):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            raise refused
        return Decoded(text, _NAMES.get(encoding, encoding))
    raise refused

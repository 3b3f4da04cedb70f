"""The format of the file: its name, its version, how its bytes are made."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from apps.core.export_schema import sections
from apps.core.plurals import counted

FORMAT = "questlog-export"
# Raised when a file of the version before could be misread. New keys and sections
# alone do not: a Questlog that does not know them refuses the file by name.
VERSION = 1
CHECKSUM = "sha256:"


def as_line(row: dict[str, Any]) -> bytes:
    """A row as the one line that it is in the file, without its end.

    Raises `ValueError` for a number that JSON has no form for.
    """
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


class Checksum:
    """SHA-256 over each section's name and each row's line, each ended by a newline.

    It tells a file that was damaged or cut from one that was only set in another
    way: white space outside of the rows' values does not count.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add_section(self, name: str) -> None:
        self._hash.update(f"{name}\n".encode())

    def add_row(self, line: bytes) -> None:
        self._hash.update(line + b"\n")

    def __str__(self) -> str:
        return f"{CHECKSUM}{self._hash.hexdigest()}"


def in_words(counts: dict[str, int]) -> str:
    """The number of rows by section: "86 games, 2 lists"."""
    nouns = {section.name: section.noun for section in sections()}
    told = [counted(n, nouns[name]) for name, n in counts.items() if n]
    return ", ".join(told) or "nothing, it is empty"
